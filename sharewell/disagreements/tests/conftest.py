"""What these tests ask for: a manager of the council, whoever leads the partnership, and a disagreement."""

import pytest

from sharewell.directory.models import Member
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.tests import given


@pytest.fixture
def manager(cast) -> Member:
    return given.a_manager(cast)


@pytest.fixture
def partnership_lead(cast) -> Member:
    return given.a_partnership_lead()


@pytest.fixture
def disagreement(cast, manager) -> Disagreement:
    return given.a_disagreement(cast)
