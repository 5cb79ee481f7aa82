"""The walk: which question comes next, and what the answers advise.

The walk is grown as it is used: each set of answers met becomes a `Step`, kept, so that the same answers are
weighed once. A step is a function of the answers on its path alone, so the order they arrive in cannot matter.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sharewell.guidance.rules.shapes import Advice, Duty, Edition, Lift, Question, Rule
from sharewell.guidance.rules.words import ADVISED, ADVISED_BITS, BIT, Outcome, bits, facts_in

# How many steps and advices a walk that serves people remembers before it begins anew: some tens of megabytes.
MOST_KEPT = 20_000


class NoRuleHits(Exception):  # noqa: N818 - a fault of the edition, named for what happened
    """These answers, on a path that can be walked, meet no rule: the edition is broken."""

    def __init__(self, state: int) -> None:
        self.facts = facts_in(state)
        super().__init__("No rule covers " + ", ".join(sorted(self.facts)))


class UnknownAnswer(ValueError):  # noqa: N818 - named for what was said
    """The question has no such answer."""


class Verdict(NamedTuple):
    """Which row of the table hit, what lifted it, and so what is advised."""

    rule: Rule
    lift: Lift | None
    outcome: Outcome


class Place(NamedTuple):
    """A place met while looking over the whole walk: what is asked there, and what is advised by then."""

    question: Question | None
    verdict: Verdict | None


class Turn(NamedTuple):
    """An answer to a question, and the place that it leads to."""

    question: Question
    answer: str
    place: Place


class Step:
    """One place in the walk: the facts said, the questions answered, and what is asked next."""

    __slots__ = ("advices", "index", "path", "question", "state", "steps", "verdict")

    def __init__(
        self, path: tuple[str, ...], state: int, index: int, verdict: Verdict | None, question: Question | None
    ) -> None:
        self.path, self.state, self.index, self.verdict, self.question = path, state, index, verdict, question
        self.steps: dict[str, Step] = {}
        self.advices: dict[str, Advice] = {}


class Walk:
    """An edition's walk on days when the same parts of its law are switched on."""

    def __init__(self, edition: Edition, switched: int) -> None:
        self.edition, self.questions, self.switched = edition, edition.questions, facts_in(switched)
        self.says = {question.key: {a.key: bits(a.says) for a in question.answers} for question in self.questions}
        self.brings = self._say_their_own()
        self.duties = {duty.key: duty for duty in edition.duties}
        self.judged_at = next(
            (at for at, each in enumerate(self.questions) if each.local or each.asked.reads & ADVISED_BITS),
            len(self.questions),
        )
        self.live = [self._live(at) for at in range(len(self.questions) + 1)]
        self._open: dict[tuple[int, int], frozenset[str]] = {}
        self.start = self._settle((), switched, 0, None)
        self.kept = 0

    def _say_their_own(self) -> dict[str, int]:
        """Each answer to a local question says something of its own, which no condition can name.

        Returns, for each local duty, what brings it.
        """
        brings: dict[str, int] = {}
        own = ((question.key, answer) for question in self.questions if question.local for answer in question.answers)
        for place, (key, answer) in enumerate(own, len(BIT)):
            self.says[key][answer.key] = 1 << place
            for duty in answer.duties:
                brings[duty] = brings.get(duty, 0) | 1 << place
        return brings

    def is_due(self, duty: Duty, state: int) -> bool:
        """Whether what was said makes this duty due."""
        return bool(state & self.brings.get(duty.key, 0)) if duty.local else duty.when.holds(state)

    def step_for(self, answers: Mapping[str, str]) -> Step:
        """The step that these answers lead to: as far as they go. UnknownAnswer as in `answered`."""
        step = self.start
        while step.question is not None and (said := answers.get(step.question.key)):
            step = step.steps.get(said) or self.answered(step, said)
        return step

    def answered(self, step: Step, answer: str) -> Step:
        """The step that this answer to the step's question leads to."""
        assert step.question is not None
        key = step.question.key
        if answer not in self.says[key]:
            raise UnknownAnswer(f"“{answer}” is not an answer to the question “{key}”.")
        state = step.state | self.says[key][answer]
        found = self._settle((*step.path, key), state, step.index + 1, step.verdict)
        self.kept += 1
        return step.steps.setdefault(answer, found)

    def forget_if_full(self) -> None:
        """Forget every step when there are many, so that nobody can fill the memory by asking about them all."""
        if self.kept > MOST_KEPT:
            self.kept = 0
            self.start.steps.clear()

    def advice(self, step: Step, kind: str) -> Advice:
        """What is advised at this step, to this kind of agency."""
        self.kept += kind not in step.advices
        return step.advices.setdefault(kind, _advice(self, step, kind))

    def still_open(self, step: Step) -> tuple[str, ...]:
        """Every question that may still be asked from here, in order."""
        if step.question is None:
            return ()
        keys = self._open_from(step.index, step.state, step.verdict)
        return tuple(question.key for question in self.questions if question.key in keys)

    def places(self) -> Iterator["Place"]:
        """Every place that differs in what is asked or advised from there on; alike branches are looked at once."""
        yield Place(self.start.question, self.start.verdict)
        for turn in self.turns():
            yield turn.place

    def turns(self) -> Iterator["Turn"]:
        """Every answer at each of those places, and the place that it leads to: a place as often as it is reached."""
        waiting, seen = [(self.start.index, self.start.state, self.start.verdict)], set()
        while waiting:
            index, state, verdict = waiting.pop()
            question = self.questions[index]
            for answer, said in self.says[question.key].items():
                found = self.next_from(index + 1, state | said, verdict)
                known = (found[0], found[1] & self.live[found[0]], found[2])
                is_end = found[0] == len(self.questions)
                yield Turn(question, answer, Place(None if is_end else self.questions[found[0]], found[2]))
                if known not in seen and not is_end:
                    seen.add(known)
                    waiting.append(found)

    def _settle(self, path: tuple[str, ...], state: int, index: int, verdict: Verdict | None) -> Step:
        """Pass over the questions that are not asked; weigh the answers once those before the advice are done."""
        index, state, verdict = self.next_from(index, state, verdict)
        question = self.questions[index] if index < len(self.questions) else None
        return Step(path, state, index, verdict, question)

    def next_from(self, index: int, state: int, verdict: Verdict | None) -> tuple[int, int, Verdict | None]:
        """From this question on: the first that is asked, what is said by then, and what is advised."""
        for at in range(index, len(self.questions) + 1):
            if at == self.judged_at and verdict is None:
                verdict = judge(self.edition, state)
                state |= BIT[ADVISED[verdict.outcome]]
            if at == len(self.questions) or self.questions[at].asked.holds(state):
                break
        return at, state, verdict

    def _open_from(self, index: int, state: int, verdict: Verdict | None) -> frozenset[str]:
        """The questions reachable from here. Branches that can no longer differ are looked at once."""
        if index == len(self.questions):
            return frozenset()
        known = (index, state & self.live[index])
        if known not in self._open:
            key = self.questions[index].key
            found = {key}
            for said in self.says[key].values():
                found |= self._open_from(*self.next_from(index + 1, state | said, verdict))
            self._open[known] = frozenset(found)
        return self._open[known]

    def _live(self, index: int) -> int:
        """The facts that can still change what is asked or advised from this question on."""
        live = 0
        for question in self.questions[index:]:
            live |= question.asked.reads
        if index < self.judged_at:
            for weighed in self.edition.weighed:
                live |= weighed.when.reads
        return live


