"""How long a promise is: set by whoever looks after the partnership, from a day on."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from sharewell.clocks import access, actions
from sharewell.clocks.rules import PROMISES, ClockKind, Length, Unit, key_of, reasons_not_to_set
from sharewell.clocks.tests.given import a_clock
from sharewell.directory import actions as directory
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.rules import Hours, Role
from sharewell.directory.tests.given import a_member
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now
from sharewell.web.words import LONDON

OFFICE = Hours(time(8, 30), time(17))
DAY = key_of(ClockKind.CONFIRM_CALL)
TWO_DAYS = Length(48, Unit.HOURS, timedelta(hours=4))


@pytest.fixture
def lead(cast):
    """Somebody at the council who looks after the partnership."""
    return a_member(cast.council, "Lena Marsh", "Partnership officer", Role.PARTNERSHIP_LEAD)


def test_a_length_holds_from_its_day_and_is_entered(lead):
    today = localdate(now())
    soon = today + timedelta(days=3)
    actions.set_length(by=lead, key=DAY, length=TWO_DAYS, since=soon, because="Agreed in March, minute 7")
    assert access.lengths_on(soon - timedelta(days=1))[DAY].length == PROMISES[DAY].starting
    assert access.lengths_on(soon)[DAY].length == TWO_DAYS
    assert [row.length for row in access.lengths_to_come(today)[DAY]] == [TWO_DAYS]
    entry = Entry.objects.filter(kind="clock.length_set").get()
    assert entry.actor_name == "Lena Marsh"


def test_the_last_word_of_a_day_holds(lead):
    today = localdate(now())
    for hours in (48, 36):
        actions.set_length(by=lead, key=DAY, length=Length(hours, Unit.HOURS), since=today, because="Agreed")
    assert access.lengths_on(today)[DAY].length.amount == 36
    assert [row.amount for row in access.lengths_before(DAY)] == [36, 48]


def test_a_clock_that_runs_keeps_its_end(cast, lead):
    clock = a_clock(cast)
    actions.set_length(by=lead, key="decide", length=Length(4, Unit.HOURS), since=localdate(now()), because="Agreed")
    due_at = clock.due_at
    clock.refresh_from_db()
    assert clock.due_at == due_at


@pytest.mark.parametrize(
    ("key", "length", "days", "because", "words"),
    [
        (DAY, TWO_DAYS, -1, "Agreed", "today or later"),
        (DAY, TWO_DAYS, 0, "  ", "Write where this comes from"),
        (DAY, Length(0, Unit.HOURS), 0, "Agreed", "from 1 to 720"),
        (DAY, Length(3, Unit.MONTHS, timedelta(days=8)), 0, "Agreed", "no more than 7 days"),
        ("decide", Length(2, Unit.WORKING_DAYS), 0, "Agreed", "National guidance says 1 working day"),
        ("decide", Length(25, Unit.HOURS), 0, "Agreed", "National guidance"),
        ("decide", Length(1, Unit.DAYS), 0, "Agreed", "National guidance"),
        ("never", TWO_DAYS, 0, "Agreed", "no such promise"),
    ],
)
def test_refused(lead, key, length, days, because, words):
    since = localdate(now()) + timedelta(days=days)
    with pytest.raises(Refused, match=words):
        actions.set_length(by=lead, key=key, length=length, since=since, because=because)


@pytest.mark.parametrize("length", [Length(1, Unit.WORKING_DAYS), Length(24, Unit.HOURS), Length(4, Unit.HOURS)])
def test_what_is_national_may_be_promised_sooner(length):
    assert reasons_not_to_set("decide", length) == []


@pytest.mark.parametrize("who", ["teacher", "lead", "receiver", "stranger"])
def test_nobody_else_sets_it(cast, who):
    with pytest.raises(NotPermitted):
        actions.set_length(
            by=getattr(cast, who), key=DAY, length=TWO_DAYS, since=localdate(now()), because="I would like it so"
        )


def test_due_for_reads_our_own_bank_holidays_and_lengths(cast, lead):
    friday = datetime(2027, 5, 28, 10, tzinfo=LONDON)
    assert access.due_for(ClockKind.DECIDE, friday) == datetime(2027, 5, 31, 10, tzinfo=LONDON)
    directory.add_bank_holidays(by=THE_INSTALLATION, source="test", dates={date(2027, 5, 31): "Spring bank holiday"})
    assert access.due_for(ClockKind.DECIDE, friday) == datetime(2027, 6, 1, 10, tzinfo=LONDON)
    assert access.due_for(ClockKind.CONFIRM_CALL, friday) == datetime(2027, 5, 29, 10, tzinfo=LONDON)
    actions.set_length(by=lead, key=DAY, length=TWO_DAYS, since=localdate(now()), because="Agreed")
    assert access.due_for(ClockKind.CONFIRM_CALL, friday) == datetime(2027, 5, 30, 10, tzinfo=LONDON)


def test_a_closed_team_owes_from_its_next_opening(cast):
    directory.set_hours(by=THE_INSTALLATION, team=cast.referral_team, week={day: [OFFICE] for day in range(5)})
    saturday = datetime(2027, 5, 29, 12, tzinfo=LONDON)
    assert access.due_for(ClockKind.DECIDE, saturday, cast.referral_team) == datetime(2027, 6, 1, 8, 30, tzinfo=LONDON)
    assert access.due_for(ClockKind.ACKNOWLEDGE, saturday, cast.referral_team) == datetime(
        2027, 5, 31, 10, 30, tzinfo=LONDON
    )


def test_a_clock_comes_near_when_the_partnership_says(cast, lead):
    actions.set_length(
        by=lead,
        key="decide",
        length=Length(1, Unit.WORKING_DAYS, timedelta(hours=6)),
        since=localdate(now()),
        because="Agreed",
    )
    clock = a_clock(cast, hours=24)
    assert clock.warn_at == clock.due_at - timedelta(hours=6)
    assert access.newly_soon(clock.due_at - timedelta(hours=7)) == []
    assert access.newly_soon(clock.due_at - timedelta(hours=6)) == [clock]
    assert clock.words(clock.due_at - timedelta(hours=5)).state == "soon"


def test_the_pages(browse, lead):
    browse = browse.as_(lead.user)
    assert "1 working day" in browse(reverse("lengths"))
    address = reverse("set_length", args=[DAY])
    assert "24 hours in some areas" in browse(address)
    typed = {"amount": "48", "unit": "hours", "warning": "60", "because": "Agreed", **day_parts(localdate(now()))}
    refused = browse.post(address, typed | {"amount": "0"})
    assert refused.errors and "Agreed" in str(refused.soup)
    assert "How long it may take must be between 1 and 999" in refused.errors
    assert "Set by Lena Marsh" in browse.post(address, typed)
    assert access.lengths_on(localdate(now()))[DAY].length == Length(48, Unit.HOURS, timedelta(hours=1))


def test_the_national_length_is_not_made_longer_on_the_page(browse, lead):
    typed = {"amount": "2", "unit": "working_days", "warning": "60", "because": "Agreed", **day_parts(localdate(now()))}
    refused = browse.as_(lead.user).post(reverse("set_length", args=["decide"]), typed)
    assert any("National guidance says 1 working day" in each for each in refused.errors)


def day_parts(day):
    return {f"since_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
