"""What the walk advises in situations to which regulators, courts, councils and professional bodies gave an answer.

The readings beside it were made by readers who saw the words of the questions and the situations, not the answers.
Run as a program it prints the table: python -m sharewell.guidance.tests.published
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sharewell.guidance.rules import Edition, Outcome, advise

HERE = Path(__file__).parent
CODES = {"share_with_consent": Outcome.ASK_CONSENT, "follow_cp_now": Outcome.FOLLOW_PROCEDURES}
READ_ON = date(2026, 11, 26)
OWED = {Outcome.FOLLOW_PROCEDURES, Outcome.CALL_999}
HELD_BACK = {Outcome.DO_NOT_SHARE, Outcome.ASK_CONSENT}


@dataclass(frozen=True)
class Compared:
    """One situation: what was published, what else is acceptable, what the walk advises on one reader's answers."""

    key: str
    published: Outcome
    acceptable: frozenset[Outcome]
    advised: Outcome
    rule: str

    @property
    def is_exact(self) -> bool:
        """Whether the walk advises what was published."""
        return self.advised is self.published

    @property
    def is_acceptable(self) -> bool:
        """Whether it advises that, or something else that the publisher would accept."""
        return self.is_exact or self.advised in self.acceptable

    @property
    def is_under_share(self) -> bool:
        """Whether protection was owed and not advised, or 999 and something slower that is not protection."""
        if self.published is Outcome.CALL_999:
            return self.advised not in OWED and not self.is_acceptable
        return self.published in OWED and self.advised in HELD_BACK

    @property
    def is_over_share(self) -> bool:
        """Whether it advises to share where the published answer is not to, or is to ask first."""
        if self.published is Outcome.ASK_CONSENT:
            return self.advised is Outcome.SHARE and not self.is_acceptable
        shares = OWED | {Outcome.SHARE, Outcome.SHARE_ANONYMISED}
        return self.published is Outcome.DO_NOT_SHARE and self.advised in shares and not self.is_acceptable

    @property
    def verdict(self) -> str:
        """How the two compare, in a word."""
        for word in ("under_share", "over_share", "exact", "acceptable"):
            if getattr(self, f"is_{word}"):
                return word.replace("_", "-")
        return "differs"


def situations() -> list[dict[str, Any]]:
    """The situations with their published answers."""
    return json.loads((HERE / "published_answers.json").read_text(encoding="utf-8"))


def readings() -> list[dict[str, Any]]:
    """How each reader answered the questions of the walk, by situation, with where they hesitated."""
    return json.loads((HERE / "published_readings.json").read_text(encoding="utf-8"))


def words_of(edition: Edition) -> str:
    """The digest of all that a reader saw: every question, hint and answer."""
    said = [[q.key, q.title, q.hint, [[a.key, a.label, a.hint] for a in q.answers]] for q in edition.questions]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def compared(edition: Edition, answers: Mapping[str, Mapping[str, str]]) -> list[Compared]:
    """Each situation, as one reader answered it, against what was published."""
    found = []
    for each in situations():
        advice = advise(edition, answers[each["id"]], on=READ_ON)
        assert advice.outcome is not None
        acceptable = frozenset(_outcome(code) for code in each["also_acceptable"])
        found.append(Compared(each["id"], _outcome(each["expected"]), acceptable, advice.outcome, advice.rule))
    return found


def _outcome(code: str) -> Outcome:
    return CODES.get(code) or Outcome(code)


def tally(found: list[Compared]) -> dict[str, int]:
    """How many are exact, exact or acceptable, under-shares and over-shares."""
    return {
        "exact": sum(each.is_exact for each in found),
        "acceptable": sum(each.is_acceptable for each in found),
        "under": sum(each.is_under_share for each in found),
        "over": sum(each.is_over_share for each in found),
    }


if __name__ == "__main__":
    from sharewell.guidance.shelf.reading import read_edition

    today = read_edition(HERE.parent / "editions" / "england-2026", {})
    for reading in readings():
        found = compared(today, reading["answers"])
        print(f"\n{reading['reader']}, {reading['read_on']}: {tally(found)} of {len(found)}")
        for each in found:
            if not each.is_exact:
                advised = f"{each.advised} ({each.rule})"
                print(f"  {each.key:12} {each.verdict:11} published {each.published}, advised {advised}")
