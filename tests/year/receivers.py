"""The receiving end: referrals are acknowledged, allocated, passed on, asked about and decided, by whoever is there."""

from functools import partial
from uuid import UUID

from sharewell.concerns import access, actions
from sharewell.concerns.models import Referral
from sharewell.concerns.rules import News, ReferralOutcome, ReferralState
from sharewell.directory.models import Member
from sharewell.moment import now
from tests.year import quarrels
from tests.year.agenda import Year, member_with

BECAUSE = "We see her at school on Thursday, and tell you then."
WHOLE = ("team__agency", "agency", "clock", "with_member__user", "disclosure__agency", "disclosure__with_team",
         "disclosure__with_member__user", "disclosure__to_team", "disclosure__sender__user")  # fmt: skip


def tend(year: Year, key: UUID) -> None:
    """Somebody of the team that has it does something about it, if the team is there; or nothing yet."""
    referral = Referral.objects.select_related(*WHOLE).get(pk=key)
    if referral.state == ReferralState.DECIDED or (referral.state == ReferralState.WITHDRAWN and year.chance(0.3)):
        return
    crew = year.places.crew[referral.team_id]
    opens = year.reckoning.tapes[referral.team_id].next_open(now())
    year.after(opens - now() + year.minutes(20, 160), partial(tend, year, key))
    if opens > now():
        return
    by = _who(year, referral, crew)
    if year.chance(0.3):
        access.open_referral(by, referral.pk)
        actions.note_reading(by=by, referral=referral)
    does = {ReferralState.NEW: _new, ReferralState.ACKNOWLEDGED: _deciding, ReferralState.WITHDRAWN: _withdrawn}
    does[ReferralState(referral.state)](year, referral, by)


def _who(year: Year, referral: Referral, crew: list[UUID]) -> Member:
    """Whoever has it, while they are in; or any of the team."""
    has_it = referral.with_member_id
    return member_with(has_it) if has_it in crew and year.is_in(has_it) else year.somebody(crew)


def _new(year: Year, referral: Referral, by: Member) -> None:
    roll = year.random.random()
    if roll < 0.52:
        year.attempt("acknowledged", partial(actions.acknowledge_referral, by=by, referral=referral))
    elif roll < 0.62:
        _allocate(year, referral, by)
    elif roll < 0.68:
        _reroute(year, referral, by)
    elif roll < 0.74:
        _decide(year, referral, by)


def _deciding(year: Year, referral: Referral, by: Member) -> None:
    roll = year.random.random()
    if roll < 0.3:
        _decide(year, referral, by)
    elif roll < 0.4 and referral.asked_at is None:
        question = "Who collects her from school on a Thursday?"
        year.attempt("asked for more", partial(actions.ask_for_more, by=by, referral=referral, question=question))
    elif roll < 0.44:
        _reroute(year, referral, by)
    elif roll < 0.5:
        _allocate(year, referral, by)
    elif roll < 0.57:
        news = year.random.choice(list(News))
        year.attempt("news given", partial(actions.say_what_is_happening, by=by, referral=referral, news=news))
    elif roll < 0.6:
        others = [each for each in year.places.crew[referral.team_id] if each != referral.with_member_id]
        to = member_with(year.random.choice(others)) if year.chance(0.7) else None
        if to or referral.with_member_id:
            year.attempt("handed over", partial(actions.hand_over_referral, by=by, referral=referral, to=to))


def _withdrawn(year: Year, referral: Referral, by: Member) -> None:
    if not year.chance(0.06):
        return
    because = "What you told us needs an answer all the same."
    if year.attempt("taken up again", partial(actions.take_up_again, by=by, referral=referral, because=because)):
        year.open_with[referral.pk] = referral.team_id


def _allocate(year: Year, referral: Referral, by: Member) -> None:
    """By somebody of the team, or by the manager, who is in none."""
    others = [each for each in year.places.crew[referral.team_id] if each != referral.with_member_id]
    by = member_with(year.places.manager) if year.chance(0.3) else by
    to = year.somebody(others)
    year.attempt("allocated", partial(actions.allocate_referral, by=by, referral=referral, to=to))


def _reroute(year: Year, referral: Referral, by: Member) -> None:
    team = year.random.choice([each for each in year.places.teams if each.pk != referral.team_id])
    because = "They know the family, and will answer you."
    if year.attempt(
        "passed to a team", partial(actions.reroute_referral, by=by, referral=referral, team=team, because=because)
    ):
        year.open_with[referral.pk] = team.pk


def _decide(year: Year, referral: Referral, by: Member) -> None:
    outcome = year.random.choice(list(ReferralOutcome))
    more = {}
    if outcome == ReferralOutcome.ALREADY_OPEN:
        worker = year.somebody(year.places.crew[year.places.desk.pk])
        more = {"worker": worker} if year.chance(0.6) else {"worker_words": "Ines Quill, on 01632 960188"}
    if outcome == ReferralOutcome.ELSEWHERE:
        more = {"belongs_to": "Northmoor Council, where she lives now"}
    decide = partial(actions.decide_referral, by=by, referral=referral, outcome=outcome, because=BECAUSE, **more)
    if year.attempt("decided", decide):
        year.done[f"decided: {outcome}"] += 1
        del year.open_with[referral.pk]
        if year.chance(0.07):
            year.after(year.minutes(60, 2000), partial(quarrels.begin, year, referral.disclosure_id))
