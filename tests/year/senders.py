"""The sender's end: worries are raised, handed to a lead, taken, passed on; sent; added to, answered, withdrawn."""

from functools import partial
from uuid import UUID

from sharewell.concerns import actions
from sharewell.concerns.access.handing import handing_of
from sharewell.concerns.actions import Addition
from sharewell.concerns.handing_rules import HandingState
from sharewell.concerns.models import Concern, Handing, Referral
from sharewell.concerns.tests import given, given_handed
from sharewell.decisions.rules import Decided
from sharewell.directory.models import Member, Team
from sharewell.disclosures.access import open_question_of
from sharewell.items.rules import ItemDetails, Known
from sharewell.moment import now
from tests.year import receivers
from tests.year.agenda import Year, member_with
from tests.year.places import night_is_there
from tests.year.reckoning import shown

LATER = ItemDetails(text="She was quiet today, and did not want to go home.", kind=Known.FACT)
PART_HANDED = 0.35


def raise_one(year: Year) -> None:
    """Somebody writes a worry down: handed to a lead where the agency has a chain, or sent to a team at once."""
    agency = year.random.choice(list(year.places.staff))
    by = year.somebody(year.places.staff[agency])
    if agency in year.places.chains and year.chance(PART_HANDED):
        concern = year.attempt("handed to a lead", partial(given_handed.a_handed_concern, by))
        if concern:
            _handed(year, given_handed.the_handing(concern))
        return
    concern = year.attempt("sent", partial(given.a_sent_concern, by, _team_now(year)))
    if concern:
        sent(year, concern)


def _team_now(year: Year) -> Team:
    """By day the day team; by night the night team more often than not."""
    places = year.places
    if year.chance(0.06):
        return places.desk
    return places.night if night_is_there(shown(now())) and year.chance(0.6) else places.day


def sent(year: Year, concern: Concern) -> None:
    """A team has it from now on."""
    referral = Referral.objects.get(disclosure=concern.disclosure)
    year.open_with[referral.pk] = concern.disclosure.to_team_id
    year.done["referrals"] += 1
    year.after(year.minutes(2, 100), partial(receivers.tend, year, referral.pk))
    year.after(year.minutes(30, 300), partial(_follow, year, concern.pk, referral.pk))


def _handed(year: Year, handing: Handing) -> None:
    year.handed.add(handing.pk)
    year.after(year.minutes(5, 70), partial(tend_worry, year, handing.concern_id))


def tend_worry(year: Year, key: UUID) -> None:
    """Whoever is asked, or has it, or was told to refer, does something about it, or nothing yet."""
    handing = handing_of(Concern.objects.select_related("author__user", "agency", "with_member__user").get(pk=key))
    assert handing is not None
    if handing.state == HandingState.DONE:
        return
    year.after(year.minutes(10, 110), partial(tend_worry, year, key))
    if handing.with_member_id and not year.is_in(handing.with_member_id):
        return
    if handing.state == HandingState.WAITING:
        _answer(year, handing)
    elif handing.state == HandingState.TAKEN and handing.with_member and year.chance(0.6):
        _decide(year, handing, member_with(handing.with_member_id))
    elif handing.state == HandingState.TOLD_TO_REFER and year.chance(0.7):
        _decide(year, handing, member_with(handing.concern.with_member_id))


def _answer(year: Year, handing: Handing) -> None:
    by = member_with(handing.with_member_id)
    roll = year.random.random()
    if roll < 0.45:
        year.attempt("taken", partial(actions.take_worry, by=by, handing=handing))
    elif roll < 0.6:
        because = "I am in a meeting about another child all morning."
        year.attempt("passed on", partial(actions.pass_worry_on, by=by, handing=handing, because=because))
    elif roll < 0.65:
        others = [each for each in year.places.chains[handing.agency_id] if each != by.pk]
        other = year.somebody(others)
        if other.pk != handing.concern.author_id:
            year.attempt("taken by another", partial(actions.take_worry, by=other, handing=handing))
    elif roll < 0.7:
        _decide(year, handing, member_with(handing.concern.with_member_id))


def _decide(year: Year, handing: Handing, by: Member) -> None:
    """It is sent, or not shared with a reason; then the handing is over."""
    if by.agency_id != handing.agency_id or by.until is not None:
        return
    handed = Concern.objects.select_related("child", "kept_from").get(pk=handing.concern_id)
    if year.chance(0.12):
        kept = {"because": "We spoke with her mother, and know of it already."}
        decided = partial(given_handed.a_grown_concern, by, handed, Decided.DO_NOT_SHARE, **kept)
        if year.attempt("not shared", decided):
            year.handed.discard(handing.pk)
        return
    team = _team_now(year)
    concern = year.attempt("sent on", partial(given_handed.a_grown_concern, by, handed, Decided.SHARE, team))
    if concern:
        year.handed.discard(handing.pk)
        sent(year, concern)


def _follow(year: Year, key: UUID, referral_key: UUID) -> None:
    """Whoever carries it looks at it again: answers, adds, asks, seldom withdraws; until it is closed."""
    referral = Referral.objects.get(pk=referral_key)
    if referral_key not in year.open_with:
        return
    year.after(year.minutes(60, 600), partial(_follow, year, key, referral_key))
    wanted = Concern.objects.select_related("with_member", "kept_from", "grew_from", "disclosure__with_team__agency")
    concern = wanted.get(pk=key)
    by = _who_follows(year, concern)
    if not year.is_in(by.pk) or by.until is not None:
        return
    if referral.asked_at and year.chance(0.6):
        _reply(year, concern, by)
        return
    _of_own_accord(year, concern, by, referral_key)


def _who_follows(year: Year, concern: Concern) -> Member:
    """Whoever carries it; seldom a lead of the same agency."""
    chain = year.places.chains.get(concern.agency_id)
    if chain and year.chance(0.15):
        return year.somebody(chain[:2])
    return member_with(concern.with_member_id)


def _of_own_accord(year: Year, concern: Concern, by: Member, referral: UUID) -> None:
    roll = year.random.random()
    if roll < 0.1:
        addition = Addition("You need this to decide.", [LATER], [list(_children(concern))])
        year.attempt("added", partial(actions.add_to_referral, by=by, concern=concern, addition=addition))
    elif roll < 0.2:
        year.attempt("news asked", partial(actions.ask_what_is_happening, by=by, concern=concern))
    elif roll < 0.25:
        because = "Her mother has explained it, and we sent the wrong child."
        if year.attempt("withdrawn", partial(actions.withdraw_referral, by=by, concern=concern, because=because)):
            del year.open_with[referral]


def _reply(year: Year, concern: Concern, by: Member) -> None:
    question = open_question_of(concern.disclosure)
    if question is None:
        year.fault(f"{concern.reference}: asked for more, and there is no open question")
        return
    if year.chance(0.5):
        say = partial(actions.say_nothing_more, by=by, concern=concern, question=question)
        year.attempt("nothing more", say)
        return
    addition = Addition("This is what you asked.", [LATER], [list(_children(concern))], answers=question)
    year.attempt("answered", partial(actions.add_to_referral, by=by, concern=concern, addition=addition))


def _children(concern: Concern):
    return [each.child for each in concern.children.select_related("child")]
