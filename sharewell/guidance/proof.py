"""What must hold on every path of every edition, each claim by its name. Pure: stated over facts, not over questions.

`cases` walks every path; `violations` holds every claim against each, and says which fail and on what answers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from sharewell.guidance.rules.shapes import Advice, Edition
from sharewell.guidance.rules.walk import Step, Walk, walks_of
from sharewell.guidance.rules.words import BIT, Fact, Outcome

LONGEST = 12
SHARED = {Outcome.SHARE, Outcome.SHARE_ANONYMISED}
SILENT = {Outcome.DO_NOT_SHARE}
HELD_BACK = {Outcome.DO_NOT_SHARE, Outcome.ASK_CONSENT}
OUTSIDE = (Fact.TO_PUBLIC, Fact.TO_NO_PART)
NEVER_RECEIVE = (Fact.TO_RISK, Fact.TO_UNVERIFIED, Fact.TO_UNSURE)

# How far each outcome goes to protect, as seen by somebody who can act for the child.
PROTECTS = {
    Outcome.DO_NOT_SHARE: 0,
    Outcome.ASK_CONSENT: 1,
    Outcome.SHARE_ANONYMISED: 2,
    Outcome.SEEK_ADVICE: 2,
    Outcome.SHARE: 3,
    Outcome.FOLLOW_PROCEDURES: 4,
    Outcome.CALL_999: 5,
}
RISK = {
    Fact.HARM_NONE: 1,
    Fact.HARM_UNSURE: 2,
    Fact.HARM_KNOWN: 3,
    Fact.HARM_NEW: 4,
    Fact.HARM_ALWAYS: 4,
    Fact.DANGER_UNSURE: 4,
    Fact.DANGER_NOW: 5,
}


@dataclass(frozen=True)
class Case:
    """One path walked to its end: the answers that count, and what they advise."""

    answers: Mapping[str, str]
    advice: Advice

    def says(self, *facts: Fact) -> bool:
        """Whether any of these facts was said."""
        return not self.advice.facts.isdisjoint(facts)

    def gives(self, *outcomes: Outcome) -> bool:
        """Whether one of these is advised."""
        return self.advice.outcome in outcomes

    def binds(self, duty: str) -> bool:
        """Whether this duty comes with the advice."""
        return any(each.key == duty for each in self.advice.duties)


def cases(walk: Walk) -> Iterator[Case]:
    """Every path of this walk, to its end."""
    waiting: list[tuple[dict[str, str], Step]] = [({}, walk.start)]
    while waiting:
        answers, step = waiting.pop()
        if step.question is None:
            yield Case(answers, walk.advice(step, ""))
            continue
        for answer in step.question.answers:
            waiting.append(({**answers, step.question.key: answer.key}, walk.answered(step, answer.key)))


Claim = Callable[[Case], bool]


def danger_gives_999(case: Case) -> bool:
    """Danger now always gives call_999."""
    return not case.says(Fact.DANGER_NOW) or case.gives(Outcome.CALL_999)


def doubt_about_danger_follows_procedures(case: Case) -> bool:
    """Doubt about danger is acted on, whoever the recipient is."""
    return not case.says(Fact.DANGER_UNSURE) or case.gives(Outcome.FOLLOW_PROCEDURES)


def harm_is_never_held_back_from_protectors(case: Case) -> bool:
    """Harm, new or known, never gives do_not_share or ask_consent to those who must protect."""
    harm = case.says(Fact.HARM_NEW, Fact.HARM_KNOWN) and case.says(Fact.TO_PROTECTOR)
    return not harm or not case.gives(*HELD_BACK)


def new_harm_is_referred(case: Case) -> bool:
    """Harm that those who protect may not know of always carries *refer now*, and nothing else does."""
    return case.says(Fact.HARM_NEW) == case.binds("refer_now")


def the_wrong_person_never_receives(case: Case) -> bool:
    """A person of risk, one not verified and one not known for sure never receive, and are told nothing."""
    return not case.says(*NEVER_RECEIVE) or (not case.gives(*SHARED) and case.binds("nothing_to_them"))


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
    """What could harm others is hidden, and what is not needed taken out, exactly when the bundle may hold it."""
    masks = case.says(Fact.OTHERS_SHOWN, Fact.CONTENTS_UNSURE)
    trims = case.says(Fact.MORE_THAN_NEEDED, Fact.CONTENTS_UNSURE, Fact.ORDERED)
    return case.binds("mask") == masks and case.binds("relevant_part") == trims


def telling_follows_the_answer(case: Case) -> bool:
    """The family is told, or the reason written, or advice taken first: as the question about telling says."""
    return (
        case.binds("tell_family") == case.says(Fact.TELL_SAFE)
        and case.binds("write_why_not_told") == case.says(Fact.TELL_UNSAFE)
        and case.binds("advice_before_telling") == case.says(Fact.TELL_UNSURE)
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
    idle = case.says(Fact.TO_NO_PART) or (case.says(Fact.TO_PUBLIC) and case.says(Fact.FOR_OTHER))
    return not case.gives(Outcome.ASK_CONSENT) or not (case.says(Fact.OUTWEIGHS) or idle)


def doubt_on_the_balance_never_ends_in_silence(case: Case) -> bool:
    """Not knowing whether sharing matters more leads to advice, not to silence."""
    return not case.says(Fact.BALANCE_UNSURE) or not case.gives(*HELD_BACK)


def an_order_is_never_met_with_silence(case: Case) -> bool:
    """A court order is obeyed or taken back to the court, never ignored."""
    return not case.says(Fact.ORDERED) or not case.gives(*SILENT)


def where_it_is_safe_one_asks(case: Case) -> bool:
    """Nobody at risk, safe to ask, nothing outweighs, and a recipient with a part: one asks."""
    idle = case.says(Fact.TO_NO_PART) or (case.says(Fact.TO_PUBLIC) and case.says(Fact.FOR_OTHER))
    due = case.says(Fact.NOT_ASKED) and case.says(Fact.OUTWEIGHS_NOT) and case.says(Fact.HARM_NONE)
    return not due or idle or case.gives(Outcome.ASK_CONSENT)


def doubt_about_harm_is_never_silence(case: Case) -> bool:
    """Signs of harm that nobody can judge alone are taken to somebody today, whoever asks.

    Those who may act or help are not refused, asked for, or given a hint without names. Somebody with no part may be
    refused, and so may a parent who only wants to know: the outcome is about this recipient.
    """
    if not case.says(Fact.HARM_UNSURE):
        return True
    may_refuse = case.says(Fact.TO_RISK, *OUTSIDE) or (case.says(Fact.TO_FAMILY) and case.says(Fact.NO_NEED))
    if case.gives(Outcome.DO_NOT_SHARE) and not may_refuse:
        return False
    return case.binds("advice_today") and not case.gives(Outcome.ASK_CONSENT, Outcome.SHARE_ANONYMISED)


def known_harm_is_never_held_back_from_helpers(case: Case) -> bool:
    """A helper who needs something about known harm is not refused without the lead worker's advice."""
    due = case.says(Fact.HARM_KNOWN) and case.says(Fact.TO_HELPER)
    return not due or not case.gives(*HELD_BACK)


