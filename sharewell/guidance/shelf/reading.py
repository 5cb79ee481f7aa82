"""Reads an edition's files into the frozen shapes of the rules."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import rfc8785

from sharewell.guidance.rules.conditions import Condition, When
from sharewell.guidance.rules.offering import offered
from sharewell.guidance.rules.pieces import GoldenRule, Term
from sharewell.guidance.rules.shapes import (
    Answer,
    Clock,
    Duty,
    Edition,
    Gateway,
    Lift,
    Question,
    Reason,
    Rule,
    Switch,
)
from sharewell.guidance.rules.words import PREDICATES, SAID, SWITCHED, AgencyKind, Fact, Layer, Mark, Outcome, Unit
from sharewell.guidance.shelf.names import ROW, SLUG, WORD
from sharewell.guidance.shelf.places import places_of
from sharewell.guidance.shelf.prose import outcomes, sourced
from sharewell.guidance.shelf.tables import EditionError, Table, read, text_of

OLDEST_CHILD = 25
FILES = {"edition.toml", "walk.toml", "gateways.toml", "clocks.toml", "glossary.toml"}


def read_edition(folder: Path, released: Mapping[str, str]) -> Edition:
    """The edition kept in this folder; `released` holds the digest of every released edition by key.

    Raises EditionError when a file is missing or says something unknown.
    """
    about, walk = read(folder / "edition.toml"), read(folder / "walk.toml")
    gateways, clocks = read(folder / "gateways.toml"), read(folder / "clocks.toml")
    glossary = read(folder / "glossary.toml")
    words, reasons = folder / "words", _reasons(walk)
    edition = Edition(
        key=folder.name,
        **_about(about),
        digest=digest_of(folder),
        released=folder.name in released,
        questions=tuple(_question(t) for t in walk.tables("questions")),
        rules=tuple(_rule(t, reasons) for t in walk.tables("rules")),
        lifts=tuple(_lift(t, reasons) for t in walk.tables("lifts")),
        duties=tuple(_duty(t) for t in walk.tables("duties")),
        outcomes=outcomes(words / "outcomes.md"),
        golden_rules=tuple(
            GoldenRule(**vars(p), number=number) for number, p in enumerate(sourced(words / "rules.md"), 1)
        ),
        myths=sourced(words / "myths.md"),
        law=sourced(words / "law.md"),
        caldicott=sourced(words / "caldicott.md"),
        own_say=sourced(words / "own-say.md"),
        glossary=tuple(_term(t) for t in glossary.tables("terms")),
        gateways=tuple(_gateway(t) for t in gateways.tables("gateways")),
        clocks=tuple(_clock(t) for t in clocks.tables("clocks")),
        places=places_of(folder),
    )
    for table in (about, walk, gateways, clocks, glossary):
        table.done()
    _no_idle_reasons(walk, reasons, edition)
    return edition


def _about(about: Table) -> dict[str, Any]:
    """What edition.toml says of the whole: its title and days, and the law that is switched on by day."""
    return {
        "title": about.text("title"),
        "publisher": about.text("publisher"),
        "source": about.text("source"),
        "follows": about.text("follows", ""),
        "in_force_from": about.day("in_force_from"),
        "in_force_until": about.day_or_none("in_force_until"),
        "last_checked": about.day("last_checked"),
        "replaces": about.text("replaces", ""),
        "switches": tuple(_switch(table) for table in about.tables("switches")),
    }


def _no_idle_reasons(walk: Table, reasons: Mapping[str, Reason], edition: Edition) -> None:
    for key in sorted(set(reasons) - {each.reason.key for each in edition.weighed}):
        said = f"the reason “{key}” is not given by any rule. Name it in a rule, or take it out."
        raise walk.wrong(said, "reasons", key)


def digest_of(folder: Path) -> str:
    """SHA-256 of the edition's content in canonical form: comments and layout of its TOML do not count."""
    content: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".toml" and name not in FILES:
            raise EditionError(f"{folder.name}/{name}: nobody reads this file. Take it out of the folder.")
        if path.suffix == ".toml":
            content[name] = _plain(read(path).content)
        elif path.suffix == ".md":
            content[name] = text_of(path)
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def _plain(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: _plain(each) for key, each in said.items()}
    if isinstance(said, list):
        return [_plain(each) for each in said]
    return said.isoformat() if isinstance(said, date) else said


def _reasons(walk: Table) -> dict[str, Reason]:
    table = walk.table("reasons")
    return {key: Reason(key, table.text(key)) for key in table.content}


def _when(table: Table, key: str) -> When:
    return When(tuple(_condition(each) for each in table.tables(key)))


def _condition(table: Table) -> Condition:
    named = [tuple(table.known(table.texts(key), PREDICATES, key)) for key in ("all", "any", "none")]
    table.done()
    return Condition(*named)


