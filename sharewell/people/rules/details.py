"""What is known of a child or of somebody in the household, in one shape between forms, drafts and acts."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from sharewell.people.rules.ages import age_on
from sharewell.people.rules.words import HowVerified, Relation, Sex, YesNo

# Care leavers, and young people with an education, health and care plan, are children's services' to help until 25.
OLDEST, GROWN_UP, OLDEST_ADULT = 25, 18, 120
LONGEST_WAIT, LONGEST_OVERDUE = timedelta(days=300), timedelta(days=42)


@dataclass(frozen=True)
class Details:
    """Details that travel as JSON: dates as ISO text, words from the lists by their codes."""

    @classmethod
    def read(cls, said: "Mapping[str, Any] | Self") -> Self:
        """The details from a mapping, as `as_json` makes it or with real dates. Raises TypeError for an unknown key."""
        if isinstance(said, cls):
            return said
        kinds = {each.name: each.type for each in fields(cls)}
        return cls(**{name: _read(kinds.get(name, ""), value) for name, value in said.items()})  # type: ignore[union-attr]

    def as_json(self) -> dict[str, Any]:
        """What is known, as JSON can keep it; what is not known is left out."""
        return {name: _plain(value) for name, value in asdict(self).items() if value not in ("", None, (), [])}

    def __str__(self) -> str:
        return json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True)

    def dated(self, today: date) -> Self:
        """The same, with a guessed age dated today when it has no date of its own."""
        guessed = getattr(self, "age_estimate", None) is not None and getattr(self, "estimated_on", None) is None
        return replace(self, estimated_on=today) if guessed else self  # type: ignore[call-arg]

    def changed_from(self, before: "Details") -> dict[str, tuple[str, str]]:
        """Field by field, what stood there and what stands there now, in words; only where they differ."""
        old, new = before.as_json(), self.as_json()
        names = [each.name for each in fields(self) if old.get(each.name) != new.get(each.name)]
        return {name: (_words(old.get(name)), _words(new.get(name))) for name in names}


@dataclass(frozen=True)
class ChildDetails(Details):
    """A child as far as known. Everything may be missing but one way to tell who is meant."""

    given_name: str = ""
    family_name: str = ""
    known_as: tuple[str, ...] = ()
    date_of_birth: date | None = None
    due_date: date | None = None
    due_words: str = ""
    age_estimate: int | None = None
    estimated_on: date | None = None
    sex: Sex = Sex.NOT_KNOWN
    nhs_number: str = ""
    nhs_number_from: HowVerified = HowVerified.UNKNOWN
    upn: str = ""
    upn_from: HowVerified = HowVerified.UNKNOWN
    own_reference: str = ""
    address: str = ""
    postcode: str = ""
    language: str = ""
    interpreter: YesNo = YesNo.NOT_KNOWN
    school: str = ""
    mother_name: str = ""
    description: str = ""
    telephone: str = ""
    whereabouts: str = ""
    doctor: str = ""
    needs: str = ""
    ethnicity: str = ""
    religion: str = ""
    legal_status: str = ""

    @property
    def is_unborn(self) -> bool:
        return self.date_of_birth is None and bool(self.due_date or self.due_words)


@dataclass(frozen=True)
class HouseholdDetails(Details):
    """Somebody in a child's household as far as known."""

    name: str = ""
    relation: Relation = Relation.NOT_KNOWN
    relation_words: str = ""
    has_parental_responsibility: YesNo = YesNo.NOT_KNOWN
    lives_with: YesNo = YesNo.NOT_KNOWN
    date_of_birth: date | None = None
    age_estimate: int | None = None
    estimated_on: date | None = None
    contact: str = ""
    language: str = ""
    may_be_a_risk: YesNo = YesNo.NOT_KNOWN
    risk_words: str = ""


class Reason(str):
    """A reason in words that knows which detail it is about, so that a form can show it there."""

    field: str

    def __new__(cls, field: str, words: str) -> Self:
        made = super().__new__(cls, words)
        made.field = field
        return made


