"""Limits, lifetimes and what may be kept: tables, no database."""

from datetime import UTC, datetime, timedelta

import pytest

from sharewell.accounts import rules

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)


@pytest.mark.parametrize(
    ("signed_in", "seen", "why"),
    [
        (NOON, NOON, None),
        (NOON - timedelta(hours=1), NOON - timedelta(minutes=29, seconds=59), None),
        (NOON - timedelta(hours=1), NOON - IDLE, rules.Ending.idle),
        (NOON - LONGEST + timedelta(seconds=1), NOON, None),
        (NOON - LONGEST, NOON, rules.Ending.absolute),
        (NOON + timedelta(hours=1), NOON, rules.Ending.absolute),
        (NOON - timedelta(hours=1), NOON + timedelta(days=400), rules.Ending.idle),
    ],
)
def test_when_a_session_is_over(signed_in: datetime, seen: datetime, why: rules.Ending | None) -> None:
    assert rules.why_over(signed_in, seen, NOON, IDLE, LONGEST) is why


def test_a_try_is_free_again_when_the_oldest_that_fills_the_limit_is_past() -> None:
    tried = [NOON + timedelta(seconds=10 * each) for each in range(12)]
    limit = rules.Limit(10, timedelta(minutes=5))
    assert rules.tries_again_at(tried, limit) == NOON + timedelta(seconds=20, minutes=5)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", "unknown"),
        ("<script>", "unknown"),
    ],
)
def test_an_address_is_counted_with_its_neighbours(address: str, counted: str) -> None:
    assert rules.neighbourhood(address) == counted


@pytest.mark.parametrize(
    ("forwarded", "proxies", "believed"),
    [
        ("6.6.6.6", 0, "10.0.0.1"),
        ("6.6.6.6, 203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("203.0.113.9", 2, "10.0.0.1"),
        ("", 1, "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(forwarded: str, proxies: int, believed: str) -> None:
    assert rules.asking_address("10.0.0.1", forwarded, proxies) == believed


@pytest.mark.parametrize("path", ["/", "/my-work/", "/concerns/1/?page=2", "/a//b"])
def test_a_path_of_ours_may_be_gone_on_to(path: str) -> None:
    assert rules.is_path_here(path)


@pytest.mark.parametrize(
    "path",
    ["", "my-work", "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:x()",
     "/\t/evil.example", "/\n/evil.example", "http:evil.example", " //evil.example"],
)  # fmt: skip
def test_nothing_else_may(path: str) -> None:
    assert not rules.is_path_here(path)


def test_passwords_and_tokens_are_never_kept() -> None:
    fields = [
        ("password", "a"),
        ("new_Password1", "b"),
        ("csrfmiddlewaretoken", "c"),
        ("text", "She said no."),
        ("x", ""),
    ]
    assert rules.worth_keeping(fields) == [("text", "She said no."), ("x", "")]


@pytest.mark.parametrize(
    "fields", [[], [("csrfmiddlewaretoken", "c")], [("text", "  ")], [("text", "a" * rules.MOST_KEPT_BYTES)]]
)
def test_nothing_typed_or_far_too_much_is_not_kept(fields: list[tuple[str, str]]) -> None:
    assert rules.worth_keeping(fields) == []
