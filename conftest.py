"""What every test may ask for."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from sharewell.directory.access import answering_from
from sharewell.directory.tests.given import Cast
from sharewell.ledger.guard import guard_lowered
from sharewell.vault import keys
from tests.pages import Browse
from tests.standing import the_cast_again

# What Hypothesis tries of each property: its usual hundred in a full run.
hypothesis.settings.register_profile("full", deadline=None)
# A machine that is busy makes its examples slowly; that is no fault of a test.
SLOW = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("small", max_examples=25, deadline=None, suppress_health_check=SLOW)
hypothesis.settings.load_profile("full" if os.environ.get("SHAREWELL_TEST_SIZE") == "full" else "small")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test about the other database is left out, and one that asks no database is run on SQLite alone: both are
    counted as deselected."""
    kept = [item for item in items if _belongs(item)]
    left_out = [item for item in items if not _belongs(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _belongs(item: pytest.Item) -> bool:
    """Whether the test has something to say on the database of this run."""
    if connection.vendor == "sqlite":
        return not item.get_closest_marker("postgresql")
    if item.get_closest_marker("sqlite"):
        return False
    asks = any(item.get_closest_marker(name) for name in ("django_db", "postgresql", "everywhere", "journey"))
    return asks or not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The book of a test's database may be emptied after the test; the data key is in hand, so no test counts it."""
    keys.LOOK_AGAIN_SECONDS = float("inf")
    with django_db_blocker.unblock():
        keys.current()
        keys.blind_index("", "")
    empty = TransactionTestCase._fixture_teardown

    def emptied_with_the_guard_lowered(self: TransactionTestCase) -> None:
        with guard_lowered(connection):
            empty(self)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", emptied_with_the_guard_lowered)
    yield
    patch.undo()


@pytest.fixture
def browse() -> Browse:
    """Fetches pages and checks each one: `browse("/help/")`, `browse.post(...)`, `browse.as_(user)("/my-work/")`."""
    return Browse()


@pytest.fixture(autouse=True)
def _cheap_hashes(settings: pytest.FixtureRequest) -> None:
    """A password is hashed in microseconds: Argon2 takes a fifth of a second and 100 MB."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What one test had looked up (the number that answers now) is not what the next one finds."""
    cache.clear()
    answering_from.cache_clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """A handful of people with one relation each to one child: `cast.teacher` holds it, `cast.stranger` has no part."""
    return the_cast_again()
