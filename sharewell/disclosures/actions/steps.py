"""What became of what passed the gate, step by step; and who has it at either end."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from sharewell.directory.access import reasons_not_to_take_over
from sharewell.directory.models import Member, Team
from sharewell.disclosures import access
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.disclosures.rules import ONWARD, Step, is_onward
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act, not_an_act
from sharewell.moment import now

JUST_CHANGED = "Somebody else has just changed this. Open it again to see how it stands."


def _step_facts(step: DisclosureStep, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"step": step.step, "reference": said["disclosure"].reference, "outcome": step.outcome}


@act("disclosure.step_taken", may=access.may_report, on="disclosure", words=("words", "to_words"), also=_step_facts)
def report_step(
    *,
    by: Member | Actor,
    disclosure: Disclosure,
    step: Step,
    outcome: str = "",
    words: str = "",
    to_words: str = "",
    answers: DisclosureStep | None = None,
) -> DisclosureStep:
    """Both ends see from now on that this has become of it, with the outcome and the reason in words.

    Four steps lead onward and are taken once each: overtaken when one of them, or a later one, was taken already. The
    others may come at any time. `to_words` is whom or what the step names; `answers` the step that asked for it.
    """
    if step in ONWARD:
        _go_onward(disclosure, step)
    if step in {Step.WITHDRAWN, Step.TAKEN_UP}:
        _mark_withdrawn(disclosure, now() if step == Step.WITHDRAWN else None)
    return add_step(disclosure, by, step, outcome=outcome, words=words, to_words=to_words, answers=answers)


def _go_onward(disclosure: Disclosure, step: Step) -> None:
    if not is_onward(disclosure.step, step):
        raise Overtaken("Somebody has done this already. Open it again to see how it stands.")
    moved = Disclosure.objects.filter(pk=disclosure.pk, step=disclosure.step).update(step=step)
    if not moved:
        raise Overtaken(JUST_CHANGED)
    disclosure.step = step


def _mark_withdrawn(disclosure: Disclosure, at: datetime | None) -> None:
    was = Disclosure.objects.filter(pk=disclosure.pk, withdrawn_at__isnull=at is not None)
    if not was.update(withdrawn_at=at):
        raise Overtaken(JUST_CHANGED)
    disclosure.withdrawn_at = at


@act("disclosure.passed_on", may=access.may_pass_on, on="disclosure", words=("words",), refers=("team",))
def pass_on(*, by: Member | Actor, disclosure: Disclosure, team: Team, words: str) -> Disclosure:
    """Another team of the same agency has it from now on, with all that was added to it; both ends see which, and why.

    What was sent, and to whom it was sent then, stays on record. Overtaken when it was passed on meanwhile.
    """
    of_it = Disclosure.objects.filter(Q(pk=disclosure.pk) | Q(follows=disclosure), with_team=disclosure.with_team_id)
    if not of_it.update(with_team=team):
        raise Overtaken(JUST_CHANGED)
    disclosure.with_team = team
    add_step(disclosure, by, Step.REROUTED, words=words, to_words=team.name)
    return disclosure


@act("disclosure.taken_over", may=access.may_take_over, on="disclosure", words=("words",), refers=("team",))
def take_over(*, by: Member, disclosure: Disclosure, team: Team, words: str) -> Disclosure:
    """This team of the same agency has it from now on, with all that was added; both ends see which, and why.

    Part of a hand-over between two teams. To whom it was sent stays on record. Overtaken when another team has it
    meanwhile.
    """
    of_it = Disclosure.objects.filter(Q(pk=disclosure.pk) | Q(follows=disclosure), with_team=disclosure.with_team_id)
    if not of_it.update(with_team=team):
        raise Overtaken("Another team has it by now. Open it again to see how it stands.")
    disclosure.with_team = team
    add_step(disclosure, by, Step.REROUTED, words=words, to_words=team.name)
    return disclosure


@act("disclosure.handed_over", may=access.may_hand_over_disclosure, on="disclosure", refers=("to",))
def hand_over_disclosure(*, by: Member | Actor, disclosure: Disclosure, to: Member) -> Disclosure:
    """A colleague is told from now on what becomes of it, and of what was added to it. Who sent it stays on record.

    Refused for somebody of another agency, or who only administers. Part of handing over a worry.
    """
    if reasons := reasons_not_to_take_over(disclosure.with_member, to):
        raise Refused(*reasons)
    Disclosure.objects.filter(Q(pk=disclosure.pk) | Q(follows=disclosure)).update(with_member=to)
    disclosure.with_member = to
    return disclosure


@not_an_act(because="part of saying that a worry is about a colleague; that is entered")
def carry_instead(disclosures: Sequence[Disclosure], who: Member, *, instead: Member) -> None:
    """Of these, what this colleague was told of is told to `instead` from now on."""
    for each in disclosures:
        each.with_member = instead if each.with_member.user_id == who.user_id else each.with_member
        each.save(update_fields=["with_member"])


@not_an_act(because="part of the acts that call it; those are entered")
def add_step(disclosure: Disclosure, by: Member | Actor, step: Step, **said: Any) -> DisclosureStep:
    """One more step stands for both ends to see; said by the clock, it stands with whoever owes the next."""
    if isinstance(by, Member):
        whose, name, title = by.agency_id, by.name, by.job_title
    else:
        whose, name, title = disclosure.to_agency_id or disclosure.agency_id, by.name, ""
    return DisclosureStep.objects.create(
        agency_id=whose,
        disclosure=disclosure,
        step=step,
        by_name=name,
        by_title=title,
        at=said.pop("at", None) or now(),
        **said,
    )
