"""The walk for other programs: questions as plain data, answers read strictly, advice as plain data.

Everything is named by its `id` and told in its `words`. docs/advise.md describes it, for those who write programs.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from sharewell.errors import Refused, short
from sharewell.guidance.rules import Advice, AgencyKind, Edition, advise

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WHOLE = {"answers", "agency", "on"}


@dataclass(frozen=True)
class Asked:
    """What somebody asks: the answers by question, for which kind of agency ("": any), on which day (None: no day)."""

    answers: Mapping[str, str]
    kind: str = ""
    on: date | None = None


def questions_told(edition: Edition) -> dict[str, Any]:
    """The edition's questions in their order, with every answer, as plain data."""
    return {
        "edition": edition.key,
        "digest": edition.digest,
        "questions": [
            {
                "id": question.key,
                "words": question.title,
                "why": question.why,
                "asked_when": question.asked_when,
                "answers": [{"id": answer.key, "words": answer.label} for answer in question.answers],
            }
            for question in edition.questions
        ],
    }


def advice_told(advice: Advice) -> dict[str, Any]:
    """The advice as plain data. `outcome` and `next` are None when there is none yet, or none any more."""
    return {
        "outcome": advice.outcome and str(advice.outcome),
        "reasons": [_told(reason.key, reason.words) for reason in advice.reasons],
        "rules": [_told(rule.key, rule.title) for rule in advice.rules],
        "gateways": [_told(gateway.key, gateway.title) for gateway in advice.gateways],
        "duties": [_told(duty.key, duty.words) for duty in advice.duties],
        "next": advice.next_question,
        "open": list(advice.open),
    }


def _told(key: str, words: str) -> dict[str, str]:
    return {"id": key, "words": words}


def advised(edition: Edition, text: bytes) -> dict[str, Any]:
    """The advice on what this text (JSON, in UTF-8) asks. Refused when anything in it is not known to the edition."""
    asked = read_asked(edition, text)
    return advice_told(advise(edition, asked.answers, asked.kind, asked.on))


def read_asked(edition: Edition, text: bytes) -> Asked:
    """What this text asks: `{"answers": {question: answer}, "agency": kind, "on": "2026-11-23"}`, or only the answers.

    Refused when it is no JSON, no object, says something twice, or names a question, an answer, a kind of agency or
    a day that does not exist: also where the question would not be asked.
    """
    said = _object(text)
    if not _is_whole(edition, said):
        return Asked(_answers(edition, said))
    for key in said:
        _known(key, sorted(WHOLE), f"“{short(key)}” means nothing beside “answers”")
    answers = said.get("answers")
    if not isinstance(answers, dict):
        raise Refused('“answers” must be an object such as {"danger": "no"}.')
    return Asked(_answers(edition, answers), _kind(said.get("agency")), _day(said.get("on")))


def _is_whole(edition: Edition, said: Mapping[str, Any]) -> bool:
    """Whether this holds answers beside an agency or a day, and not answers alone."""
    return isinstance(said.get("answers"), dict) or any(key in said and not edition.question(key) for key in WHOLE)


def _object(text: bytes) -> dict[str, Any]:
    """The one JSON object that this text holds."""
    try:
        said = json.loads(text.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as broken:
        raise Refused(f"The answers are not JSON in UTF-8: {short(str(broken))}.") from None
    if not isinstance(said, dict):
        raise Refused('The answers must be one JSON object, such as {"danger": "no"}.')
    return said


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, said in pairs:
        if key in seen:
            raise Refused(f"“{short(key)}” is said twice. Say it once.")
        seen[key] = said
    return seen


def _answers(edition: Edition, said: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, answer in said.items():
        _known(key, [each.key for each in edition.questions], f"{edition.key} has no question “{short(key)}”")
        if not isinstance(answer, str):
            raise Refused(f"The answer to “{key}” must be text, not {_shown(answer)}.")
        offered = [each.key for question in edition.questions if question.key == key for each in question.answers]
        found[key] = _known(answer, offered, f"“{short(answer)}” is no answer to the question “{key}”")
    return found


def _kind(said: Any) -> str:
    if said is None:
        return ""
    if not isinstance(said, str):
        raise Refused(f"“agency” must be text, not {_shown(said)}.")
    return _known(said, [str(kind) for kind in AgencyKind], f"“{short(said)}” is no kind of agency")


def _day(said: Any) -> date | None:
    if said is None:
        return None
    try:
        if isinstance(said, str) and DAY.fullmatch(said):
            return date.fromisoformat(said)
    except ValueError:
        pass
    raise Refused(f'“on” must be a day such as "2026-11-23", not {_shown(said)}.')


def _shown(said: Any) -> str:
    """What was said instead, as JSON, cut where it is long."""
    try:
        return short(json.dumps(said))
    except RecursionError:
        return "this"


def _known(said: str, words: list[str], wrong: str) -> str:
    """This word, which must be one of those. Refused with the nearest, or with all of them."""
    if said not in words:
        near = get_close_matches(short(said), words, 1)
        raise Refused(f"{wrong}. " + (f"Did you mean “{near[0]}”?" if near else f"Take one of: {', '.join(words)}."))
    return said
