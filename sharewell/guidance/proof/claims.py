"""What must hold on every path of every edition, each claim by its name. Stated over facts, not over questions."""

from collections.abc import Callable

from sharewell.guidance.proof.cases import KINDS, Case
from sharewell.guidance.proof.grounds import GROUNDS, RECIPIENTS
from sharewell.guidance.proof.weighing import WEIGHED, has_no_part
from sharewell.guidance.rules.words import Fact, Outcome

LONGEST, SHORT = 12, 7
SHARED = {Outcome.SHARE, Outcome.SHARE_ANONYMISED}
SILENT = {Outcome.DO_NOT_SHARE}
HELD_BACK = {Outcome.DO_NOT_SHARE, Outcome.ASK_CONSENT}
OUTSIDE = (Fact.TO_PUBLIC, Fact.TO_NO_PART)
ELSEWHERE = tuple(fact for fact in RECIPIENTS if fact is not Fact.TO_PROTECTOR)
NEVER_RECEIVE = (Fact.TO_RISK, Fact.TO_UNVERIFIED, Fact.TO_UNSURE)


Claim = Callable[[Case], bool]


def danger_gives_999(case: Case) -> bool:
    """Danger now always gives call_999, and nothing else does."""
    return case.says(Fact.DANGER_NOW) == case.gives(Outcome.CALL_999)


def doubt_about_danger_follows_procedures(case: Case) -> bool:
    """Doubt about danger is acted on, whoever the recipient is."""
    return not case.says(Fact.DANGER_UNSURE) or case.gives(Outcome.FOLLOW_PROCEDURES)


def harm_is_never_held_back_from_protectors(case: Case) -> bool:
    """Harm, new or known, never gives do_not_share or ask_consent to those who must protect, or to nobody named."""
    to_them = case.says(Fact.TO_PROTECTOR) or not case.says(*RECIPIENTS)
    harm = case.says(Fact.HARM_NEW, Fact.HARM_KNOWN) and to_them
    return not harm or not case.gives(*HELD_BACK)


def new_harm_is_referred(case: Case) -> bool:
    """Harm that those who protect may not know of always carries *refer now*, and nothing else does."""
    return case.says(Fact.HARM_NEW) == case.binds("refer_now")


def weighing_for_harm_is_referred(case: Case) -> bool:
    """Whoever says that somebody could be badly hurt is told that a child in that danger is referred."""
    return not case.says(Fact.OUTWEIGHS) or case.binds("refer_if_child")


def the_wrong_person_never_receives(case: Case) -> bool:
    """A person of risk, one not verified and one not known for sure never receive, and are told nothing."""
    receives = case.gives(*SHARED, Outcome.ASK_CONSENT)
    return not case.says(*NEVER_RECEIVE) or (not receives and case.binds("nothing_to_them"))


def no_purpose_never_shares(case: Case) -> bool:
    """No need, a ban, or a purpose nobody is sure of never shares."""
    return not case.says(Fact.NO_NEED, Fact.FORBIDDEN, Fact.PURPOSE_UNSURE) or not case.gives(*SHARED)


def a_refusal_holds(case: Case) -> bool:
    """Refused or withdrawn, with nothing that outweighs it, never shares outside the duty."""
    stands = case.says(Fact.REFUSED, Fact.WITHDRAWN) and not case.says(Fact.OUTWEIGHS, Fact.DUTY_HOLDS)
    return not stands or not case.gives(*SHARED)


def unsafe_to_ask_never_asks_nor_keeps_silent(case: Case) -> bool:
    """When asking is unsafe, one neither asks nor keeps quiet."""
    return not case.says(Fact.UNSAFE_TO_ASK) or not case.gives(*HELD_BACK)


