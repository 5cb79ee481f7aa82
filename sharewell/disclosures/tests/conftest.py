"""What is shared in these tests: one thing known about one child."""

import pytest

from sharewell.directory.tests.given import Cast
from sharewell.items.actions import write_item
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemDetails, Known
from sharewell.people.actions import add_child
from sharewell.people.models import Child


@pytest.fixture
def child(cast: Cast) -> Child:
    return add_child(by=cast.teacher, details={"given_name": "Mia", "family_name": "Tarrant"})


@pytest.fixture
def version(cast: Cast, child: Child) -> ItemVersion:
    return write_item(by=cast.teacher, child=child, details=ItemDetails(text="A bruise on her arm", kind=Known.FACT))
