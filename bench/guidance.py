"""Advices a second, with their reasons, beside zen-engine's evaluations with its trace on an equivalent table.

The table is built from the edition: a column for each question, and the rows of each rule in their order, those that a
lift raises first. One thread; before anything is timed, both must give the same outcome at the end of every path.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random
from statistics import median
from typing import Any

import zen

from sharewell.guidance.editions import SHELF
from sharewell.guidance.proof.paths import cases
from sharewell.guidance.rules import PREDICATES, Edition, advise
from sharewell.guidance.rules.conditions import Condition, When
from sharewell.guidance.rules.walk import walk_of
from sharewell.guidance.shelf.reading import read_edition

KEY, DAY, KIND = "england-2026", date(2026, 11, 23), "school"
SAMPLE, ROUNDS, SECONDS = 2_000, 5, 1.0
Cells = dict[str, frozenset[str]]
Row = tuple[Cells, Cells]
NONE: frozenset[str] = frozenset()


def answers_saying(edition: Edition, predicates: Sequence[str]) -> Cells:
    """The answers, by question, any of which makes one of these predicates hold."""
    facts = {fact for name in predicates for fact in PREDICATES[name]}
    found = {each.key: frozenset(a.key for a in each.answers if a.says & facts) for each in edition.questions}
    return {key: answers for key, answers in found.items() if answers}


def rows_when(edition: Edition, when: When) -> list[Row]:
    """Rows that hold exactly when any of these conditions does."""
    return [row for condition in when.conditions for row in rows_of(edition, condition)]


def rows_of(edition: Edition, condition: Condition) -> Iterator[Row]:
    """Rows that hold exactly when this condition does: what each question must be answered, and what it must not."""
    needs = [answers_saying(edition, [name]) for name in condition.all]
    if condition.any:
        needs.append(answers_saying(edition, condition.any))
    never = answers_saying(edition, condition.none)
    for chosen in product(*(need.items() for need in needs)):
        must: Cells = {}
        for key, answers in chosen:
            must[key] = must.get(key, answers) & answers
        if all(must.values()):
            yield must, never


def both(one: Iterable[Row], other: Iterable[Row]) -> Iterator[Row]:
    """Rows that hold exactly when a row of each holds."""
    for (must, never), (besides, neither) in product(one, other):
        shared = {key: must.get(key, answers) & answers for key, answers in besides.items()}
        yield must | shared, {key: never.get(key, NONE) | neither.get(key, NONE) for key in (*never, *neither)}


def table_of(edition: Edition) -> dict[str, Any]:
    """The edition's rules and lifts as one decision table of zen-engine, first hit first."""
    rows: list[dict[str, str]] = []
    for rule in edition.rules:
        own = rows_when(edition, rule.when)
        for lift in edition.lifts:
            if rule.outcome in lift.lifts and rule.name not in lift.not_on:
                lifted = both(own, rows_when(edition, lift.when))
                rows += [_row(*cells, lift.to, f"{rule.name}, {lift.name}") for cells in lifted]
        rows += [_row(*cells, rule.outcome, rule.name) for cells in own]
    columns = [{"id": each.key, "name": each.key, "field": each.key} for each in edition.questions]
    given = [{"id": name, "name": name, "field": name} for name in ("outcome", "rule")]
    content = {
        "hitPolicy": "first",
        "inputs": columns,
        "outputs": given,
        "rules": [{"_id": str(at), **row} for at, row in enumerate(rows)],
    }
    return {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "table", "name": "table", "type": "decisionTableNode", "content": content},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }


def _row(must: Cells, never: Cells, outcome: str, name: str) -> dict[str, str]:
    cells = {key: f"not($ in {json.dumps(sorted(answers))})" for key, answers in never.items()}
    for key, answers in must.items():
        left = answers - never.get(key, NONE)
        cells[key] = ", ".join(json.dumps(each) for each in sorted(left)) or "false"
    return {**cells, "outcome": json.dumps(outcome), "rule": json.dumps(name)}


def engine_for(edition: Edition) -> Callable[[Mapping[str, str], Mapping[str, bool]], Any]:
    """Evaluates the table. Of the ways that zen-engine offers, the fastest by far: its content is compiled once."""
    content = zen.ZenDecisionContent(json.dumps(table_of(edition)))
    engine = zen.ZenEngine({"loader": lambda key: content})
    return lambda answers, options: engine.evaluate(edition.key, answers, options)


def measured() -> dict[str, Any]:
    """Both checked against each other on every path, then timed turn by turn on the same answers."""
    edition = read_edition(SHELF / KEY, {})
    decide = engine_for(edition)
    paths = [dict(case.answers) for case in cases(walk_of(edition, DAY))]
    for path in paths:
        ours, theirs = advise(edition, path, KIND, DAY).outcome, decide(path, {})["result"]["outcome"]
        if ours != theirs:
            raise SystemExit(f"Not the same table: {path} gives {ours} here and {theirs} there.")
    sample = Random(2026).sample(paths, SAMPLE)  # noqa: S311 - a lot, no secret
    contest: dict[str, Callable[[Mapping[str, str]], Any]] = {
        "advices a second, with reasons": lambda each: advise(edition, each, KIND, DAY),
        "zen-engine, evaluations a second with trace": lambda each: decide(each, {"trace": True}),
        "zen-engine, evaluations a second without": lambda each: decide(each, {}),
    }
    rates: dict[str, list[float]] = {name: [] for name in contest}
    for _ in range(ROUNDS):
        for name, work in contest.items():
            rates[name].append(a_second(work, sample))
    ours, traced, bare = (median(each) for each in rates.values())
    unmet = replace(edition)
    first = a_second(lambda each: advise(unmet, each, KIND, DAY), sample, seconds=0)
    return {
        "paths on which both agree": len(paths),
        **{name: round(median(each)) for name, each in rates.items()},
        "advices a second, each set of answers met for the first time": round(first),
        "advices / zen-engine with trace": round(ours / traced, 2),
        "advices / zen-engine without trace": round(ours / bare, 2),
    }


def a_second(work: Callable[[Any], Any], sample: Sequence[Any], seconds: float = SECONDS) -> float:
    """How many of these are done in a second: all of them once, and again until so many seconds have passed."""
    began, done = time.perf_counter(), 0
    while not done or time.perf_counter() - began < seconds:
        for each in sample:
            work(each)
        done += len(sample)
    return done / (time.perf_counter() - began)


def main() -> None:
    """Prints each figure on a line of its own."""
    for name, value in measured().items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
