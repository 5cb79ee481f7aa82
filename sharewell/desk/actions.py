"""What the clock does when something comes due: it tells those who wait and those who owe, once."""

from sharewell.clocks.actions import mark_late, mark_warned
from sharewell.concerns.models import Concern, Referral
from sharewell.decisions.models import Telling
from sharewell.desk import access
from sharewell.directory.access import members_holding, team_members, who_looks_after_numbers
from sharewell.directory.actions import mark_told
from sharewell.directory.models import Agency
from sharewell.directory.rules import Role
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act
from sharewell.notices.actions import tell
from sharewell.notices.rules import NoticeKind


@act("referral.lateness_told", may=access.is_the_clock, on="referral")
def tell_of_lateness(*, by: Actor, referral: Referral) -> Referral:
    """The team, its agency's managers and the sender know that no decision came in time.

    Overtaken when they were told already, or when it has just been decided.
    """
    mark_late(by=by, clock=referral.clock)
    disclosure = referral.disclosure
    owed_by = [*team_members(referral.team), *members_holding(referral.agency, Role.MANAGER)]
    tell(owed_by, NoticeKind.ANSWER_LATE, disclosure.reference, f"/referrals/{referral.pk}/")
    tell([disclosure.sender], NoticeKind.ANSWER_LATE, disclosure.reference, f"/concerns/sent/{disclosure.pk}/")
    return referral


@act("referral.warning_given", may=access.is_the_clock, on="referral")
def warn_of_lateness(*, by: Actor, referral: Referral) -> Referral:
    """Whoever has it, or the whole team while nobody has, knows that a decision is due within two hours.

    Overtaken when they were warned already, or when it has just been decided.
    """
    mark_warned(by=by, clock=referral.clock)
    has_it = [referral.with_member] if referral.with_member else team_members(referral.team)
    tell(has_it, NoticeKind.ANSWER_DUE_SOON, referral.disclosure.reference, f"/referrals/{referral.pk}/")
    return referral


@act("telling.came_due", may=access.is_the_clock, on="telling")
def ask_to_look_again(*, by: Actor, telling: Telling, concern: Concern) -> Telling:
    """The day has come to look again at why a family was not told: the author knows, or else the leads.

    Refused when the author has left and the agency has no lead: there is nobody to tell.
    """
    answering = access.who_answers_for(concern)
    if not answering:
        raise Refused("The author has left, and nobody leads safeguarding in that agency.")
    tell(answering, NoticeKind.LOOK_AGAIN, concern.reference, f"/concerns/{concern.pk}/")
    return telling


@act("agency.told_of_wrong_numbers", may=access.is_the_clock, on="agency")
def tell_of_wrong_numbers(*, by: Actor, agency: Agency) -> Agency:
    """Its administrators know how many of its numbers are said to be wrong; without any, whoever leads the partnership.

    Refused when there is nobody to tell, and when by now nothing is said to be wrong.
    """
    looking_after, numbers = who_looks_after_numbers(agency), mark_told(agency)
    if not looking_after or not numbers:
        raise Refused("Nobody looks after the numbers of this agency, or there is nothing to tell.")
    tell(looking_after, NoticeKind.NUMBER_SAID_WRONG, f"NUMBERS-{numbers}", "/contacts/said-wrong/")
    return agency
