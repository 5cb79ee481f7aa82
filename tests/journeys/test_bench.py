"""The benchmark's visitor still goes the whole way: it reads our pages, so that whoever changes one may break it."""

import pytest

from bench.visitor import PEOPLE, Visitor, raise_a_concern
from tests.journeys.site import Site

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("who", range(len(PEOPLE)))
def test_the_visitor_of_the_benchmark_sends_a_worry(site: Site, who: int) -> None:
    visitor = Visitor(site.port).sign_in(who)
    raise_a_concern(visitor)
    assert visitor.path.endswith("/sent/")
    assert len(visitor.times) == 13
