"""A worry is handed to the lead of one's own agency: taken, passed on, moved on by the clock, never left with nobody.

Exactly one limit runs while it is with somebody. Nothing of this crosses to another agency, so nothing is disclosed.
"""

from collections.abc import Mapping
from typing import Any

from sharewell.clocks.access import running_clock
from sharewell.clocks.actions import cancel_clock, mark_warned, meet_clock, start_clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.access import handing as access
from sharewell.concerns.handing_rules import HandingState, Why, reasons_not_to_pass_on
from sharewell.concerns.models import Concern, Handing, HandingHop
from sharewell.concerns.rules import Raised
from sharewell.decisions.rules import Decided
from sharewell.directory.models import Member
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act, not_an_act
from sharewell.moment import now
from sharewell.notices.actions import mark_path_read, tell
from sharewell.notices.rules import NoticeKind
from sharewell.web.words import lower_first, short_moment

NOBODY_IN_CHAIN = "Your agency has put nobody into its chain to take a worry. Share it yourself."
HANDED_ALREADY = "This was handed to you already. Decide on it, or say that you cannot just now."


def _facts(handing: Handing, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "concern": str(handing.concern_id),
        "reference": handing.concern.reference,
        "is_about_staff": handing.concern.is_about_staff,
        "state": handing.state,
        "with_member": str(handing.with_member_id or ""),
        "since": handing.since,
    }


@act(
    "worry.handed_to_lead",
    may=access.may_hand_to_lead,
    on="handing",
    also=_facts,
)
def hand_to_lead(*, by: Member, concern: Concern) -> Handing:
    """The first who answers in the agency's chain is asked, and told, to take the worry by a limit.

    Its author sees who is asked, since when, and by when it moves on. Whoever wrote it, and a colleague whom it is
    about, are passed over. Where nobody can be asked, the author is told at once to refer it directly. Refused where
    the agency has no chain, and for what was handed already.
    """
    if concern.grew_from_id:
        raise Refused(HANDED_ALREADY)
    if not access.everybody_in_chain(concern.agency, without=by):
        raise Refused(NOBODY_IN_CHAIN)
    handing = Handing.objects.create(
        agency_id=concern.agency_id,
        concern=concern,
        state=HandingState.WAITING,
        since=now(),
    )
    _go_on(by, handing)
    return handing


@act("worry.taken", may=access.may_take_worry, on="handing", also=_facts)
def take_worry(*, by: Member, handing: Handing) -> Handing:
    """This member has the worry from now on, and decides by the limit that starts now; whoever waits is told.

    Overtaken when somebody else has taken it, saying who; or when it is decided.
    """
    _move(handing, HandingState.to_be_taken(), {}, state=HandingState.TAKEN, with_member=by)
    HandingHop.objects.get_or_create(
        handing=handing,
        to=by,
        defaults={"agency_id": handing.agency_id, "place": handing.hops.count() + 1, "at": handing.since},
    )
    if running := running_clock(handing.pk, ClockKind.TAKE_WORRY):
        meet_clock(by=by, clock=running)
    _start(by, handing, ClockKind.DECIDE)
    for hop in handing.hops.select_related("to").exclude(to=by):
        mark_path_read(hop.to, _path(handing))
    _tell(NoticeKind.WORRY_TAKEN, handing, handing.concern.with_member)
    return handing


@act("worry.passed_on", may=access.may_pass_worry_on, on="handing", words=("because",), also=_facts)
def pass_worry_on(*, by: Member, handing: Handing, because: str) -> Handing:
    """The one who is asked, or has it, cannot just now, for this reason; the next in the chain is asked.

    Refused without a reason. Overtaken when it has moved on, or is decided, meanwhile.
    """
    if reasons := reasons_not_to_pass_on(because):
        raise Refused(*reasons)
    _leave(handing, Why.CANNOT, because)
    _go_on(by, handing)
    return handing


@act("worry.moved_on", may=access.may_move_worry_on, on="handing", also=_facts)
def move_worry_on(*, by: Actor, handing: Handing) -> Handing:
    """The limit of the one who had it has passed, or they are away or have left: the next in the chain is asked.

    One step, however long ago the limit passed. After a night in which nothing moved, the first who can be asked now
    has the whole of a limit from when they are asked: nobody was asked in the night, so nobody was silent. Overtaken
    when there is no reason to move it any more.
    """
    why = access.why_it_moves(handing, now())
    if why is None:
        raise Overtaken("It is with somebody who has time to take it, or it is decided.")
    _leave(handing, why)
    _go_on(by, handing)
    return handing


@act("worry.warning_given", may=access.may_move_worry_on, on="handing", also=_facts)
def warn_of_moving_on(*, by: Actor, handing: Handing) -> Handing:
    """Whoever has it, or is asked to take it, knows that it soon moves on.

    Overtaken when they were warned already, or nobody has it any more.
    """
    if handing.clock is None or handing.with_member is None:
        raise Overtaken("It is with nobody, so there is nobody to warn.")
    mark_warned(by=by, clock=handing.clock)
    _tell(NoticeKind.ANSWER_DUE_SOON, handing, handing.with_member)
    return handing