def reasons_not_to_keep(details: ChildDetails, today: date) -> list[Reason]:
    """Why these details cannot stand for a child; empty when they can. Each reason says how to mend it."""
    reasons = [] if _tells_who(details) else [_who_is_missing(details)]
    if details.date_of_birth and (details.due_date or details.due_words):
        reasons.append(Reason("due_date", "Give a date of birth or a due date, not both"))
    if details.date_of_birth:
        reasons += _reasons_against_birth(details.date_of_birth, today)
    if details.is_unborn:
        reasons += _reasons_against_due(*_due_between(details), today)
    if details.age_estimate is not None and not 0 <= details.age_estimate <= OLDEST:
        reasons.append(Reason("age_estimate", f"Age must be between 0 and {OLDEST}"))
    return reasons


def _tells_who(details: ChildDetails) -> bool:
    names = (details.given_name, details.family_name, *details.known_as)
    numbers = (details.nhs_number, details.upn, details.own_reference)
    return any((*names, *numbers, details.description, details.is_unborn and details.mother_name))


def _who_is_missing(details: ChildDetails) -> Reason:
    if details.is_unborn:
        return Reason("mother_name", "Enter the mother’s name, so that it is clear whose baby this is")
    return Reason("given_name", "Enter a name, or describe the child so that others can tell who is meant")


def _reasons_against_birth(born: date, today: date) -> list[Reason]:
    if born > today:
        words = "Date of birth is in the future. If the baby is not born yet, say so and give the due date instead"
        return [Reason("date_of_birth", words)]
    if age_on(born, today) > OLDEST:
        words = f"Date of birth makes this person over {OLDEST}. Check the year: these records are for children"
        return [Reason("date_of_birth", words)]
    return []


def _due_between(details: ChildDetails) -> tuple[date | None, date | None]:
    """The first and the last day on which the baby may be due; none where the words tell no month."""
    if details.due_date:
        return details.due_date, details.due_date
    try:
        first = datetime.strptime(details.due_words, "%B %Y").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return None, None
    return first, first + timedelta(days=30)


def _reasons_against_due(first: date | None, last: date | None, today: date) -> list[Reason]:
    if first and first > today + LONGEST_WAIT:
        return [Reason("due_date", "Due date is more than ten months away. Check the month and year")]
    if last and last < today - LONGEST_OVERDUE:
        words = "Due date passed more than six weeks ago. If the baby is born, give the date of birth"
        return [Reason("due_date", words)]
    return []


def worth_checking(details: ChildDetails, today: date) -> list[str]:
    """What is allowed but unusual, to be shown and asked about, never refused."""
    age = age_on(details.date_of_birth, today) if details.date_of_birth else details.age_estimate
    if age is not None and age >= GROWN_UP:
        return [
            f"This person is {age}: an adult. Carry on if they are a care leaver or have an education, health and care "
            "plan. For other adults, use adult safeguarding"
        ]
    return []


def reasons_not_to_keep_household(details: HouseholdDetails, today: date) -> list[Reason]:
    """Why these details cannot stand for somebody in a household; empty when they can."""
    reasons = []
    if not details.name and details.relation is Relation.NOT_KNOWN:
        reasons.append(Reason("name", "Enter a name, or say who they are to the child"))
    if details.may_be_a_risk is YesNo.YES and not details.risk_words:
        reasons.append(Reason("risk_words", "Write why they may be a risk, and which children they see"))
    if details.relation is Relation.OTHER and not details.relation_words and not details.name:
        reasons.append(Reason("relation_words", "Say who they are to the child"))
    if details.date_of_birth and details.date_of_birth > today:
        reasons.append(Reason("date_of_birth", "Date of birth must be today or in the past"))
    if details.age_estimate is not None and not 0 <= details.age_estimate <= OLDEST_ADULT:
        reasons.append(Reason("age_estimate", f"Age must be between 0 and {OLDEST_ADULT}"))
    return reasons


KINDS = {each.__name__: each for each in (Sex, HowVerified, YesNo, Relation)}


def _read(kind: Any, value: Any) -> Any:
    name = getattr(kind, "__name__", str(kind))
    if name in KINDS:
        return KINDS[name](value)
    if "date" in name and isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return tuple(value) if name.startswith("tuple") else value


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value if value is not None else "")
