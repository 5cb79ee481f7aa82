"""Who takes a worry in one's own agency, in which order, and who is away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sharewell.directory import access, actions
from sharewell.directory.chain_forms import GoAway
from sharewell.directory.membership import for_members
from sharewell.directory.models import Away, Member
from sharewell.directory.rules import CHAIN, Role
from sharewell.errors import NotPermitted
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page
from sharewell.web.words import weekday

Request = Any


@require_safe
@for_members
def chain(request: Request) -> HttpResponse:
    """Who is asked first in the member's agency, who next, who is away until when, and who covers."""
    agency = request.member.agency
    context = {
        "chain": access.chain_of(agency),
        "others_away": access.others_away(agency),
        "mine": access.absence_of(request.member),
        "at": now(),
        "may_order": access.may_administer(request.member, agency),
        "may_say": bool(request.member.roles & {*CHAIN, Role.MANAGER, Role.ADMINISTRATOR}),
    }
    return page(request, "directory/chain.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def go_away(request: Request, member_id: UUID) -> HttpResponse:
    """A member is away from a day until a day, and who covers; said by them, or by who may say it for them."""
    member = _colleague(request, member_id)
    form = GoAway(typed(request), colleagues=access.who_may_cover(member), now=now())
    if request.method == "POST" and form.is_valid():
        said = form.carry_out(actions.go_away, by=request.member, member=member, **form.said())
        if said:
            messages.success(request, _away_words(request, said))
            return redirect("chain")
    return page(request, "directory/go_away.html", {"member": member, "form": form})


@require_POST
@for_members
def come_back(request: Request, member_id: UUID) -> HttpResponse:
    """The member is there again."""
    member = _colleague(request, member_id)
    actions.come_back(by=request.member, member=member)
    messages.success(request, "You are there." if _is_own(request, member) else f"{member.name} is there.")
    return redirect("chain")


@require_POST
@for_members
def order_chain(request: Request, role: str) -> HttpResponse:
    """One of those who hold a role is asked before the one who stood above them."""
    if role not in {*CHAIN}:
        raise Http404
    agency = request.member.agency
    standing = [each.member for each in access.chain_of(agency).standing if each.role == role]
    # Whoever is asked first in another role stands behind them.
    standing += [one for one in access.members_holding(agency, Role(role)) if one not in standing]
    moved = next((index for index, one in enumerate(standing) if str(one.pk) == request.POST.get("member")), 0)
    if moved:
        standing[moved - 1], standing[moved] = standing[moved], standing[moved - 1]
    actions.order_chain(by=request.member, agency=agency, role=Role(role), members=standing)
    return redirect("chain")


def _is_own(request: Request, member: Member) -> bool:
    return bool(member.pk == request.member.pk)


def _away_words(request: Request, away: Away) -> str:
    """What the person who said it reads; an absence that is to come is not said to have begun."""
    is_own = _is_own(request, away.member)
    if away.since > now():
        who = "You" if is_own else away.member.name
        return f"{who} will be away from {weekday(away.since)}. Everybody in the agency sees it from then on."
    return f"{'You are' if is_own else f'{away.member.name} is'} away, and everybody in the agency can see it."


def _colleague(request: Request, member_id: UUID) -> Member:
    member = access.colleague_for(request.member, member_id)
    if member is None:
        raise Http404
    if not access.may_say_who_is_away(request.member, member):
        raise NotPermitted(
            "Everybody says when they are away themselves; a lead, a manager or the administrator may too."
        )
    return member
