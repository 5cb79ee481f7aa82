"""The children of `children.toml`, as the acts that add them want them."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from sharewell.desk.demonstration.past import Past
from sharewell.people.rules import HowVerified, Relation, YesNo

# What the table says for the story and not for the record.
ASIDE = {"by", "age", "due_in", "home", "number"}
SCHOOLS = {"primary": "Fernleigh Primary School", "academy": "Fernleigh Academy"}


def children() -> dict[str, dict[str, Any]]:
    """Every child of the table, by the word that the worries use."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def child_details(child: Mapping[str, Any], past: Past, body: str, number: str) -> dict[str, Any]:
    """What the act of adding this child wants. Birthdays are spread by the name, so that few are alike."""
    known = {name: value for name, value in child.items() if name not in ASIDE}
    if "address" in known:
        known["address"] += ", Holmbury"
    if body in SCHOOLS:
        known["school"] = SCHOOLS[body]
    if "due_in" in child:
        return known | {"due_date": past.today + timedelta(days=child["due_in"])}
    if "age" not in child:
        return known
    spread = sum(map(ord, child["given_name"] + child["family_name"])) % 300
    years, months = (*child["age"], 0)[:2]
    known["date_of_birth"] = past.born(years, days=5 if months else 5 + spread, months=months)
    return known | ({"nhs_number": number, "nhs_number_from": HowVerified.RECORD} if child.get("number", True) else {})


def household_details(name: str, relation: str) -> dict[str, Any]:
    """What the act of adding somebody to a household wants."""
    has_responsibility = YesNo.YES if relation == Relation.MOTHER else YesNo.NOT_KNOWN
    return {
        "name": name,
        "relation": Relation(relation),
        "lives_with": YesNo.YES,
        "has_parental_responsibility": has_responsibility,
    }