@act("worry.told_to_refer", may=access.may_tell_to_refer, on="handing", also=_facts)
def tell_to_refer(*, by: Member | Actor, handing: Handing) -> Handing:
    """Nobody is left to ask, so whoever waits is told to refer it directly, now.

    Anybody in the chain may still take it. Overtaken when somebody has, or it is decided, meanwhile.
    """
    _move(handing, HandingState.moving(), _as_seen(handing), state=HandingState.TOLD_TO_REFER, with_member=None)
    _stop(by, handing, "There is nobody left to ask.")
    _tell(NoticeKind.REFER_DIRECTLY, handing, handing.concern.with_member)
    return handing


@act("worry.settled", may=access.may_settle, on="handing", refers=("grown",), also=_facts)
def settle_worry(*, by: Member, handing: Handing, grown: Concern) -> Handing:
    """What was handed is decided, in the record that grew from it: no limit runs any more.

    It is shared, or not shared, with the reason. Overtaken when it was settled before.
    """
    _move(handing, HandingState.open(), {}, state=HandingState.DONE, with_member=handing.with_member)
    _stop(by, handing, "It is decided.")
    return handing


@not_an_act(because="Part of the act that raises what grew from a handed worry; where it settles it, that is entered.")
def carry_further(*, by: Member, grown: Concern) -> None:
    """Whoever waits for the handed worry, and whoever has it, are told that there is a decision; where it is shared, or
    is not to be, the handing is settled."""
    handed = grown.grew_from
    handing = access.handing_of(handed) if handed else None
    if handing is None:
        return
    others = [handing.concern.with_member, *([handing.with_member] if handing.with_member else [])]
    is_final = grown.raised != Raised.NOT_SHARED or grown.decision.decided == Decided.DO_NOT_SHARE
    if is_final and handing.state in HandingState.open():
        settle_worry(by=by, handing=handing, grown=grown)
    _tell(NoticeKind.WORRY_DECIDED, handing, *(one for one in others if one.pk != by.pk))


@not_an_act(because="Part of saying that a worry is about a colleague; where it goes on, that is entered.")
def go_round(*, by: Member, handing: Handing) -> None:
    """It is about the one who has it, or was asked to take it: the next in the chain is asked instead."""
    if handing.state in HandingState.moving():
        _leave(handing, Why.ABOUT)
        _go_on(by, handing)


def _go_on(by: Member | Actor, handing: Handing) -> None:
    """The next who can be asked is asked, and told, under a limit of their own; nobody left: the author refers it."""
    is_first, had = handing.with_member is None, _as_seen(handing)
    to = access.member_to_ask(handing)
    if to is None:
        tell_to_refer(by=by, handing=handing)
        return
    _move(handing, HandingState.moving(), had, state=HandingState.WAITING, with_member=to)
    HandingHop.objects.create(
        agency_id=handing.agency_id, handing=handing, place=handing.hops.count() + 1, to=to, at=handing.since
    )
    _stop(by, handing, "It went on to the next.")
    _start(by, handing, ClockKind.TAKE_WORRY)
    _tell(NoticeKind.WORRY_HANDED, handing, to)
    if not is_first:
        _tell(NoticeKind.WORRY_MOVED_ON, handing, handing.concern.with_member)


def _as_seen(handing: Handing) -> dict[str, Any]:
    """What must still be so for it to go on: with whom it is, and how."""
    return {"with_member": handing.with_member_id, "state": handing.state}


def _move(handing: Handing, among: tuple[HandingState, ...], seen: Mapping[str, Any], **new: Any) -> None:
    """Compare and swap; Overtaken says who has it, or that it is decided."""
    new["since"] = now()
    still = Handing.objects.filter(pk=handing.pk, state__in=among).filter(**seen)
    if not still.update(**new):
        raise Overtaken(_what_came_first(Handing.objects.select_related("with_member__user").get(pk=handing.pk)))
    for name, value in new.items():
        setattr(handing, name, value)


def _what_came_first(found: Handing) -> str:
    when = lower_first(short_moment(found.since, now()))
    if found.state == HandingState.TAKEN and found.with_member:
        return f"{found.with_member.name} has taken it already: {when}. Open the worry again."
    if found.state == HandingState.WAITING and found.with_member:
        return f"It has moved on to {found.with_member.name}: {when}. Open the worry again."
    return f"It is settled already: {when}. Open the worry again."


def _leave(handing: Handing, why: Why, because: str = "") -> None:
    """It goes on from whoever has it, and why stands beside their name."""
    hop = handing.hops.get(to=handing.with_member)
    hop.went_on, hop.because = why, because
    hop.save(update_fields=["went_on", "because"])


def _start(by: Member | Actor, handing: Handing, kind: ClockKind) -> None:
    handing.clock = start_clock(
        by=by,
        kind=kind,
        owner_agency=handing.agency,
        other_agency=None,
        subject=str(handing.pk),
        reference=handing.concern.reference,
        due_at=access.limit_of(kind, handing.since),
    )
    handing.save(update_fields=["clock"])


def _stop(by: Member | Actor, handing: Handing, because: str) -> None:
    for kind in (ClockKind.TAKE_WORRY, ClockKind.DECIDE):
        if running := running_clock(handing.pk, kind):
            cancel_clock(by=by, clock=running, because=because)


def _tell(kind: NoticeKind, handing: Handing, *members: Member) -> None:
    concern = handing.concern
    tell(members, kind, concern.reference, _path(handing), kept_from=concern.kept_from)


def _path(handing: Handing) -> str:
    return f"/concerns/{handing.concern_id}/"