def masking_follows_the_bundle(case: Case) -> bool:
    """What could harm others is hidden, and what is not needed taken out, exactly when the bundle may hold it.

    Where this person is told nothing, there is nothing to hide or take out.
    """
    is_told = not case.gives(Outcome.DO_NOT_SHARE) and not case.binds("nothing_to_them")
    masks = is_told and case.says(Fact.OTHERS_SHOWN, Fact.CONTENTS_UNSURE)
    trims = is_told and case.says(Fact.MORE_THAN_NEEDED, Fact.CONTENTS_UNSURE, Fact.ORDERED)
    hides = case.binds("say_what_to_keep_safe" if case.says(Fact.TO_PROTECTOR) else "mask")
    return hides == masks and case.binds("relevant_part") == trims


def telling_follows_the_answer(case: Case) -> bool:
    """The family is told, or the reason written, or advice taken first: as the question about telling says.

    Where a parent is to get it, the child is told; and where that may be unsafe, the family waits for advice.
    """
    to_family = case.says(Fact.TO_FAMILY)
    told = "tell_child" if to_family and case.gives(Outcome.SHARE) else "tell_family"
    waits = "family_waits" if to_family else "advice_before_telling"
    return (
        case.binds(told) == case.says(Fact.TELL_SAFE)
        and case.binds("write_why_not_told") == case.says(Fact.TELL_UNSAFE)
        and case.binds(waits) == (case.says(Fact.TELL_UNSURE) or (to_family and case.says(Fact.TELL_UNSAFE)))
    )


def outsiders_never_receive_by_override(case: Case) -> bool:
    """Somebody with no part receives only by agreement, by order, or with nobody named."""
    if not case.says(*OUTSIDE) or not case.gives(Outcome.SHARE):
        return True
    return case.says(Fact.AGREED, Fact.ORDERED)


def a_true_caller_is_never_left_without_a_way(case: Case) -> bool:
    """A caller not yet verified, about harm that is known, is rung back: never refused and left there."""
    if not case.says(Fact.TO_UNVERIFIED):
        return True
    return case.binds("verify") and not (case.says(Fact.HARM_KNOWN, Fact.HARM_NEW) and case.gives(*HELD_BACK))


def nobody_is_asked_in_vain(case: Case) -> bool:
    """Nobody is asked when one would share anyway, nor for somebody with no part."""
    return not case.gives(Outcome.ASK_CONSENT) or not (case.says(Fact.OUTWEIGHS) or has_no_part(case))


def a_ban_goes_to_a_lawyer(case: Case) -> bool:
    """A ban on sharing about known harm is taken to a lawyer: nothing is handed over, and it is not left there."""
    banned = case.says(Fact.FORBIDDEN) and case.says(Fact.HARM_KNOWN) and case.says(Fact.TO_PROTECTOR, Fact.TO_HELPER)
    return not banned or (case.binds("back_to_court") and case.gives(Outcome.SEEK_ADVICE))


def who_cannot_be_asked_is_never_left(case: Case) -> bool:
    """Where the person who has the say cannot be asked, and the recipient has a part, it never ends in silence."""
    return not case.says(Fact.CANNOT_SAY) or has_no_part(case) or not case.gives(*HELD_BACK)


def doubt_on_the_balance_never_ends_in_silence(case: Case) -> bool:
    """Not knowing whether sharing matters more leads to advice, not to silence."""
    return not case.says(Fact.BALANCE_UNSURE) or not case.gives(*HELD_BACK)


def an_order_is_never_met_with_silence(case: Case) -> bool:
    """A court order is obeyed or taken back to the court, never ignored."""
    return not case.says(Fact.ORDERED) or not case.gives(*SILENT)


def where_it_is_safe_one_asks(case: Case) -> bool:
    """Nobody at risk, safe to ask, nothing outweighs, and a recipient with a part: one asks."""
    due = case.says(Fact.NOT_ASKED) and case.says(Fact.OUTWEIGHS_NOT) and case.says(Fact.HARM_NONE)
    return not due or has_no_part(case) or case.gives(Outcome.ASK_CONSENT)


