"""Children, as the acts make them."""

from typing import Any
from uuid import UUID

from django.test.utils import CaptureQueriesContext

from sharewell.directory.models import Member
from sharewell.ledger.models import Entry, EntryWords
from sharewell.people.actions import add_child, add_children, add_household_member
from sharewell.people.models import Child, HouseholdMember
from sharewell.people.tests.population import Invented, population

MINA = {
    "given_name": "Mina",
    "family_name": "Okell",
    "date_of_birth": "2017-05-04",
    "sex": "female",
    "address": "3 Quarry Terrace\nHolmbury",
    "postcode": "RG40 1BN",
    "nhs_number": "999 000 0018",
    "nhs_number_from": "family",
}
AT_ONCE = 5_000


def a_child(by: Member, **details: Any) -> Child:
    """A child of this member's agency: Mina Okell, unless other details are given."""
    return add_child(by=by, details=details or MINA)


def somebody_at_home(by: Member, child: Child, **details: Any) -> HouseholdMember:
    """Somebody in the child's household: the mother, unless other details are given."""
    mother = {"name": "Ann Okell", "relation": "mother", "has_parental_responsibility": "yes", "lives_with": "yes"}
    return add_household_member(by=by, child=child, details=details or mother)


def a_population(by: Member, many: int) -> list[tuple[Invented, UUID]]:
    """That many invented children, held by this member's agency, each with their id."""
    invented = list(population(many))
    kept: list[UUID] = []
    for at in range(0, many, AT_ONCE):
        listed = [each.details for each in invented[at : at + AT_ONCE]]
        kept += [child.pk for child in add_children(by=by, agency=by.agency, many=listed)]
    return list(zip(invented, kept, strict=True))


def entries(kind: str) -> list[Entry]:
    """What the book has of this kind, oldest first."""
    return list(Entry.objects.filter(kind=kind).order_by("written_at"))


def words_of(entry: Entry) -> dict[str, str]:
    """The personal texts of an entry, by name."""
    return {each.name: each.text for each in EntryWords.objects.filter(entry_id=entry.id)}


def statements(captured: CaptureQueriesContext, *beginning: str) -> list[str]:
    """The statements that begin so; transaction statements are never counted."""
    counted = beginning or ("SELECT", "INSERT", "UPDATE", "DELETE")
    return [query["sql"] for query in captured if query["sql"].lstrip("( ").startswith(counted)]
