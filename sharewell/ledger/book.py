"""The book: every act is done whole and entered, or not done at all.

    @act("consent.withdrawn", may=access.may_withdraw, on="consent", words=("because",))
    def withdraw_consent(*, by: Member, consent: Consent, because: str) -> Consent: ...

An act checks that `by` may, opens a transaction, runs, and writes its entry in that transaction. Acts called by an
act join its transaction, as do those in `with together():`. A refusal is rolled back, entered on its own as
`<kind>.refused`, and raised again.
"""

import functools
import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import transaction

from sharewell.errors import NotPermitted, Refused
from sharewell.ledger import rules
from sharewell.ledger.kinds import ACTS, KINDS, Act, declare, register
from sharewell.ledger.models import Entry, EntryWords
from sharewell.ledger.pages import Pages, one_whole, pages_now, together
from sharewell.ledger.rules import AT_THE_SERVER, THE_CLOCK, Actor, ActorKind, Nature, plain
from sharewell.moment import now

__all__ = [
    "ACTS", "AT_THE_SERVER", "KINDS", "THE_CLOCK", "Actor", "ActorKind", "act", "actor_of", "declare", "enter",
    "enter_look", "not_an_act", "together",
]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
SALT_BYTES = 32


class HasActor(Protocol):
    """A member, a user, somebody at a door: whoever can say under what name they act."""

    @property
    def actor(self) -> Actor: ...


def actor_of(by: HasActor | Actor) -> Actor:
    """The actor that `by` is, or has. TypeError when it is neither."""
    actor = by if isinstance(by, Actor) else getattr(by, "actor", None)
    if not isinstance(actor, Actor):
        raise TypeError(f"{by!r} cannot act: it is no Actor and has none.")
    return actor


def not_an_act(*, because: str) -> Callable[[F], F]:
    """This public function of an actions shelf is not entered, for the reason given (drafts, marks of having read)."""

    def mark(function: F) -> F:
        function.is_not_an_act = because  # type: ignore[attr-defined]
        return function

    return mark


