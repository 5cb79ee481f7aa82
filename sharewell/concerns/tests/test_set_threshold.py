"""The levels of need: the partnership's own words, from a day on, and kept with what was written under them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from sharewell.concerns import access, actions
from sharewell.concerns.levels import (
    STARTING,
    Level,
    Levels,
    levels_as_text,
    read_levels,
    reasons_not_to_set_levels,
)
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now

OURS = [Level("Green", "All is well."), Level("Amber", "Some help: a plan."), Level("Red", "Social care.")]


@pytest.fixture
def lead(cast):
    """Somebody at the council who looks after the partnership."""
    return a_member(cast.council, "Lena Marsh", "Partnership officer", Role.PARTNERSHIP_LEAD)


def test_until_it_is_set_the_common_words_stand(db):
    assert access.levels_in_force(localdate(now())).levels == STARTING


def test_ours_hold_from_their_day_and_are_entered(lead):
    today = localdate(now())
    actions.set_threshold(by=lead, title="Holmshire levels", levels=OURS, since=today + timedelta(days=2))
    assert access.levels_in_force(today).levels == STARTING
    assert access.levels_in_force(today + timedelta(days=2)).levels == tuple(OURS)
    assert Entry.objects.get(kind="threshold.set").actor_name == "Lena Marsh"


@pytest.mark.parametrize(
    ("title", "levels", "days", "words"),
    [
        ("", OURS, 0, "name of the document"),
        ("Ours", OURS, -1, "today or later"),
        ("Ours", OURS[:1], 0, "from 2 to 8"),
        ("Ours", [*OURS, Level("Blue", "")], 0, "Line 4"),
        ("Ours", [*OURS, Level("green", "Again.")], 0, "one name"),
        ("Ours", [*OURS, Level("Blue", "x" * 401)], 0, "no more than 80"),
    ],
)
def test_refused(lead, title, levels, days, words):
    with pytest.raises(Refused, match=words):
        actions.set_threshold(by=lead, title=title, levels=levels, since=localdate(now()) + timedelta(days=days))


@pytest.mark.parametrize("who", ["teacher", "lead", "receiver", "stranger", "administrator"])
def test_nobody_else_sets_them(cast, who):
    with pytest.raises(NotPermitted):
        actions.set_threshold(by=getattr(cast, who), title="Ours", levels=OURS, since=localdate(now()))


def test_what_is_typed_is_read_and_what_is_kept_is_read_again():
    assert read_levels(f"\n{levels_as_text(OURS)}\n\n") == OURS
    assert reasons_not_to_set_levels(OURS) == []
    levels = Levels(tuple(OURS), "Holmshire levels")
    kept = levels.written("1", "He is hungry.\nEvery day.")
    assert kept == "Amber: Some help: a plan. (Holmshire levels)\nHe is hungry.\nEvery day."
    assert levels.number_in(kept) == ("1", "He is hungry.\nEvery day.")
    assert Levels().number_in(kept) == ("", kept)


def test_the_page(browse, lead):
    browse, today = browse.as_(lead.user), localdate(now())
    address = reverse("set_threshold")
    assert "Level 4, social care" in browse(address)
    typed = {"title": "Ours", "levels": levels_as_text(OURS)}
    typed |= {f"since_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    refused = browse.post(address, typed | {"levels": "Green"})
    assert any("Line 1" in each for each in refused.errors)
    assert "From Ours." in browse.post(address, typed)
