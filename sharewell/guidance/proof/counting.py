"""How large an edition's walk is: its paths, its longest, and how short the way is for what cannot wait. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from sharewell.guidance.proof.cases import Case
from sharewell.guidance.proof.claims import is_answer_to_enquiry, is_referral
from sharewell.guidance.proof.paths import cases
from sharewell.guidance.rules.shapes import Edition
from sharewell.guidance.rules.walk import Walk


@dataclass(frozen=True)
class Size:
    """The size of one walk. `longest`, `referral` and `enquiry` count questions; 0 when no path is one."""

    switched_on: tuple[str, ...]
    paths: int
    longest: int
    referral: int
    enquiry: int


def size_of(walk: Walk) -> Size:
    """The size of this walk."""
    walked = list(cases(walk))
    return Size(
        switched_on=tuple(sorted(walk.switched)),
        paths=len(walked),
        longest=_longest(walked),
        referral=_longest(case for case in walked if is_referral(case)),
        enquiry=_longest(case for case in walked if is_answer_to_enquiry(case)),
    )


def combinations(edition: Edition) -> int:
    """How many ways there are to answer every question, asked or not."""
    return prod(len(question.answers) for question in edition.questions)


def _longest(walked: Iterable[Case]) -> int:
    return max((len(case.step.path) for case in walked), default=0)
