"""The day on which these tests stand, so that no age and no due date in them grows old."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

TODAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_tuesday_in_november() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=True):
        yield