def doubt_about_harm_is_never_silence(case: Case) -> bool:
    """Signs of harm that nobody can judge alone are taken to somebody today, whoever asks.

    Those who may act or help are not refused, asked for, or given a hint without names. Somebody with no part may be
    refused, and so may a parent who only wants to know: the outcome is about this recipient. Where those who protect
    children get it, it is they who are told today.
    """
    if not case.says(Fact.HARM_UNSURE):
        return True
    may_refuse = case.says(Fact.TO_RISK, *OUTSIDE) or (case.says(Fact.TO_FAMILY) and case.says(Fact.NO_NEED))
    if case.gives(Outcome.DO_NOT_SHARE) and not may_refuse:
        return False
    told = case.says(Fact.TO_PROTECTOR) and case.gives(Outcome.SHARE)
    taken = case.binds("worry_to_them" if told else "advice_today")
    return taken and not case.gives(Outcome.ASK_CONSENT, Outcome.SHARE_ANONYMISED)


def known_harm_is_never_held_back_from_helpers(case: Case) -> bool:
    """A helper who needs something about known harm is not refused without the lead worker's advice."""
    due = case.says(Fact.HARM_KNOWN) and case.says(Fact.TO_HELPER)
    return not due or not case.gives(*HELD_BACK)


def doubt_about_the_duty_is_never_silence(case: Case) -> bool:
    """Not knowing whether the law says *must* leads to advice, not to silence."""
    return not case.says(Fact.DUTY_UNSURE) or not case.gives(*SILENT)


def every_outcome_is_explained(case: Case) -> bool:
    """Every path ends, in an outcome with a reason, a golden rule, and the duty to record."""
    verdict = case.step.verdict
    explained = verdict is not None and bool(verdict.rule.reason.words and verdict.rule.rests_on)
    return explained and case.step.question is None and case.binds("record")


def every_sharing_rests_on_a_gateway(case: Case) -> bool:
    """Whatever kind of agency shares, some gateway in law is open to it."""
    if not case.gives(Outcome.SHARE, Outcome.FOLLOW_PROCEDURES):
        return True
    return case.permitted >= KINDS


def is_referral(case: Case) -> bool:
    """Whether this path tells those who protect children of harm that they may not know of."""
    return case.says(Fact.HARM_NEW) and not case.says(*ELSEWHERE)


def is_answer_to_enquiry(case: Case) -> bool:
    """Whether this path answers those who protect children about harm on which they are already acting."""
    return case.says(Fact.HARM_KNOWN) and case.says(Fact.FOR_HELP) and not case.says(*ELSEWHERE)


def what_cannot_wait_is_short(case: Case) -> bool:
    """A referral, and the answer to an enquiry under way, take at most seven questions."""
    return len(case.step.path) <= SHORT or not (is_referral(case) or is_answer_to_enquiry(case))


def every_path_is_short(case: Case) -> bool:
    """No path has more than twelve questions, or asks one twice."""
    path = case.step.path
    return len(path) <= LONGEST and len(set(path)) == len(path) and set(path) == set(case.answers)


CLAIMS: tuple[Claim, ...] = (
    *GROUNDS,
    *WEIGHED,
    danger_gives_999,
    doubt_about_danger_follows_procedures,
    harm_is_never_held_back_from_protectors,
    new_harm_is_referred,
    weighing_for_harm_is_referred,
    the_wrong_person_never_receives,
    no_purpose_never_shares,
    a_refusal_holds,
    unsafe_to_ask_never_asks_nor_keeps_silent,
    masking_follows_the_bundle,
    telling_follows_the_answer,
    outsiders_never_receive_by_override,
    a_true_caller_is_never_left_without_a_way,
    nobody_is_asked_in_vain,
    a_ban_goes_to_a_lawyer,
    who_cannot_be_asked_is_never_left,
    doubt_on_the_balance_never_ends_in_silence,
    an_order_is_never_met_with_silence,
    where_it_is_safe_one_asks,
    doubt_about_harm_is_never_silence,
    known_harm_is_never_held_back_from_helpers,
    doubt_about_the_duty_is_never_silence,
    every_outcome_is_explained,
    every_sharing_rests_on_a_gateway,
    what_cannot_wait_is_short,
    every_path_is_short,
)
