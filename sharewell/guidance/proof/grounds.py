"""On what a sharing must rest, whatever the edition: claims about what was said, not only about what was denied."""

from datetime import date

from sharewell.guidance.proof.cases import Case
from sharewell.guidance.rules.words import Fact, Outcome

RECIPIENTS = tuple(fact for fact in Fact if fact.startswith("to_"))
# Until then an edition may leave out who would get it.
ASKED_SINCE = date(2015, 1, 1)
MAY_RECEIVE = (Fact.TO_PROTECTOR, Fact.TO_HELPER, Fact.TO_FAMILY, Fact.TO_PUBLIC, Fact.TO_NO_PART)


def every_sharing_has_a_ground(case: Case) -> bool:
    """What is shared by name rests on an order, known harm, the duty, agreement, no secret, or a balance struck."""
    if not case.gives(Outcome.SHARE):
        return True
    protects = case.says(Fact.HARM_KNOWN) and case.says(Fact.TO_PROTECTOR, Fact.TO_HELPER)
    return (
        case.says(Fact.ORDERED, Fact.AGREED, Fact.NOT_PRIVATE, Fact.OUTWEIGHS)
        or (protects and case.says(Fact.FOR_HELP, Fact.FOR_ENQUIRY))
        or (case.says(Fact.DUTY_HOLDS) and case.says(Fact.NOT_WORSE))
        or (case.says(Fact.TO_FAMILY) and case.says(Fact.YOUNG_NOT_ABLE))
    )


def every_sharing_has_a_recipient(case: Case) -> bool:
    """Nothing is shared before somebody said who would get it, and that it is somebody who may.

    The edition of 2011 never asks: that is the gap of its time, and is kept for that time alone.
    """
    if not case.gives(Outcome.SHARE, Outcome.SHARE_ANONYMISED) or case.says(*MAY_RECEIVE):
        return True
    until = case.walk.edition.in_force_until
    return until is not None and until <= ASKED_SINCE and not case.says(*RECIPIENTS)


def new_harm_goes_through_the_procedures(case: Case) -> bool:
    """Harm that those who protect may not know of is never simply shared, whoever would get it: it is referred."""
    return not case.says(Fact.HARM_NEW) or not case.gives(Outcome.SHARE, Outcome.SHARE_ANONYMISED)


def the_duty_is_weighed_only_where_it_holds(case: Case) -> bool:
    """The duty to share is not asked about while the law that makes it is not in force."""
    asked = case.says(Fact.DUTY_HOLDS, Fact.DUTY_ABSENT, Fact.DUTY_UNSURE)
    return not asked or case.says(Fact.DUTY_IN_FORCE)


def what_is_always_passed_on_is_new_harm(case: Case) -> bool:
    """What is always passed on is taken as harm that those who protect may not know of."""
    return not case.says(Fact.HARM_ALWAYS) or case.says(Fact.HARM_NEW)


def danger_rings(case: Case) -> bool:
    """Danger now always carries the duty to ring 999."""
    return not case.says(Fact.DANGER_NOW) or case.binds("ring_999")


GROUNDS = (
    every_sharing_has_a_ground,
    every_sharing_has_a_recipient,
    new_harm_goes_through_the_procedures,
    the_duty_is_weighed_only_where_it_holds,
    what_is_always_passed_on_is_new_harm,
    danger_rings,
)