def act(  # noqa: PLR0913 - one name each for what an entry can say
    kind: str,
    *,
    on: str,
    may: Callable[..., bool] | None = None,
    open_to: str = "",
    words: Iterable[str] = (),
    facts: Iterable[str] = (),
    refers: Iterable[str] | None = None,
    worded: Mapping[str, Callable[[Mapping[str, Any]], str]] | None = None,
    also: Callable[[Any, dict[str, Any]], Mapping[str, Any]] | None = None,
    gives_receipt: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function becomes an act, entered as `kind`.

    on: the argument acted upon, or, when there is no such argument, what the result is called.
    may: called with `by` and the arguments it names; False is NotPermitted. None only with `open_to`: why anybody may.
    words: arguments, or fields of one (`openness.who`), that are personal text: kept sealed and erasable, in the entry
    as salted digests, by the last name. worded: further ones by name, each made of all arguments.
    facts: arguments that are codes, dates or numbers; refers: arguments that are rows, entered by id.
    also: further facts, from the result and all arguments. An argument `happened_at` is when it happened.
    gives_receipt: whoever does it gets a receipt, so it is sealed and signed at once.
    """
    if (may is None) != bool(open_to):
        raise TypeError(f"{kind}: give either may=, or open_to= with the reason why anybody may.")

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        entered = (tuple(words), (*facts, *(refers or ())), worded or {})
        performance = _Performance(kind, function, on, may, entered, also)

        @functools.wraps(function)
        def perform(*args: P.args, **arguments: P.kwargs) -> R:
            if args:
                raise TypeError(f"{kind}: name every argument.")
            return performance.perform(arguments)

        register(Act(kind, function, perform, on, may, open_to, *performance.names, gives_receipt))
        return perform

    return wrap


def _found(arguments: Mapping[str, Any], path: str) -> Any:
    """The argument, or, where the path goes on after a dot, that field of it."""
    name, *within = path.split(".")
    return functools.reduce(getattr, within, arguments[name])


class _Performance:
    """How one act is carried out, worked out once."""

    def __init__(
        self,
        kind: str,
        function: Callable[..., Any],
        on: str,
        may: Callable[..., bool] | None,
        entered: tuple[tuple[str, ...], tuple[str, ...], Mapping[str, Callable[[Mapping[str, Any]], str]]],
        also: Callable[[Any, dict[str, Any]], Mapping[str, Any]] | None,
    ) -> None:
        self.kind, self.function, self.on, self.may, self.also = kind, function, on, may, also
        self.words, self.facts = {path.split(".")[-1]: path for path in entered[0]}, entered[1]
        self.worded = entered[2]
        self.names = (*self.words, *self.worded), self.facts
        self.signature = inspect.signature(function)
        parameters = self.signature.parameters
        self.parameters = parameters.keys()
        self.defaults = {name: each.default for name, each in parameters.items() if each.default is not each.empty}
        self.needed = self.parameters - self.defaults.keys()
        self.may_names = self._names_asked_by(may)
        self._must_be_whole()

    def _names_asked_by(self, may: Callable[..., bool] | None) -> tuple[str, ...]:
        return tuple(inspect.signature(may).parameters)[1:] if may else ()

    def _must_be_whole(self) -> None:
        parameters = self.signature.parameters
        if "by" not in parameters or any(each.kind is not each.KEYWORD_ONLY for each in parameters.values()):
            raise TypeError(f"{self.kind}: an act takes only named arguments, and `by` is one of them.")
        worded = (path.split(".")[0] for path in self.words.values())
        strange = {*worded, *self.facts, *self.may_names} - set(parameters)
        if strange:
            raise TypeError(f"{self.kind}: {self.function.__name__} has no argument {', '.join(sorted(strange))}.")

    def _arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if not self.needed <= given.keys() <= self.parameters:
            self.signature.bind(**given)  # raises TypeError and says what is wrong
        return {**self.defaults, **given}

    def perform(self, given: Mapping[str, Any]) -> Any:
        arguments = self._arguments(given)
        actor = actor_of(arguments["by"])
        outer = pages_now()
        if outer is None:
            return self._outermost(actor, arguments)
        mark = outer.mark
        try:
            with transaction.atomic():
                return self._whole(actor, arguments)
        except BaseException as problem:
            outer.back_to(mark)
            if isinstance(problem, Refused):
                outer.refusal = problem, functools.partial(self._enter_refusal, actor, arguments)
            raise

    def _outermost(self, actor: Actor, arguments: dict[str, Any]) -> Any:
        try:
            with one_whole():
                return self._whole(actor, arguments)
        except Refused as refused:
            self._enter_refusal(actor, arguments, refused)
            raise

    def _whole(self, actor: Actor, arguments: dict[str, Any]) -> Any:
        if self.may and not self.may(arguments["by"], *(arguments[name] for name in self.may_names)):
            raise NotPermitted("You are not permitted to do this.")
        result = self.function(**arguments)
        subject = arguments.get(self.on, result)
        if getattr(subject, "pk", None) is None:
            raise TypeError(f"{self.kind}: neither an argument {self.on!r} nor the result is a row that was kept.")
        facts = self._facts(arguments) | dict(self.also(result, arguments) if self.also else {})
        words = {name: _found(arguments, path) for name, path in self.words.items()}
        words |= {name: make(arguments) for name, make in self.worded.items()}
        about = _about(self.on, subject)
        _write(Nature.ACT, self.kind, actor, about, facts, words, arguments.get("happened_at"))
        return result

    def _facts(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        return {name: arguments[name] for name in self.facts}

    def _enter_refusal(self, actor: Actor, arguments: Mapping[str, Any], refused: Refused) -> None:
        with transaction.atomic():
            about = _about(self.on, arguments.get(self.on))
            words = {"reasons": "\n".join(refused.reasons)}
            facts = self._facts(arguments) | {"refusal": type(refused).__name__}
            _write(Nature.REFUSAL, f"{self.kind}.refused", actor, about, facts, words)


def enter(  # noqa: PLR0913 - one name each for what an entry can say
    kind: str,
    *,
    by: HasActor | Actor,
    subject_kind: str,
    subject_id: object,
    child_id: object = None,
    facts: Mapping[str, Any] | None = None,
    words: Mapping[str, str] | None = None,
    happened_at: datetime | None = None,
) -> Entry:
    """What happened is entered in the current transaction: a sign-in, a search. `kind` was declared."""
    about = (subject_kind, str(subject_id), None if child_id is None else str(child_id))
    return _write(_declared(kind).nature, kind, actor_of(by), about, facts or {}, words or {}, happened_at)


def enter_look(
    kind: str, *, by: HasActor | Actor, subject: Any, child_id: object = None, facts: Mapping[str, Any] | None = None
) -> Entry:
    """Somebody looked at `subject`, a row. `kind` was declared. The child is the row's, unless another is given."""
    _declared(kind)
    subject_kind, subject_id, its_child = _about(subject._meta.model_name, subject)
    about = (subject_kind, subject_id, its_child if child_id is None else str(child_id))
    return _write(Nature.LOOK, kind, actor_of(by), about, facts or {}, {})


def _declared(kind: str) -> Any:
    if kind not in KINDS:
        raise ValueError(f'Nobody declared entries of the kind {kind!r}: book.declare("{kind}", "What it means.")')
    return KINDS[kind]


def _about(subject_kind: str, subject: Any) -> tuple[str, str, str | None]:
    subject_id, child_id = getattr(subject, "pk", None), getattr(subject, "child_id", None)
    return subject_kind, "" if subject_id is None else str(subject_id), None if child_id is None else str(child_id)


def _write(  # the one place where an entry is put together
    nature: Nature,
    kind: str,
    actor: Actor,
    about: tuple[str, str, str | None],
    facts: Mapping[str, Any],
    words: Mapping[str, Any],
    happened_at: datetime | None = None,
) -> Entry:
    written_at = now()
    entry = Entry(
        nature=nature.value, kind=kind, actor_kind=str(actor.kind), actor_id=actor.id, actor_name=actor.name,
        actor_role=actor.role, agency=actor.agency, agency_name=actor.agency_name, subject_kind=about[0],
        subject_id=about[1], child_id=about[2], happened_at=happened_at or written_at, written_at=written_at,
        salt=os.urandom(SALT_BYTES),
    )  # fmt: skip
    kept = _words_of(entry, words)
    digests = {word.name: rules.word_digest(bytes.fromhex(word.salt), word.text) for word in kept}
    texts = rules.in_json(rules.saying(vars(entry) | {"facts": plain(facts), "word_digests": digests}))
    entry.facts_text, entry.word_digests_text = texts["facts"], texts["word_digests"]
    entry.marks = rules.marks_of(texts)
    entry.digest = rules.entry_digest(texts, entry.marks)
    if (pages := pages_now()) is not None:
        pages.entries.append(entry)
        pages.words += kept
        return entry
    with transaction.atomic(savepoint=False) if kept else nullcontext():
        Pages([entry], kept).write()
    return entry


def _words_of(entry: Entry, words: Mapping[str, Any]) -> list[EntryWords]:
    return [
        EntryWords(entry_id=entry.id, name=name, salt=os.urandom(SALT_BYTES).hex(), text=rules.text_of(text))
        for name, text in words.items()
        if text
    ]
