"""For which agency a person acts, for those who have several."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from sharewell.accounts import views as accounts
from sharewell.accounts.keeping import is_offered, keep
from sharewell.accounts.onward import HOME
from sharewell.directory import access, actions, membership
from sharewell.directory.forms import ActFor
from sharewell.directory.models import Member
from sharewell.web.forms import typed
from sharewell.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def acting_for(request: HttpRequest) -> HttpResponse:
    """The person chooses the agency they act for; from then on the session is a new one.

    What stands in another tab was written for the agency acted for until now: it must not be carried out for this one.
    """
    memberships = access.members_of(request.user)  # type: ignore[arg-type]
    if not memberships:
        return page(request, "directory/no_membership.html", status=403)
    acting = membership.acting_member(request)
    form = ActFor(typed(request), memberships=memberships, acting=acting)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["member"]
        if chosen and form.carry_out(actions.act_for, by=request.user, member=chosen):
            return _switched(request, chosen)
    context = {"form": form, "acting": acting, "onward": _onward(request)}
    return page(request, "directory/acting_for.html", context)


def _switched(request: HttpRequest, chosen: Member) -> HttpResponseRedirect:
    membership.switch_to(request, chosen)
    messages.success(request, f"You now act for {chosen.agency.name}.")
    return redirect(_onward(request))


@login_not_required
def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token, or with an old one; one shown before a change of agency says how to go back."""
    before = membership.shown_to_another(request) if request.user.is_authenticated else None
    if before is None:
        return accounts.form_not_trusted(request, reason)
    context = {
        "is_kept": is_offered(request, keep(request, is_token_true=False)),
        "again": request.get_full_path(),
        "before": before,
    }
    acting = membership.acting_member(request)
    return page(request, "directory/written_for_another.html", context | {"acting": acting}, status=403)


def _onward(request: HttpRequest) -> str:
    """The page the person was going to, if it is one of ours; else the one they work from."""
    wanted = request.POST.get("next") or request.GET.get("next") or HOME
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else HOME
