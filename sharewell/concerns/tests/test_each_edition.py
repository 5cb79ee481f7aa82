"""A decision made under each edition, shown again years later exactly as it was."""

from datetime import UTC, datetime

import pytest

from sharewell.concerns.models import Concern
from sharewell.concerns.tests.given import a_child
from sharewell.concerns.tests.walker import Teacher, at_the_worry
from sharewell.decisions.models import Decision
from sharewell.guidance.editions import edition
from sharewell.moment import pretend
from tests.pages import Page

WORRY = {
    "_rows": "1",
    "row0-text": "Her mother said she is not sleeping.",
    "row0-kind": "told",
    "row0-told_by": "Mother",
}
LATER = datetime(2040, 3, 1, 12, tzinfo=UTC)
KEPT = {"Advice given", "Decided", "Reason", "Made under"}
# The edition, a day on which it holds, the answers after the danger question, and what the page must show of them.
MADE = {
    "wokingham-2011": (
        datetime(2012, 5, 1, 12, tzinfo=UTC),
        {
            "harm": "no",
            "ordered": "no",
            "purpose": "yes",
            "identifies": "yes",
            "confidential": "yes",
            "consent": "refused",
            "public_interest": "no",
            "recorded": "yes",
        },
        "The person has not agreed, and the public interest is not strong enough to override that.",
    ),
    "england-2026": (
        datetime(2026, 11, 26, 12, tzinfo=UTC),
        {"harm": "no", "recipient": "public", "purpose": "none"},
        "Nobody has said what it is needed for, or they have what they need already.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("key", MADE)
def test_it_is_shown_years_later_exactly_as_it_was(request: pytest.FixtureRequest, key: str) -> None:
    day, answers, reason = MADE[key]
    with pretend(day):
        cast = request.getfixturevalue("cast")
        teacher = at_the_worry(cast.teacher, a_child(cast.teacher, date_of_birth="2004-05-04")).answer("worry", **WORRY)
        for slug, answer in answers.items():
            teacher.answer(slug, answer=answer)
        teacher.answer("decide", decided="do_not_share", because="Nothing points to harm, and nobody needs it.")
        teacher.answer("check")
        decision = Decision.objects.get()
        address = f"/concerns/{Concern.objects.get().pk}/"
        then = teacher.browse(address)
    assert (decision.edition, decision.edition_digest) == (key, edition(key).digest)
    assert decision.answers == {"danger": "no", **answers}
    assert reason in then
    with pretend(LATER):
        again = Teacher(cast.teacher).browse
        assert shown(again(address)) == shown(then)
        words = again(f"/guidance/editions/{key}/")
    assert words.heading == edition(key).title


def shown(page: Page) -> list[str]:
    """The advice, the answers and the decision, as the record has them: not the age of the child, which goes on."""
    advice = next(part for part in page.soup.select("main details") if "The advice, as it was given" in part.get_text())
    rows = [row for row in page.soup.select("main .govuk-summary-list__row") if row.dt.get_text(strip=True) in KEPT]
    assert len(rows) == len(KEPT)
    return [" ".join(part.get_text(" ").split()) for part in (advice, *rows)]
