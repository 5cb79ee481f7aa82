"""A question costs few statements, however long the journey and however much was answered before."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharewell.directory.tests.given import Cast
from sharewell.journeys.numbers import ring_now
from sharewell.journeys.tests.given import ROW, Walker

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy")]
OF_TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.fixture
def me(cast: Cast) -> Walker:
    return Walker(cast.administrator).start()


def statements(captured: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in captured if not query["sql"].startswith(OF_TRANSACTIONS)]


@pytest.mark.parametrize("slug", ["danger", "items", "tell"])
def test_a_question_and_the_page_after_it(me: Walker, slug: str) -> None:
    before = {"danger": [], "items": ["danger", "worry"], "tell": ["danger", "worry", "items", "child", "harm"]}
    me.answer("danger")
    if before[slug]:
        me.answer(*before[slug])
    seen = me.seen(f"{slug}/")
    with CaptureQueriesContext(connection) as captured:
        me.send(f"{slug}/", me.right(slug), seen=seen)
    said = statements(captured)
    assert len(said) <= 10, said
    about_drafts = [sql.split()[0] for sql in said if "journeys_draft" in sql]
    assert about_drafts == ["SELECT", "UPDATE", "SELECT"]


def test_the_check_page_costs_no_more_for_more_rows(me: Walker) -> None:
    counts = []
    for rows in (1, 3):
        me.answer("danger", "worry")
        more = {f"row{number}-{name}": "told" for number in range(rows) for name in ("heading", "kind")}
        me.send("items/", ROW | more | {"_rows": str(rows)})
        me.answer("child", "harm", "tell", "advice", "recipient")
        with CaptureQueriesContext(connection) as captured:
            me.get("check/")
        counts.append(len(statements(captured)))
    assert counts[0] == counts[1] <= 5


def test_the_number_to_ring_is_looked_up_once_a_minute(me: Walker) -> None:
    cache.clear()
    first = ring_now()
    with CaptureQueriesContext(connection) as captured:
        assert ring_now() == first
    assert len(captured) == 0
    assert first.telephone
