"""Opening hours at any instant: the week, exceptions, bank holidays, midnight, and nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.directory.rules import (
    HORIZON,
    Hours,
    OnBankHolidays,
    Schedule,
    Standing,
    TeamPurpose,
    answer_changes,
    instant,
    is_open,
    open_until,
    opens_next,
    stretches,
    who_answers,
)
from sharewell.web.words import LONDON

CHRISTMAS, BOXING_DAY = date(2026, 12, 25), date(2026, 12, 28)


def london(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


def hours(text: str) -> Hours:
    opens, closes = text.split("-")
    return Hours(time.fromisoformat(opens), time.fromisoformat(closes))


def every(days: range | tuple[int, ...], text: str) -> dict[int, list[Hours]]:
    return {day: [hours(text)] for day in days}


OFFICE = Schedule(week=every(range(5), "08:30-17:00"), bank_holidays=frozenset({CHRISTMAS, BOXING_DAY}))
NIGHT = Schedule(
    week=every(range(5), "17:00-08:30") | every((5, 6, 7), "08:30-08:30"),
    bank_holidays=OFFICE.bank_holidays,
    on_bank_holidays=OnBankHolidays.OWN_HOURS,
)
ALWAYS = Schedule(week=every(range(7), "00:00-00:00"), on_bank_holidays=OnBankHolidays.AS_USUAL)
TEAMS = [
    Standing("night", TeamPurpose.EMERGENCY_DUTY, NIGHT),
    Standing("office", TeamPurpose.REFERRAL, OFFICE),
    Standing("early help", TeamPurpose.EARLY_HELP, ALWAYS),
]


@pytest.mark.parametrize(
    ("schedule", "at", "expected"),
    [
        (OFFICE, "2026-11-24T08:29:59", False),
        (OFFICE, "2026-11-24T08:30", True),
        (OFFICE, "2026-11-24T16:59:59", True),
        (OFFICE, "2026-11-24T17:00", False),
        (OFFICE, "2026-11-28T11:00", False),
        (OFFICE, "2026-12-25T11:00", False),
        (OFFICE, "2026-07-01T08:45", True),  # summer time: 7.45 UTC
        (NIGHT, "2026-11-24T16:59:59", False),
        (NIGHT, "2026-11-24T17:00", True),
        (NIGHT, "2026-11-25T00:00", True),
        (NIGHT, "2026-11-25T08:29:59", True),
        (NIGHT, "2026-11-25T08:30", False),
        (NIGHT, "2026-11-28T12:00", True),
        (NIGHT, "2026-12-25T12:00", True),
        (NIGHT, "2026-12-26T03:00", True),  # what began on Christmas Day runs on
        (NIGHT, "2026-11-30T08:00", True),  # Monday morning belongs to Sunday's hours
        (ALWAYS, "2026-12-25T12:00", True),
        (Schedule(), "2026-11-24T12:00", False),
    ],
)
def test_is_open_by_the_wall_clock(schedule, at, expected):
    assert is_open(schedule, london(at)) is expected


@pytest.mark.parametrize(
    ("schedule", "at", "until", "opens"),
    [
        (OFFICE, "2026-11-24T13:40", "2026-11-24T17:00", None),
        (OFFICE, "2026-11-24T17:00", None, "2026-11-25T08:30"),
        (OFFICE, "2026-11-27T18:00", None, "2026-11-30T08:30"),
        (OFFICE, "2026-12-24T18:00", None, "2026-12-29T08:30"),
        (NIGHT, "2026-11-24T13:40", None, "2026-11-24T17:00"),
        (NIGHT, "2026-11-24T22:00", "2026-11-25T08:30", None),
        (NIGHT, "2026-11-27T22:00", "2026-11-30T08:30", None),  # the whole weekend is one stretch
        (NIGHT, "2026-12-24T22:00", "2026-12-29T08:30", None),  # and so is a long Christmas
        (ALWAYS, "2026-11-24T22:00", None, None),
        (Schedule(), "2026-11-24T22:00", None, None),
    ],
)
def test_until_and_next_opening(schedule, at, until, opens):
    assert open_until(schedule, london(at)) == (london(until) if until else None)
    assert opens_next(schedule, london(at)) == (london(opens) if opens else None)


def test_an_exception_replaces_the_hours_that_begin_on_its_date_alone():
    closed = Schedule(week=NIGHT.week, exceptions={date(2026, 11, 25): ()})
    assert is_open(closed, london("2026-11-25T07:00")), "what began the evening before runs to its end"
    assert not is_open(closed, london("2026-11-25T20:00"))
    assert not is_open(closed, london("2026-11-26T07:00"))
    short = Schedule(week=OFFICE.week, exceptions={date(2026, 11, 25): (hours("08:30-12:00"), hours("13:00-15:00"))})
    opened = [is_open(short, london(f"2026-11-25T{at}")) for at in ("11:59", "12:30", "13:00", "15:00")]
    assert opened == [True, False, True, False]


def test_an_exception_is_stronger_than_a_bank_holiday():
    schedule = Schedule(
        week=OFFICE.week, exceptions={CHRISTMAS: (hours("10:00-12:00"),)}, bank_holidays=frozenset({CHRISTMAS})
    )
    assert is_open(schedule, london("2026-12-25T11:00"))


@pytest.mark.parametrize(
    ("way", "expected"),
    [(OnBankHolidays.CLOSED, []), (OnBankHolidays.AS_USUAL, [12]), (OnBankHolidays.OWN_HOURS, [9])],
)
def test_what_a_team_does_on_a_bank_holiday(way, expected):
    week = every((4,), "12:00-13:00") | every((7,), "09:00-10:00")
    schedule = Schedule(week=week, bank_holidays=frozenset({CHRISTMAS}), on_bank_holidays=way)
    assert [h for h in range(24) if is_open(schedule, london(f"2026-12-25T{h:02}:00"))] == expected


@pytest.mark.parametrize(("night", "length"), [("2026-10-24", 16.5), ("2027-03-27", 14.5), ("2026-11-24", 15.5)])
def test_a_night_on_which_clocks_change_is_an_hour_longer_or_shorter(night, length):
    schedule = Schedule(week=every(range(7), "17:00-08:30"))
    at = london(f"{night}T18:00")
    span = next(stretches(schedule, at))
    assert (span.end - span.start) == timedelta(hours=length)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        # 25 October 2026: 1.30 comes twice. Opens at the first, closes at the second: never a hole between two teams.
        ("01:30-03:00", ("2026-10-25T01:29", 0), False),
        ("01:30-03:00", ("2026-10-25T01:30", 0), True),
        ("01:30-03:00", ("2026-10-25T01:10", 1), True),
        ("00:00-01:30", ("2026-10-25T01:40", 0), True),
        ("00:00-01:30", ("2026-10-25T01:29", 1), True),
        ("00:00-01:30", ("2026-10-25T01:30", 1), False),
        # 28 March 2027: 1.00 to 2.00 never comes; both stand for the instant of the change.
        ("01:30-03:00", ("2027-03-28T00:59", 0), False),
        ("01:30-03:00", ("2027-03-28T02:00", 0), True),
        ("00:00-01:30", ("2027-03-28T00:59", 0), True),
        ("00:00-01:30", ("2027-03-28T02:00", 0), False),
        ("01:15-01:45", ("2027-03-28T02:00", 0), False),
    ],
)
def test_hours_that_begin_or_end_while_clocks_change(text, at, expected):
    assert is_open(Schedule(week=every((6,), text)), london(*at)) is expected


def test_the_instant_of_a_time_that_never_comes_is_the_change():
    assert instant(date(2027, 3, 28), time(1, 30)) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert instant(date(2027, 3, 28), time(1, 0)) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(1, 30), second=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "answers", "changes", "then"),
    [
        ("2026-11-24T13:40", "office", "2026-11-24T17:00", "night"),
        ("2026-11-24T17:00", "night", "2026-11-25T08:30", "office"),
        ("2026-11-28T13:40", "night", "2026-11-30T08:30", "office"),
        ("2026-12-25T10:00", "night", "2026-12-29T08:30", "office"),
    ],
)
def test_who_answers_and_who_answers_next(at, answers, changes, then):
    answering = who_answers(TEAMS, london(at))
    assert answering and answering.key == answers
    when, following = answer_changes(TEAMS, london(at))
    assert (when, following.key) == (london(changes), then)


def test_a_duty_team_that_is_always_open_gives_way_when_the_referral_team_opens():
    teams = [Standing("duty", TeamPurpose.EMERGENCY_DUTY, ALWAYS), TEAMS[1]]
    when, following = answer_changes(teams, london("2026-11-24T03:00"))
    assert (when, following.key) == (london("2026-11-24T08:30"), "office")


def test_nobody_answers_when_no_team_that_is_rung_about_a_child_is_open():
    teams = [TEAMS[1], TEAMS[2]]
    assert who_answers(teams, london("2026-11-28T13:00")) is None
    when, following = answer_changes(teams, london("2026-11-28T13:00"))
    assert (when, following.key) == (london("2026-11-30T08:30"), "office")
    assert answer_changes([TEAMS[2]], london("2026-11-28T13:00")) is None


def test_a_team_of_the_area_goes_before_one_of_everywhere_and_one_of_elsewhere_never_answers():
    teams = [
        Standing("everywhere", TeamPurpose.REFERRAL, ALWAYS),
        Standing("north", TeamPurpose.REFERRAL, OFFICE, frozenset({"north"})),
        Standing("south", TeamPurpose.REFERRAL, ALWAYS, frozenset({"south"})),
    ]
    working, night = london("2026-11-24T12:00"), london("2026-11-24T22:00")
    assert who_answers(teams, working, area="north").key == "north"
    assert who_answers(teams, night, area="north").key == "everywhere"
    assert who_answers(teams[1:], night, area="north") is None
    changes = answer_changes(teams, working, area="north")
    assert changes is not None
    assert (changes[0], changes[1].key) == (london("2026-11-24T17:00"), "everywhere")


def test_another_order_of_purposes_can_be_asked_for():
    assert who_answers(TEAMS, london("2026-11-24T13:00"), (TeamPurpose.EARLY_HELP,)).key == "early help"


times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
weeks = st.dictionaries(st.integers(0, 7), st.lists(st.builds(Hours, times, times), max_size=2), max_size=8)
instants = st.datetimes(datetime(2026, 3, 1), datetime(2027, 11, 30), timezones=st.just(UTC))  # noqa: DTZ001
schedules = st.builds(
    Schedule,
    week=weeks,
    exceptions=st.dictionaries(st.dates(date(2026, 3, 1), date(2026, 4, 1)), st.just(()), max_size=2),
    bank_holidays=st.just(frozenset({date(2026, 4, 3), date(2026, 12, 25)})),
    on_bank_holidays=st.sampled_from(OnBankHolidays),
)


@settings(max_examples=60, deadline=None)
@given(schedules, instants)
def test_open_until_and_opens_next_say_the_first_instant_at_which_the_answer_changes(schedule, at):
    until, opens = open_until(schedule, at), opens_next(schedule, at)
    change = until or opens
    assert until is None or opens is None
    if change is None:
        assert is_open(schedule, at) == is_open(schedule, at + HORIZON - timedelta(hours=1))
        return
    assert at < change
    assert is_open(schedule, change) is not is_open(schedule, at)
    before = max(at, change - timedelta(seconds=1))
    assert is_open(schedule, before) is is_open(schedule, at)


@settings(max_examples=60, deadline=None)
@given(times, times, instants)
def test_two_teams_that_hand_over_to_each_other_leave_no_hole(first, second, at):
    one = Schedule(week={day: [Hours(first, second)] for day in range(7)})
    other = Schedule(week={day: [Hours(second, first)] for day in range(7)})
    assert is_open(one, at) or is_open(other, at)
