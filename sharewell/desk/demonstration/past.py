"""The calendar of the demonstration: working time counted back from the moment it is loaded."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sharewell.clocks.rules import is_working_day
from sharewell.desk.demonstration.places import DAY_BEGINS, DAY_ENDS
from sharewell.directory.rules import instant
from sharewell.web.words import local

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Past:
    """Working time before `loaded_at`. Office hours are those of the referral team."""

    loaded_at: datetime
    holidays: AbstractSet[date]

    @property
    def today(self) -> date:
        """The day on which it is loaded, in London."""
        return local(self.loaded_at).date()

    @property
    def desk_time(self) -> datetime:
        """The latest moment at which somebody sat at a desk: now, or the end of the last working day."""
        day = self.today
        if self._is_working(day) and self.loaded_at > instant(day, DAY_BEGINS):
            return min(self.loaded_at, instant(day, DAY_ENDS))
        return instant(self._working_day_before(day), DAY_ENDS)

    def back(self, *, days: int = 0, minutes: int = 0) -> datetime:
        """So many working days and office minutes before the desk time; minutes may be less than 0: that much later."""
        at = local(self.desk_time)
        day = at.date()
        for _ in range(days):
            day = self._working_day_before(day)
        return self._less(instant(day, at.time()), minutes)

    def _less(self, at: datetime, minutes: int) -> datetime:
        left = timedelta(minutes=minutes)
        while True:
            day = local(at).date()
            begins, ends = instant(day, DAY_BEGINS), instant(day, DAY_ENDS)
            if begins <= at - left <= ends:
                return at - left
            if left > timedelta():
                left -= at - begins
                at = instant(self._working_day_before(day), DAY_ENDS)
            else:
                left += ends - at
                at = instant(self._working_day_after(day), DAY_BEGINS)

    def after(self, at: datetime, minutes: int, *, at_night: bool = False) -> datetime:
        """So many office minutes later; at night every minute counts."""
        return at + timedelta(minutes=minutes) if at_night else self._less(at, -minutes)

    def night(self, *, nights: int, hours_after_closing: float) -> datetime:
        """Some hours after the office closed, so many nights ago (1: last night)."""
        at = instant(self.today - nights * ONE_DAY, DAY_ENDS) + timedelta(hours=hours_after_closing)
        return at if at < self.loaded_at else at - ONE_DAY

    def born(self, years: int, days: int = 0, months: int = 0) -> date:
        """A date of birth: so many years, months of thirty days, and days ago."""
        day = self.today
        day = day.replace(year=day.year - years, day=min(day.day, 28))
        return day - timedelta(days=days + 30 * months)

    def day(self, days_ago: int) -> date:
        """The date so many days ago."""
        return self.today - days_ago * ONE_DAY

    def _is_working(self, day: date) -> bool:
        return is_working_day(day, self.holidays)

    def _working_day_before(self, day: date) -> date:
        day -= ONE_DAY
        while not self._is_working(day):
            day -= ONE_DAY
        return day

    def _working_day_after(self, day: date) -> date:
        day += ONE_DAY
        while not self._is_working(day):
            day += ONE_DAY
        return day