def _question(table: Table) -> Question:
    local = table.flag("local")
    question = Question(
        key=table.name("key", WORD),
        title=table.text("title"),
        short=table.text("short"),
        hint=table.text("hint", ""),
        why=table.text("why"),
        rule=table.text("rule"),
        myth=table.text("myth"),
        answers=tuple(_answer(each, local) for each in table.tables("answers")),
        asked_when=table.text("asked_when"),
        asked=_when(table, "asked"),
        local=local,
    )
    table.done()
    if len(question.answers) < 2:
        raise table.wrong("a question needs at least two answers. Add them, or take the question out.", "answers")
    for age in range(OLDEST_CHILD + 1):
        if len(offered(question, [range(age, age + 1)])) < 2:
            said = f"at the age of {age} fewer than two answers are left. Widen `youngest` or `oldest`."
            raise table.wrong(said, "answers")
    return question


def _answer(table: Table, local: bool) -> Answer:
    facts = table.some_of("says", Fact)
    table.known(facts, SAID, "says")
    answer = Answer(
        key=table.name("key", WORD),
        label=table.text("label"),
        hint=table.text("hint", ""),
        divider_before=table.text("divider_before", ""),
        says=frozenset(facts),
        duties=table.texts("duties"),
        youngest=_age(table, "youngest"),
        oldest=_age(table, "oldest"),
    )
    table.done()
    if local and facts:
        raise table.wrong("a question of your own changes no advice, so its answers say nothing. Take it out.", "says")
    if answer.duties and not local:
        raise table.wrong("only an answer to a question of your own (`local = true`) names duties.", "duties")
    if not facts and not local:
        raise table.wrong("this answer says nothing. Name in `says` the facts that it states.", "says")
    if answer.youngest and answer.oldest and answer.youngest > answer.oldest:
        raise table.wrong("`youngest` is more than `oldest`. Change them round.", "youngest")
    return answer


def _age(table: Table, key: str) -> int | None:
    return table.number(key) if key in table.content else None


def _reason(table: Table, reasons: Mapping[str, Reason]) -> Reason:
    return reasons[table.known([table.text("reason")], reasons, "reason")[0]]


def _rule(table: Table, reasons: Mapping[str, Reason]) -> Rule:
    rule = Rule(
        name=table.name("name", ROW),
        when=_when(table, "when"),
        outcome=table.one_of("outcome", Outcome),
        reason=_reason(table, reasons),
        rests_on=table.texts("rests_on"),
    )
    table.done()
    return rule


def _lift(table: Table, reasons: Mapping[str, Reason]) -> Lift:
    lift = Lift(
        name=table.name("name", ROW),
        when=_when(table, "when"),
        lifts=frozenset(table.some_of("lifts", Outcome)),
        to=table.one_of("to", Outcome),
        not_on=frozenset(table.texts("not_on")),
        reason=_reason(table, reasons),
        rests_on=table.texts("rests_on"),
    )
    table.done()
    return lift


def _duty(table: Table) -> Duty:
    local = table.flag("local")
    duty = Duty(table.name("key", SLUG), table.text("words"), table.flag("at_once"), _when(table, "when"), local)
    table.done()
    if local and duty.when.conditions:
        raise table.wrong("a duty of your own comes with the answers that name it. Take it out.", "when")
    return duty


def _gateway(table: Table) -> Gateway:
    gateway = Gateway(
        key=table.name("key", SLUG),
        title=table.text("title"),
        layer=table.one_of("layer", Layer),
        who=table.text("who"),
        what_for=table.text("what_for"),
        record=table.text("record"),
        mark=table.one_of("mark", Mark),
        awaits=table.text("awaits", ""),
        source=table.text("source"),
        kinds=frozenset(table.some_of("kinds", AgencyKind)),
        when=_when(table, "when"),
    )
    table.done()
    if (gateway.mark is Mark.LIKELY) != bool(gateway.awaits):
        raise table.wrong(
            "`awaits` says what is still to be checked: a likely one needs it, a sure one has none.", "awaits"
        )
    return gateway


def _clock(table: Table) -> Clock:
    clock = Clock(
        key=table.name("key", SLUG),
        title=table.text("title"),
        length=table.number("length"),
        unit=table.one_of("unit", Unit),
        starts=table.text("starts"),
        owner=table.text("owner"),
        mark=table.one_of("mark", Mark),
        source=table.text("source"),
    )
    table.done()
    return clock


def _switch(table: Table) -> Switch:
    fact = table.one_of("fact", Fact)
    table.known([fact], SWITCHED, "fact")
    switch = Switch(
        fact=fact,
        effective_from=table.day_or_none("effective_from"),
        effective_until=table.day_or_none("effective_until"),
        mark=table.one_of("mark", Mark),
        source=table.text("source"),
    )
    table.done()
    return switch


def _term(table: Table) -> Term:
    term = Term(
        key=table.name("key", SLUG),
        word=table.text("word"),
        also=table.texts("also"),
        means=table.text("means"),
        source=table.text("source"),
        awaits=table.text("awaits", ""),
    )
    table.done()
    return term
