"""What somebody who is invited sees: the invitation, how it stands, and how to accept it."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.accounts import marks
from sharewell.accounts.actions import guesses
from sharewell.accounts.actions.tries import TooManyTries
from sharewell.accounts.onward import HOME
from sharewell.accounts.views import too_many_tries
from sharewell.directory import access, actions, membership
from sharewell.directory.administration import kept_links
from sharewell.directory.administration.forms.people import AcceptInvitation, BeginWithInvitation
from sharewell.directory.models import Invitation
from sharewell.directory.rules import roles_in_words
from sharewell.errors import Overtaken
from sharewell.web.pages import page

NOT_FOR_THEM = "another"
CLOSED = "closed"


@login_not_required
@require_safe
@never_cache
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Takes a link that is ours out of the address line, where others could read it. Looking does not use it up."""
    try:
        guesses.count_link_opened(marks.address_of(request))
    except TooManyTries as stopped:
        return too_many_tries(request, stopped)
    if access.invitation_with_token(token) is None:
        return page(request, "directory/invitation_is_over.html", {"state": "unknown"}, status=410)
    response = redirect("accept_invitation")
    kept_links.put_away(response, token)
    return response


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """What the invitation is for, and its acceptance: by a new account, or by the one that has its e-mail address."""
    invitation = kept_links.invitation_put_away(request)
    state = access.state_of(invitation) if invitation else "unknown"
    if invitation is None or state != access.InvitationState.OPEN:
        return page(request, "directory/invitation_is_over.html", {"state": state, "invitation": invitation}, 410)
    try:
        if request.user.is_authenticated:
            return _as_account(request, invitation)
        return _as_newcomer(request, invitation)
    except Overtaken:
        return redirect("accept_invitation")


def _as_account(request: Any, invitation: Invitation) -> HttpResponse:
    """Somebody is signed in: they accept by one press, if the invitation is theirs."""
    if not access.may_accept_invitation(request.user, invitation):
        context = {"state": NOT_FOR_THEM, "invitation": invitation}
        return page(request, "directory/invitation_is_over.html", context, 403)
    form = AcceptInvitation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        accepted = form.carry_out(
            actions.accept_invitation, by=request.user, invitation=invitation, agency=invitation.agency
        )
        if accepted:
            membership.switch_to(request, accepted)
            return _welcome(request, invitation, redirect(HOME))
    return _shown(request, invitation, form=form)


def _as_newcomer(request: Any, invitation: Invitation) -> HttpResponse:
    """Nobody is signed in: whoever has an account signs in first; whoever has none begins one here."""
    known = access.invited_account(invitation)
    if known is not None:
        if known.is_active:
            return _shown(request, invitation, must_sign_in=True)
        return page(request, "directory/invitation_is_over.html", {"state": CLOSED, "invitation": invitation}, 409)
    initial = {"name": invitation.name}
    form = BeginWithInvitation(
        request.POST if request.method == "POST" else None, initial=initial, email=invitation.email
    )
    if request.method == "POST" and form.is_valid():
        hashed = make_password(form.cleaned_data["password"])
        name = form.cleaned_data["name"]
        user = form.carry_out(actions.begin_with_invitation, invitation=invitation, name=name, hashed=hashed)
        if user:
            return _welcome(request, invitation, perform_login(request, user, email=user.email))
    return _shown(request, invitation, form=form)


def _welcome(request: HttpRequest, invitation: Invitation, response: HttpResponse) -> HttpResponse:
    messages.success(request, f"You are a member of {invitation.agency.name}.")
    kept_links.throw_away(response)
    return response


def _shown(request: HttpRequest, invitation: Invitation, **more: Any) -> HttpResponse:
    context = {
        "invitation": invitation,
        "teams": access.teams_invited_to(invitation),
        "roles_said": roles_in_words(invitation.roles),
        "must_sign_in": False,
    }
    return page(request, "directory/accept_invitation.html", context | more)
