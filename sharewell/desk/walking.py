"""The walk for anybody: the answers stand in the address of the page alone, so that we keep nothing.

The browser keeps addresses in its history, and the pages say so.

An address holds an answer to each question on the path, in codes of the edition and never in words. Besides, it may
hold `_agency` (the kind of agency, so that the law fits), `_at` (a question to look at again) and `_asked` (the
question that was put when *Continue* was pressed).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from sharewell.guidance.rules import Advice, Edition, Question, Urgent, advise, urgent
from sharewell.guidance.wording import KINDS
from sharewell.web.addresses import address_of

AGENCY, AT, ASKED = "_agency", "_at", "_asked"
OURS = frozenset({AGENCY, AT, ASKED})
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Walking:
    """How far somebody has come: what their address says, as far as the edition knows it, and what that advises.

    `said` holds every answer of the address, also those to questions that are not asked; `has_unknown` says that there
    was something else in it, of which nothing is kept.
    """

    edition: Edition
    said: Mapping[str, str]
    agency: str
    at: str
    asked: str
    has_unknown: bool
    advice: Advice
    on: date

    @property
    def answers(self) -> dict[str, str]:
        """The answers that count, in the order of the walk."""
        return {key: self.said[key] for key in self.advice.path}

    @property
    def question(self) -> Question | None:
        """The question to be shown: one looked at again, or the next; None at the end of the walk."""
        return self.edition.question(self.at or self.advice.next_question or "")

    @property
    def is_passed_over(self) -> bool:
        """Whether *Continue* was pressed on the question that is still to be answered."""
        return bool(self.asked) and self.asked == self.advice.next_question

    @property
    def number(self) -> int:
        """Which question this is, counted from 1."""
        return self.advice.path.index(self.at) + 1 if self.at else len(self.advice.path) + 1

    @property
    def most(self) -> int:
        """How many questions there can be at most, from here."""
        return len(self.advice.path) + len(self.advice.open)

    @property
    def before(self) -> str:
        """The question before the one that is shown; nothing before the first."""
        return self.advice.path[self.number - 2] if self.number > 1 else ""

    def carried(self, *, without: str = "") -> Pairs:
        """What the address says that counts: the answers, but for one, and the kind of agency."""
        pairs = [(key, answer) for key, answer in self.answers.items() if key != without]
        return pairs + ([(AGENCY, self.agency)] if self.agency else [])

    def pairs(self) -> Pairs:
        """The address that says all this and nothing else."""
        pairs = self.carried() + ([(AT, self.at)] if self.at else [])
        return pairs + ([(ASKED, self.asked)] if self.is_passed_over else [])

    def brought_at(self, question: Question) -> list[tuple[str, Urgent]]:
        """What the answers to this question may bring at once, each with the answers that bring it, as JSON."""
        brought = urgent(self.edition, self.on)
        return [(json.dumps(dict(each.answers)), each) for each in brought if each.question == question.key]

    def so_far(self) -> list[tuple[str, str, str]]:
        """Each answer that counts: the question in a few words, the answer in words, and where to change it."""
        found = []
        for key, said in self.answers.items():
            question = self.edition.question(key)
            answer = question.answer(said) if question else None
            if question and answer:
                found.append((question.short, answer.label, address(self.carried(), at=key)))
        return found


def address(pairs: Sequence[tuple[str, str]], *, at: str = "", name: str = "public_walk") -> str:
    """The page of the walk that says this; `at` is the question to look at again."""
    query = urlencode([*pairs, *([(AT, at)] if at else [])])
    return f"{address_of(name)}?{query}" if query else address_of(name)


def walking(edition: Edition, on: date, query: QueryDict) -> Walking:
    """What this query says, under this edition on this day."""
    said = {question.key: str(query[question.key]) for question in edition.questions if query.get(question.key)}
    known = {key: answer for key, answer in said.items() if _offers(edition, key, answer)}
    agency, at, asked = (query.get(name, "") for name in (AGENCY, AT, ASKED))
    named = {question.key for question in edition.questions}
    advice = advise(edition, known, agency if agency in KINDS else "", on)
    return Walking(
        edition=edition,
        said=known,
        agency=agency if agency in KINDS else "",
        at=at if at in advice.path else "",
        asked=asked if asked in named else "",
        has_unknown=known != said
        or bool(set(query) - named - OURS)
        or not {agency} <= {"", *KINDS}
        or not {at, asked} <= {"", *named},
        advice=advice,
        on=on,
    )


def _offers(edition: Edition, key: str, answer: str) -> bool:
    question = edition.question(key)
    return question is not None and question.answer(answer) is not None
