"""A child's record as items: each part by itself, what is opinion as opinion, what could lead somebody there marked."""

import pytest

from sharewell.items.record import record_of
from sharewell.items.rules import ItemCategory, Known
from sharewell.people.models import Child, HouseholdMember
from sharewell.people.rules import YesNo

TOLD = {
    "telephone": ("Telephone", "01632 960777"),
    "whereabouts": ("Where the child is now", "At school until 3.30 pm"),
    "doctor": ("GP", "Dr Brook, Brook Lane Surgery"),
    "needs": ("Disability and other needs", "Uses Makaton"),
    "ethnicity": ("Ethnicity", "Welsh"),
    "religion": ("Religion", "Baptist"),
    "legal_status": ("Plans and court orders", "A child protection plan"),
}


@pytest.mark.parametrize("part", TOLD)
def test_each_part_stands_by_itself(part):
    heading, text = TOLD[part]
    parts = record_of(Child(given_name="Mina", family_name="Okell", **{part: text}), [], "Fernleigh")
    assert set(parts) == {"name", part}
    assert (parts[part].heading, parts[part].text, parts[part].kind) == (heading, text, Known.FACT)
    assert parts[part].ask_first == (part in {"telephone", "whereabouts"})


def test_nothing_is_said_of_what_is_not_known():
    assert set(record_of(Child(given_name="Mina"), [], "Fernleigh")) == {"name"}


def test_that_somebody_may_be_a_risk_is_an_opinion_of_its_own():
    dean = HouseholdMember(name="Dean Okell", may_be_a_risk=YesNo.YES, risk_words="He hit her.", contact="Flat 2")
    parts = record_of(Child(given_name="Mina"), [dean], "Fernleigh")
    risk = parts[f"household_risk:{dean.pk}"]
    assert (risk.kind, risk.category, risk.text) == (Known.OPINION, ItemCategory.RISK, "He hit her.")
    assert parts[f"household_contact:{dean.pk}"].ask_first
    assert "hit" not in parts[f"household:{dean.pk}"].text


@pytest.mark.parametrize("said", [YesNo.NO, YesNo.NOT_KNOWN])
def test_nobody_is_a_risk_unless_it_is_said(said):
    dean = HouseholdMember(name="Dean Okell", may_be_a_risk=said, risk_words="")
    assert set(record_of(Child(given_name="Mina"), [dean], "F")) == {"name", f"household:{dean.pk}"}