def advise(edition: Edition, answers: Mapping[str, str], agency_kind: str = "", on: date | None = None) -> Advice:
    """What these answers advise, or as much as they can tell, and which question comes next.

    `answers` maps questions to answers; those to questions that are not asked change nothing, and an empty one
    is no answer. `on` is the day: it says which parts of the law are switched on (no day: all of them).
    Raises UnknownAnswer when a question that is asked has an answer that it does not offer.
    """
    walk = walk_of(edition, on)
    step = walk.step_for(answers)
    if known := step.advices.get(agency_kind):
        return known
    walk.forget_if_full()
    return walk.advice(step, agency_kind)


def walk_of(edition: Edition, on: date | None = None) -> Walk:
    """The edition's walk as it stands on this day."""
    switched = 0
    for switch in edition.switches:
        if switch.is_on(on):
            switched |= BIT[switch.fact]
    return _walk(edition, switched)


def walks_of(edition: Edition) -> tuple[Walk, ...]:
    """Every walk that the edition can have: one for each set of parts of the law that may be switched on."""
    found = [0]
    for switch in edition.switches:
        found += [switched | BIT[switch.fact] for switched in found]
    return tuple(_walk(edition, switched) for switched in found)


def _walk(edition: Edition, switched: int) -> Walk:
    return edition.walks.get(switched) or edition.walks.setdefault(switched, Walk(edition, switched))


def judge(edition: Edition, state: int) -> Verdict:
    """The first rule that hits, and the first lift that raises what it says. No rule at all is NoRuleHits."""
    for rule in edition.rules:
        if rule.when.holds(state):
            break
    else:
        raise NoRuleHits(state)
    for lift in edition.lifts:
        if rule.outcome in lift.lifts and rule.name not in lift.not_on and lift.when.holds(state):
            return Verdict(rule, lift, lift.to)
    return Verdict(rule, None, rule.outcome)


def _advice(walk: Walk, step: Step, kind: str) -> Advice:
    edition, state, verdict = walk.edition, step.state, step.verdict
    is_complete = step.question is None
    weighed: tuple[Rule | Lift, ...] = ()
    if verdict is not None:
        weighed = (verdict.rule, verdict.lift) if verdict.lift else (verdict.rule,)
    rests_on = {key for each in weighed for key in each.rests_on}
    return Advice(
        outcome=verdict.outcome if verdict else None,
        rule=verdict.rule.name if verdict else "",
        lift=verdict.lift.name if verdict and verdict.lift else "",
        reasons=tuple(dict.fromkeys(each.reason for each in weighed)),
        rules=tuple(rule for rule in edition.golden_rules if rule.key in rests_on),
        gateways=tuple(
            gateway
            for gateway in edition.gateways
            if verdict and gateway.is_open_to(kind) and gateway.when.holds(state)
        ),
        duties=tuple(duty for duty in edition.duties if (is_complete or duty.at_once) and walk.is_due(duty, state)),
        next_question=step.question.key if step.question else None,
        path=step.path,
        open=walk.still_open(step),
        is_complete=is_complete,
        facts=facts_in(state),
    )


__all__ = [
    "NoRuleHits", "Place", "Step", "Turn", "UnknownAnswer", "Verdict", "Walk", "advise", "judge", "walk_of", "walks_of",
]  # fmt: skip