def doubt_about_the_duty_is_never_silence(case: Case) -> bool:
    """Not knowing whether the law says *must* leads to advice, not to silence."""
    return not case.says(Fact.DUTY_UNSURE) or not case.gives(*SILENT)


def every_outcome_is_explained(case: Case) -> bool:
    """Every path ends, in an outcome with a reason, a golden rule, and the duty to record."""
    advice = case.advice
    return bool(advice.is_complete and advice.outcome and advice.reasons and advice.rules and case.binds("record"))


def every_path_is_short(case: Case) -> bool:
    """No path has more than twelve questions, or asks one twice."""
    path = case.advice.path
    return len(path) <= LONGEST and len(set(path)) == len(path) and set(path) == set(case.answers)


CLAIMS: tuple[Claim, ...] = (
    danger_gives_999,
    doubt_about_danger_follows_procedures,
    harm_is_never_held_back_from_protectors,
    new_harm_is_referred,
    the_wrong_person_never_receives,
    no_purpose_never_shares,
    a_refusal_holds,
    unsafe_to_ask_never_asks_nor_keeps_silent,
    masking_follows_the_bundle,
    telling_follows_the_answer,
    outsiders_never_receive_by_override,
    a_true_caller_is_never_left_without_a_way,
    nobody_is_asked_in_vain,
    doubt_on_the_balance_never_ends_in_silence,
    an_order_is_never_met_with_silence,
    where_it_is_safe_one_asks,
    doubt_about_harm_is_never_silence,
    known_harm_is_never_held_back_from_helpers,
    doubt_about_the_duty_is_never_silence,
    every_outcome_is_explained,
    every_path_is_short,
)


