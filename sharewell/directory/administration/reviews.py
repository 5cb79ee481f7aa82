"""Access looked at again: everybody whose turn it is, kept, changed or ended in one whole."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sharewell.directory import access, actions
from sharewell.directory.administration.forms.people import CHANGE, END, ReviewMember, names_of
from sharewell.directory.administration.guards import for_administrators
from sharewell.directory.administration.people import team_names
from sharewell.directory.models import Member
from sharewell.errors import NotPermitted, Refused
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page
from sharewell.web.words import local, plural

Request = Any
# So many at once: a form of hundreds of people is read by nobody.
AT_ONCE = 25
NOTHING = "Say of one member at least whether their access is still right."


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def review_access(request: Request) -> HttpResponse:
    """For each member whose turn it is: keep, change or end. What is left open stays on the list."""
    by: Member = request.member
    due = access.due_for_review(access.people_at(by.agency), local(now()).date())
    may_give = access.roles_given_by(by, by.agency)
    forms = [ReviewMember(typed(request), member=one, may_give=may_give) for one in due[:AT_ONCE]]
    faults: list[str] = []
    if request.method == "POST" and all([form.is_valid() for form in forms]):
        faults = _carried_out(by, forms)
        if not faults:
            messages.success(request, _done(forms))
            return redirect("review_access" if len(due) > _answered(forms) else "administration")
    context: dict[str, Any] = {f"form_{number}": form for number, form in enumerate(forms)}
    shown = [(form, names_of(form.member.roles), team_names(form.member)) for form in forms]
    context |= {"forms": shown, "faults": faults, "left": len(due) - len(forms)}
    context["months"] = settings.ACCESS_REVIEW_MONTHS
    return page(request, "directory/administration/review_access.html", context)


def _carried_out(by: Member, forms: list[ReviewMember]) -> list[str]:
    """Why nothing was done; empty when all was."""
    answers = [form.answer() for form in forms if form.cleaned_data.get("answer")]
    if not answers:
        return [NOTHING]
    try:
        actions.review_access(by=by, answers=answers)
    except NotPermitted:
        raise
    except Refused as refused:
        return [*refused.reasons]
    return []


def _answered(forms: list[ReviewMember]) -> int:
    return sum(bool(form.cleaned_data.get("answer")) for form in forms)


def _done(forms: list[ReviewMember]) -> str:
    said = [form.cleaned_data.get("answer") for form in forms]
    changed, ended = said.count(CHANGE), said.count(END)
    more = f" {changed} changed, {ended} ended." if changed or ended else ""
    return f"You looked at the access of {plural(_answered(forms), 'member', 'members')}.{more}"
