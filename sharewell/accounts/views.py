"""Pages to sign in and out, to choose a password, and to see what was kept."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharewell.accounts import access, keeping, links, marks, onward, sessions
from sharewell.accounts.actions import guesses
from sharewell.accounts.actions.people import choose_password as choose
from sharewell.accounts.actions.terms import accept_terms
from sharewell.accounts.actions.tries import TooManyTries
from sharewell.accounts.forms import ChoosePassword, ForgottenPassword, SignIn
from sharewell.accounts.letters import ADDRESS, send_link_to, tell_of_new_password
from sharewell.accounts.models import User
from sharewell.accounts.terms import terms_in_force
from sharewell.vault import passing
from sharewell.web.pages import page

WRONG = "The email address or the password is wrong. Check both and try again."


@login_not_required
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    wanted = onward.wanted(request)
    if request.user.is_authenticated:
        return redirect(wanted or onward.HOME)
    form = SignIn(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = get_adapter().authenticate(request, **form.cleaned_data)
        except TooManyTries as stopped:
            return too_many_tries(request, stopped)
        if user:
            return perform_login(request, user, redirect_url=wanted, email=user.email)
        form.add_error(None, WRONG)
    return page(request, "accounts/sign_in.html", {"form": form, "next": wanted})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signed out, on the server and in the browser; done again it does no harm. A link to here only asks."""
    if request.method != "POST":
        return page(request, "accounts/sign_out.html") if request.user.is_authenticated else redirect(onward.START)
    if request.user.is_authenticated:
        get_adapter().logout(request)
    response = redirect("account_signed_out")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Says that nobody is signed in here any more."""
    if request.user.is_authenticated:
        return redirect(onward.START)
    return page(request, "accounts/signed_out.html")


@login_not_required
@never_cache
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Asks for a link. The answer is the same whether or not there is an account: the worker finds that out."""
    form = ForgottenPassword(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            guesses.count_link_request(marks.address_of(request))
        except TooManyTries as stopped:
            return too_many_tries(request, stopped)
        send_link_to.enqueue(passing.sealed_for(ADDRESS, form.cleaned_data["email"]))
        return redirect("account_link_sent")
    return page(request, "accounts/forgotten_password.html", {"form": form})


@login_not_required
@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """Says to look in the e-mail."""
    return page(request, "accounts/link_sent.html")


@login_not_required
@require_safe
@never_cache
def open_link(request: HttpRequest, account: UUID, token: str) -> HttpResponse:
    """Takes a link that is good out of the address line, where others could read it, and into the browser's keeping."""
    try:
        guesses.count_link_opened(marks.address_of(request))
    except TooManyTries as stopped:
        return too_many_tries(request, stopped)
    if links.owner_of_link(account, token) is None:
        return link_is_over(request)
    response = redirect("account_choose_password")
    links.put_away(response, account, token)
    return response


def link_is_over(request: HttpRequest) -> HttpResponse:
    """Says that the link is no good any more, and where to get another."""
    return page(request, "accounts/link_is_over.html", status=410)


@login_not_required
@sensitive_post_parameters("password")
@never_cache
def choose_password(request: HttpRequest) -> HttpResponse:
    """Asks for the new password, and signs its owner in."""
    account = links.owner_of_link_put_away(request)
    if account is None:
        return link_is_over(request)
    form = ChoosePassword(request.POST if request.method == "POST" else None, person=account)
    if request.method == "POST" and form.is_valid():
        hashed = make_password(form.cleaned_data["password"])
        if form.carry_out(choose, by=account, account=account, hashed=hashed):
            tell_of_new_password.enqueue(str(account.pk))
            response = perform_login(request, account, email=account.email)
            links.throw_away(response)
            return response
    return page(request, "accounts/choose_password.html", {"form": form, "account": account})


@require_safe
@never_cache
def kept(request: HttpRequest) -> HttpResponse:
    """What was typed into forms that came too late, and the way back to each."""
    assert isinstance(request.user, User)
    waiting = [keeping.listed(each) for each in access.kept_for(request.user)]
    return page(request, "accounts/kept.html", {"waiting": waiting, "next": onward.wanted(request) or onward.HOME})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of use, for anybody to read; whoever is signed in accepts them here. Of a text shown before it changed,
    nothing is accepted: the new one is shown."""
    shown, person = terms_in_force(), request.user
    accepted = access.accepted_at(person, shown.digest) if isinstance(person, User) else None
    if request.method == "POST":
        if not isinstance(person, User):
            return redirect_to_login(reverse("account_terms"))
        if request.POST.get("digest") == shown.digest:
            if not accepted:
                accept_terms(by=person, account=person, terms=shown)
            return redirect(onward.wanted(request) or onward.HOME)
    context = {"terms": shown, "accepted_at": accepted, "next": onward.wanted(request)}
    return page(request, "accounts/terms.html", context)


@login_not_required
@require_POST
@never_cache
def still_here(request: HttpRequest) -> HttpResponse:
    """The person is still here: how many seconds the session now has, or 401 when it is over."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    return JsonResponse({"seconds": sessions.seconds_left(request)})


def too_many_tries(request: HttpRequest, stopped: TooManyTries) -> HttpResponse:
    """Says when to try again, and the way round for whoever cannot wait."""
    response = page(
        request, "accounts/too_many_tries.html", {"again_at": sessions.next_minute(stopped.again_at)}, status=429
    )
    response.headers["Retry-After"] = str(sessions.seconds_until(stopped.again_at))
    return response


@login_not_required
def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token, or with an old one: it was not carried out, and what was typed is kept."""
    kept_post = keeping.keep(request, is_token_true=False)
    path = request.get_full_path()
    if kept_post and not request.user.is_authenticated:
        messages.info(request, keeping.SIGN_IN_FOR_WORDS)
        return redirect_to_login(path)
    is_kept = request.user.is_authenticated and keeping.is_offered(request, kept_post)
    return page(request, "accounts/form_not_trusted.html", {"is_kept": is_kept, "again": path}, status=403)
