"""The closed lists: every outcome, and every predicate that an edition's data may name.

An answer *says* facts; a condition names predicates, each of which is a fact or a group of facts (true when any
of them was said). The safety properties are stated over the same facts, so they hold for every edition alike.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Outcome(StrEnum):
    """What may be advised. Always about this sharing, with this recipient."""

    CALL_999 = "call_999"
    FOLLOW_PROCEDURES = "follow_procedures"
    SHARE = "share"
    SHARE_ANONYMISED = "share_anonymised"
    ASK_CONSENT = "ask_consent"
    DO_NOT_SHARE = "do_not_share"
    SEEK_ADVICE = "seek_advice"


class Mark(StrEnum):
    """How certain a stated fact is. Anything less certain than these never reaches a screen."""

    SURE = "sure"
    LIKELY = "likely"


class Layer(StrEnum):
    """What a gateway opens: the sharing itself, or the handling of personal data that comes with it."""

    LAW = "law"
    DATA_PROTECTION = "data_protection"


class Unit(StrEnum):
    """What the length of a clock is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class AgencyKind(StrEnum):
    """The kinds of agency that a gateway in law may be open to."""

    COUNCIL = "council"
    SCHOOL = "school"
    NURSERY = "nursery"
    COLLEGE = "college"
    NHS_TRUST = "nhs_trust"
    GENERAL_PRACTICE = "general_practice"
    POLICE = "police"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    HOUSING = "housing"
    CHARITY = "charity"


class Fact(StrEnum):
    """One thing that an answer can say, that the date can say, or that the advice itself says."""

    __hash__ = str.__hash__  # asked millions of times in a proof; that of an enumeration is slow

    # how near the danger is
    DANGER_NOW = "danger_now"
    DANGER_NONE = "danger_none"
    DANGER_UNSURE = "danger_unsure"
    # how bad the harm is, and whether those who protect children know
    HARM_ALWAYS = "harm_always"
    HARM_NEW = "harm_new"
    HARM_KNOWN = "harm_known"
    HARM_NONE = "harm_none"
    HARM_UNSURE = "harm_unsure"
    # who would get it
    TO_RISK = "to_risk"
    TO_UNVERIFIED = "to_unverified"
    TO_PROTECTOR = "to_protector"
    TO_HELPER = "to_helper"
    TO_FAMILY = "to_family"
    TO_PUBLIC = "to_public"
    TO_NO_PART = "to_no_part"
    TO_UNSURE = "to_unsure"
    # what for
    ORDERED = "ordered"
    ORDERED_NOT = "ordered_not"
    ORDER_UNSURE = "order_unsure"
    FORBIDDEN = "forbidden"
    NO_NEED = "no_need"
    FOR_ADVICE = "for_advice"
    FOR_HELP = "for_help"
    FOR_OTHER = "for_other"
    FOR_ENQUIRY = "for_enquiry"
    PURPOSE_CLEAR = "purpose_clear"
    PURPOSE_UNSURE = "purpose_unsure"
    # what is in it
    NAMES_NOBODY = "names_nobody"
    NAMES_SOMEBODY = "names_somebody"
    NAMES_UNSURE = "names_unsure"
    ONLY_NEEDED = "only_needed"
    MORE_THAN_NEEDED = "more_than_needed"
    OTHERS_SHOWN = "others_shown"
    CONTENTS_UNSURE = "contents_unsure"
    # the duty to share
    DUTY_IN_FORCE = "duty_in_force"
    DUTY_HOLDS = "duty_holds"
    DUTY_ABSENT = "duty_absent"
    DUTY_UNSURE = "duty_unsure"
    WORSE = "worse"
    NOT_WORSE = "not_worse"
    WORSE_UNSURE = "worse_unsure"
    # whose say it is, and what they say
    YOUNG_ABLE = "young_able"
    YOUNG_NOT_ABLE = "young_not_able"
    SIXTEEN = "sixteen"
    ADULT = "adult"
    WHO_UNSURE = "who_unsure"
    NOT_PRIVATE = "not_private"
    PRIVATE = "private"
    PRIVATE_UNSURE = "private_unsure"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"
    UNSAFE_TO_ASK = "unsafe_to_ask"
    CANNOT_SAY = "cannot_say"
    BETTER_NOT_ASKED = "better_not_asked"
    CONSENT_UNSURE = "consent_unsure"
    # the balance, and telling the family
    OUTWEIGHS = "outweighs"
    OUTWEIGHS_NOT = "outweighs_not"
    BALANCE_UNSURE = "balance_unsure"
    TELL_SAFE = "tell_safe"
    TELL_UNSAFE = "tell_unsafe"
    TELL_UNSURE = "tell_unsure"
    # how it is done, and whether it is written down
    RIGHTLY = "rightly"
    RIGHTLY_NOT_YET = "rightly_not_yet"
    RIGHTLY_UNSURE = "rightly_unsure"
    RECORDED = "recorded"
    RECORDED_NOT_YET = "recorded_not_yet"
    # what the rules advise: only duties, gateways and the questions that come after the advice may name these
    ADVISED_CALL_999 = "advised_call_999"
    ADVISED_FOLLOW_PROCEDURES = "advised_follow_procedures"
    ADVISED_SHARE = "advised_share"
    ADVISED_SHARE_ANONYMISED = "advised_share_anonymised"
    ADVISED_ASK_CONSENT = "advised_ask_consent"
    ADVISED_DO_NOT_SHARE = "advised_do_not_share"
    ADVISED_SEEK_ADVICE = "advised_seek_advice"


ADVISED: Mapping[Outcome, Fact] = MappingProxyType({outcome: Fact(f"advised_{outcome}") for outcome in Outcome})
SWITCHED = frozenset({Fact.DUTY_IN_FORCE})
SAID = frozenset(Fact) - frozenset(ADVISED.values()) - SWITCHED

GROUPS: Mapping[str, frozenset[Fact]] = MappingProxyType(
    {
        "outside": frozenset({Fact.TO_PUBLIC, Fact.TO_NO_PART}),
        "harm_low": frozenset({Fact.HARM_NONE, Fact.HARM_UNSURE}),
        "who_known": frozenset({Fact.YOUNG_ABLE, Fact.YOUNG_NOT_ABLE, Fact.SIXTEEN, Fact.ADULT}),
    }
)
PREDICATES: Mapping[str, frozenset[Fact]] = MappingProxyType(
    {**{str(fact): frozenset({fact}) for fact in Fact}, **GROUPS}
)

BIT: Mapping[Fact, int] = MappingProxyType({fact: 1 << place for place, fact in enumerate(Fact)})


def bits(facts: Iterable[Fact]) -> int:
    """These facts as one whole number, a bit for each."""
    return sum(BIT[fact] for fact in set(facts))


def facts_in(state: int) -> frozenset[Fact]:
    """The facts that this number holds."""
    return frozenset(fact for fact, bit in BIT.items() if state & bit)


ADVISED_BITS = bits(ADVISED.values())
