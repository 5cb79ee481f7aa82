"""Every claim held against every path that can be walked, in every edition. Pure.

`cases` walks every path; `violations` says which claims fail, and on what answers.
"""

from collections.abc import Iterator, Mapping
from itertools import permutations

from sharewell.guidance.proof.cases import Case
from sharewell.guidance.proof.checking import rules_at
from sharewell.guidance.proof.claims import CLAIMS
from sharewell.guidance.proof.own_questions import says_the_same, without_own_questions
from sharewell.guidance.rules.shapes import Edition
from sharewell.guidance.rules.walk import Step, Walk, walks_of
from sharewell.guidance.rules.words import BIT, Fact, Outcome

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


OWN = "a_question_of_ones_own_changes_no_advice"
# The claims that no single path can break, each with its words.
SETS = {
    "the_order_of_answers_changes_nothing": "Advice is a function of the set of answers.",
    "what_is_not_asked_changes_nothing": "An answer to a question that is not asked changes nothing.",
    OWN: "What a partnership asks besides changes no outcome, no reason and no duty of the walk.",
}
RAISING = {
    "raising_the_risk_never_lowers_the_advice": "To those who can act, more risk never means less.",
    "raising_the_risk_never_opens_a_sharing": "To anybody else, more risk never opens a sharing.",
}


def cases(walk: Walk) -> Iterator[Case]:
    """Every path of this walk, to its end. Of local questions, only what can still differ is walked twice."""
    waiting: list[tuple[dict[str, str], Step]] = [({}, walk.start)]
    alike: set[tuple[int, int]] = set()
    while waiting:
        answers, step = waiting.pop()
        if step.question is None:
            yield Case(answers, walk, step)
            continue
        answers_here = step.question.answers
        if step.question.local:
            known = (step.index, step.state & walk.live[step.index])
            answers_here = answers_here[:1] if known in alike else answers_here
            alike.add(known)
        for answer in reversed(answers_here):
            waiting.append(({**answers, step.question.key: answer.key}, walk.answered(step, answer.key)))


def in_words(answers: Mapping[str, str]) -> str:
    """These answers as one reads them out: each question with its answer."""
    return "“" + "; ".join(f"{question}: {answer}" for question, answer in answers.items()) + "”"


def violations(edition: Edition) -> dict[str, str]:
    """Each claim that fails in this edition, by name, with one set of answers that shows it."""
    found: dict[str, str] = {}
    for name, fault in each_violation(edition):
        found.setdefault(name, fault)
    return found


def each_violation(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every failure of every claim, as it is met: the claim's name, and the answers that show it."""
    for walk in walks_of(edition):
        bare = without_own_questions(walk)
        for case in cases(walk):
            for claim in CLAIMS:
                if not claim(case):
                    by = rules_at(edition, case.advice.rule, case.advice.lift)
                    yield claim.__name__, f"{in_words(case.answers)} gives {case.outcome} by {by}"
            yield from _faults_of_what_is_not_asked(walk, case)
            if bare is not walk and not says_the_same(bare, case):
                yield OWN, in_words(case.answers)
        for low, high in raised(bare):
            for name, shown in _faults_of_raising(low, high):
                rules = [step.verdict.rule.name for step in (low, high) if step.verdict]
                yield name, f"{shown}: {rules_at(edition, *rules)}"


def _faults_of_what_is_not_asked(walk: Walk, case: Case) -> Iterator[tuple[str, str]]:
    """Answers to questions that are not asked change nothing, nor does the order in which answers come."""
    step = case.step
    if (
        walk.step_for(case.answers) is not step
        or walk.step_for(dict(reversed(tuple(case.answers.items())))) is not step
    ):
        yield "the_order_of_answers_changes_nothing", f"{in_words(case.answers)} the other way round"
    for question in walk.questions:
        for answer in question.answers if question.key not in case.answers else ():
            if walk.step_for({**case.answers, question.key: answer.key}) is not step:
                yield (
                    "what_is_not_asked_changes_nothing",
                    f"{in_words(case.answers)} with {in_words({question.key: answer.key})}",
                )


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
