"""What an edition is made of, and what advice is made of: frozen shapes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sharewell.guidance.rules.conditions import When
from sharewell.guidance.rules.pieces import GoldenRule, OutcomeWords, Passage, Term
from sharewell.guidance.rules.words import AgencyKind, Fact, Layer, Mark, Outcome, Unit

# What something in an edition is called: its kind and key, and a key of it, such as ("rule", "R7", "when").
Names = tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One answer that may be chosen, in words, and the facts that choosing it says.

    It can be true only of a child who is `youngest` to `oldest` years old, both included; None sets no limit.
    An answer to a question of a partnership's own says none, and names the `duties` that come with it.
    """

    key: str
    label: str
    hint: str
    divider_before: str
    says: frozenset[Fact]
    duties: tuple[str, ...] = ()
    youngest: int | None = None
    oldest: int | None = None


@dataclass(frozen=True)
class Question:
    """One question: its words, why it is asked, the rule behind it, its answers, and when it is asked at all.

    `short` is the few words that stand for it in a list of answers; `asked_when` says `asked` in words; `myth` is
    the key of the myth that most often stands in the way here. A `local` one is a partnership's own: it comes last,
    says no fact, and so changes no advice; its answers are kept, and may bring duties.
    """

    key: str
    title: str
    short: str
    hint: str
    why: str
    rule: str
    myth: str
    answers: tuple[Answer, ...]
    asked_when: str
    asked: When
    local: bool = False

    def answer(self, key: str) -> Answer | None:
        """The answer with this key, or None."""
        return next((answer for answer in self.answers if answer.key == key), None)


@dataclass(frozen=True)
class Reason:
    """Why, in a sentence that a family could read."""

    key: str
    words: str


@dataclass(frozen=True)
class Rule:
    """One row of the table. The first row whose condition holds gives the outcome."""

    name: str
    when: When
    outcome: Outcome
    reason: Reason
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Lift:
    """Doubt or known harm that raises an outcome of the table, except where certain rules gave it."""

    name: str
    when: When
    lifts: frozenset[Outcome]
    to: Outcome
    not_on: frozenset[str]
    reason: Reason
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class Duty:
    """What must be done besides. `at_once`: shown as soon as its facts are said, before any further question.

    A `local` one is a partnership's own: it comes with the answers that name it, and with nothing else.
    """

    key: str
    words: str
    at_once: bool
    when: When = field(repr=False)
    local: bool = False


@dataclass(frozen=True)
class Gateway:
    """A power or duty in law that may permit a sharing: who may rely on it, for what, and what to record.

    `kinds` empty means that every kind of agency may rely on it. `awaits` says what is still to be checked.
    """

    key: str
    title: str
    layer: Layer
    who: str
    what_for: str
    record: str
    mark: Mark
    awaits: str
    source: str
    kinds: frozenset[AgencyKind]
    when: When = field(repr=False)

    def is_open_to(self, kind: str) -> bool:
        """Whether this kind of agency may rely on it; an unnamed kind is shown them all."""
        return not kind or not self.kinds or kind in self.kinds


@dataclass(frozen=True)
class Clock:
    """How long something may take: so many units, from what, who owes it, and how certain that is."""

    key: str
    title: str
    length: int
    unit: Unit
    starts: str
    owner: str
    mark: Mark
    source: str


@dataclass(frozen=True)
class Switch:
    """A fact that the date says: part of the law that holds from one day (none: not yet), until another if it ends."""

    fact: Fact
    effective_from: date | None
    effective_until: date | None
    mark: Mark
    source: str

    def is_on(self, day: date | None) -> bool:
        """Whether it holds on this day. Asked about no day in particular, it does if it ever begins."""
        if day is None or self.effective_from is None:
            return self.effective_from is not None
        return self.effective_from <= day and (self.effective_until is None or day < self.effective_until)


@dataclass(frozen=True, eq=False)
class Edition:
    """One dated edition of the guidance, whole: the walk, its words, the law and the clocks.

    `in_force_until` is the first day on which it no longer holds; `follows` names the edition before it. A released
    edition never changes: `digest`
    (SHA-256 of its canonical content) is what a decision keeps, to show the same words again in ten years.
    `is_own`: it stands on a partnership's own shelf, and then `replaces` names the one that it stands in for.
    `unfit` says why a released one of that shelf, which can still be shown, holds on no day.
    `places` holds the file and line of everything that has a name, for those who mend it.
    """

    key: str
    title: str
    publisher: str
    source: str
    follows: str
    in_force_from: date
    in_force_until: date | None
    last_checked: date
    digest: str
    released: bool
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    lifts: tuple[Lift, ...]
    duties: tuple[Duty, ...]
    outcomes: Mapping[Outcome, OutcomeWords]
    golden_rules: tuple[GoldenRule, ...]
    myths: tuple[Passage, ...]
    law: tuple[Passage, ...]
    caldicott: tuple[Passage, ...]
    own_say: tuple[Passage, ...]
    glossary: tuple[Term, ...]
    gateways: tuple[Gateway, ...]
    clocks: tuple[Clock, ...]
    switches: tuple[Switch, ...]
    replaces: str = ""
    is_own: bool = False
    unfit: str = ""
    places: Mapping[Names, str] = field(default_factory=dict, repr=False)
    walks: dict[int, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def is_draft(self) -> bool:
        """Whether pages must say *draft edition*: it has not been released."""
        return not self.released

    @property
    def weighed(self) -> "tuple[Rule | Lift, ...]":
        """Everything that weighs the answers: the rules of the table, then the lifts."""
        return (*self.rules, *self.lifts)

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on this day."""
        return self.in_force_from <= on and (self.in_force_until is None or on < self.in_force_until)

    def question(self, key: str) -> Question | None:
        """The question with this key, or None."""
        return next((question for question in self.questions if question.key == key), None)

    def myth(self, key: str) -> Passage | None:
        """The myth with this key, or None."""
        return next((myth for myth in self.myths if myth.key == key), None)

    def gateway(self, key: str) -> Gateway | None:
        """The gateway with this key, or None."""
        return next((gateway for gateway in self.gateways if gateway.key == key), None)

    def place(self, *names: str) -> str:
        """The file and line of what is so called, or of the nearest thing around it that is known."""
        known = (self.places[names[:many]] for many in range(len(names), 0, -1) if names[:many] in self.places)
        return next(known, self.key)

    def clock(self, key: str) -> Clock | None:
        """The clock with this key, or None."""
        return next((clock for clock in self.clocks if clock.key == key), None)


@dataclass(frozen=True)
class Advice:
    """What the walk says so far.

    `outcome` is None until the rules can tell. `path` holds the questions answered that count, in order;
    `next_question` is to be asked now; `open` holds every question that may still be asked, that one first.
    While the walk is not complete `duties` holds only those that cannot wait.
    """

    outcome: Outcome | None
    rule: str
    lift: str
    reasons: tuple[Reason, ...]
    rules: tuple[GoldenRule, ...]
    gateways: tuple[Gateway, ...]
    duties: tuple[Duty, ...]
    next_question: str | None
    path: tuple[str, ...]
    open: tuple[str, ...]
    is_complete: bool
    facts: frozenset[Fact] = field(repr=False)
