"""What weighing must come to, whatever the edition: the duty, the balance, agreement and doubt each have their due."""

from sharewell.guidance.proof.cases import Case
from sharewell.guidance.proof.vocabulary import TELLING
from sharewell.guidance.rules.words import Fact, Outcome

SHARED = (Outcome.SHARE, Outcome.SHARE_ANONYMISED)
HELD_BACK = (Outcome.DO_NOT_SHARE, Outcome.ASK_CONSENT)
OUTSIDE = (Fact.TO_PUBLIC, Fact.TO_NO_PART)


def has_no_part(case: Case) -> bool:
    """Whether the recipient has no part in what it is for, so that nobody is asked to agree to telling them."""
    to_public = case.says(Fact.TO_PUBLIC) and case.says(Fact.FOR_OTHER, Fact.FOR_ENQUIRY)
    return to_public or case.says(Fact.TO_NO_PART)


def only_what_names_nobody_goes_without_names(case: Case) -> bool:
    """Sharing without names is advised only where nobody can be known from what would be shared."""
    return not case.gives(Outcome.SHARE_ANONYMISED) or case.says(Fact.NAMES_NOBODY)


def only_who_may_agree_is_asked(case: Case) -> bool:
    """One asks only where the person who has the say was not asked, or it is not clear what they think."""
    return not case.gives(Outcome.ASK_CONSENT) or case.says(Fact.NOT_ASKED, Fact.CONSENT_UNSURE)


def harm_never_waits_for_agreement(case: Case) -> bool:
    """Danger in doubt and harm, new or known, never lead to asking for agreement, whoever would get it."""
    harm = case.gives(Outcome.ASK_CONSENT) and case.says(Fact.DANGER_UNSURE, Fact.HARM_NEW, Fact.HARM_KNOWN)
    return not harm


def a_duty_that_holds_is_kept(case: Case) -> bool:
    """Where the duty to share holds one shares, unless that is worse for the child, or may be."""
    is_kept = not case.gives(*HELD_BACK, Outcome.SEEK_ADVICE)
    return is_kept or not case.says(Fact.DUTY_HOLDS) or case.says(Fact.WORSE, Fact.WORSE_UNSURE)


def what_is_worse_for_the_child_is_not_shared(case: Case) -> bool:
    """What would do the child more harm than good is not shared, and nobody is asked to agree."""
    shares = case.gives(*SHARED, Outcome.ASK_CONSENT)
    return not shares or not case.says(Fact.WORSE)


def what_outweighs_is_acted_on(case: Case) -> bool:
    """Where sharing matters more than keeping quiet it is shared, or taken to somebody: never withheld or blunted."""
    is_held = case.gives(*HELD_BACK, Outcome.SHARE_ANONYMISED)
    return not is_held or not case.says(Fact.OUTWEIGHS)


def what_may_be_shared_is_not_withheld(case: Case) -> bool:
    """What is agreed, names nobody, is no secret or is for a parent with the say is kept from nobody with a part."""
    if not case.gives(*HELD_BACK):
        return True
    to_parent = case.says(Fact.TO_FAMILY) and case.says(Fact.YOUNG_NOT_ABLE)
    is_known = case.says(Fact.NOT_PRIVATE) and not case.says(*OUTSIDE)
    return not (to_parent or is_known or (case.says(Fact.AGREED, Fact.NAMES_NOBODY) and not has_no_part(case)))


def doubt_never_ends_in_silence(case: Case) -> bool:
    """Not being sure, or wanting advice, never ends in silence: unless this person has no part or is a danger.

    Who has the say, whether it is worse and whether there is an order are found out whoever would get it.
    """
    if not case.gives(Outcome.DO_NOT_SHARE):
        return True
    ours = case.says(
        Fact.TO_UNSURE,
        Fact.ORDER_UNSURE,
        Fact.NAMES_UNSURE,
        Fact.PRIVATE_UNSURE,
        Fact.WORSE_UNSURE,
        Fact.WHO_UNSURE,
    )
    theirs = case.says(Fact.PURPOSE_UNSURE, Fact.FOR_ADVICE, Fact.CONSENT_UNSURE)
    return not ours and (not theirs or case.says(Fact.TO_RISK, *OUTSIDE))


def every_sharing_has_a_purpose(case: Case) -> bool:
    """Nothing is shared before somebody said what it is for, and that it is ordered or needed."""
    named = case.says(Fact.ORDERED, Fact.FOR_HELP, Fact.FOR_ENQUIRY, Fact.FOR_OTHER, Fact.PURPOSE_CLEAR)
    return named or not case.gives(*SHARED)


def what_is_shared_was_looked_at(case: Case) -> bool:
    """Nothing is shared before somebody said what is in it, but for what an order names."""
    looked = case.says(
        Fact.NAMES_NOBODY,
        Fact.NAMES_SOMEBODY,
        Fact.ONLY_NEEDED,
        Fact.MORE_THAN_NEEDED,
        Fact.OTHERS_SHOWN,
        Fact.CONTENTS_UNSURE,
    )
    return looked or not case.gives(*SHARED) or (case.says(Fact.ORDERED) and case.binds("relevant_part"))


def who_is_spoken_of_is_thought_of(case: Case) -> bool:
    """Whoever shares by name without agreement, or refers, is asked whether telling the family is safe.

    The edition of 2011 had a duty to tell the person instead.
    """
    shares = case.gives(Outcome.SHARE) and not case.says(Fact.AGREED)
    if not shares and not case.gives(Outcome.FOLLOW_PROCEDURES):
        return True
    refers = shares or case.says(Fact.TO_PROTECTOR, Fact.TO_HELPER, Fact.TO_FAMILY)
    return not refers or case.says(*TELLING) or case.binds("tell_person")


WEIGHED = (
    only_what_names_nobody_goes_without_names,
    only_who_may_agree_is_asked,
    harm_never_waits_for_agreement,
    a_duty_that_holds_is_kept,
    what_is_worse_for_the_child_is_not_shared,
    what_outweighs_is_acted_on,
    what_may_be_shared_is_not_withheld,
    doubt_never_ends_in_silence,
    every_sharing_has_a_purpose,
    what_is_shared_was_looked_at,
    who_is_spoken_of_is_thought_of,
)