def violations(edition: Edition) -> dict[str, str]:
    """Each claim that fails in this edition, by name, with one set of answers that shows it."""
    found: dict[str, str] = {}
    for name, fault in each_violation(edition):
        found.setdefault(name, fault)
    return found


def each_violation(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every failure of every claim, as it is met: the claim's name, and the answers that show it."""
    for walk in walks_of(edition):
        for case in cases(walk):
            for claim in CLAIMS:
                if not claim(case):
                    yield claim.__name__, f"{dict(case.answers)} gives {case.advice.outcome} by {case.advice.rule}"
        for low, high in raised(walk):
            yield from _faults_of_raising(low, high)


def raised(walk: Walk) -> Iterator[tuple[Step, Step]]:
    """Every two ends of the walk that differ in danger or harm alone, the lesser risk first."""
    starts = list(_by_risk(walk, walk.start))
    for low, high in permutations(starts, 2):
        if _risk(low) < _risk(high):
            yield from _side_by_side(walk, low, high)


def _by_risk(walk: Walk, step: Step) -> Iterator[Step]:
    """The steps at which the questions about danger and harm, which come first, have been answered."""
    if step.question is None or not any(fact in RISK for answer in step.question.answers for fact in answer.says):
        yield step
        return
    for answer in step.question.answers:
        yield from _by_risk(walk, walk.answered(step, answer.key))


def _side_by_side(walk: Walk, low: Step, high: Step) -> Iterator[tuple[Step, Step]]:
    """Both walked to their ends with the same answer wherever both are asked the same thing."""
    waiting: list[tuple[Step, Step, dict[str, str]]] = [(low, high, {})]
    while waiting:
        low, high, given = waiting.pop()
        step = low if low.question is not None else high
        if step.question is None:
            yield low, high
            continue
        key = step.question.key
        for answer in [given[key]] if key in given else [each.key for each in step.question.answers]:
            further = walk.answered(step, answer) if answer not in step.steps else step.steps[answer]
            pair = (further, high) if step is low else (low, further)
            waiting.append((*pair, {**given, key: answer}))


def _risk(step: Step) -> int:
    return max((level for fact, level in RISK.items() if step.state & BIT[fact]), default=0)


def _faults_of_raising(low: Step, high: Step) -> Iterator[tuple[str, str]]:
    """Raising the risk never lowers the advice to those who can act, and never opens a sharing to anybody else."""
    if low.verdict is None or high.verdict is None:
        return
    before, after = low.verdict.outcome, high.verdict.outcome
    shown = f"{before} by {low.verdict.rule.name} becomes {after} by {high.verdict.rule.name}"
    if low.state & (BIT[Fact.TO_PROTECTOR] | BIT[Fact.TO_HELPER]):
        if PROTECTS[after] < PROTECTS[before]:
            yield "raising_the_risk_never_lowers_the_advice", shown
    elif after is Outcome.SHARE and before is not Outcome.SHARE:
        yield "raising_the_risk_never_opens_a_sharing", shown
