"""Dates and times as Delius holds them: Europe/London wall time in whole seconds (rule 1)."""

from datetime import UTC, date, datetime, time
from typing import NewType
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

Instant = NewType("Instant", datetime)
"""A moment in UTC, to the microsecond."""

WallTime = NewType("WallTime", datetime)
"""The time that a clock on a wall in London shows, in whole seconds, without a zone."""


def instant(moment: datetime) -> Instant:
    """Return the moment in UTC. Without a zone it is London wall time: the earlier of two in autumn, moved
    forward in the gap of spring. ValueError if it lies outside the calendar.
    """
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON, fold=0)
    try:
        utc = moment.astimezone(UTC)
        utc.astimezone(LONDON)
    except OverflowError as error:
        raise ValueError("lies outside the calendar") from error
    return Instant(utc)


def wall_time(moment: Instant) -> WallTime:
    """Return the moment on London's clocks, cut to the whole second."""
    return WallTime(moment.astimezone(LONDON).replace(microsecond=0, tzinfo=None))


def day_or_time(moment: Instant) -> WallTime:
    """Return `wall_time`, but exactly midnight UTC stands for a date and keeps it, at 00:00."""
    if moment.time() == time.min:
        return midnight(moment.date())
    return wall_time(moment)


def midnight(day: date) -> WallTime:
    """Return the start of that day."""
    return WallTime(datetime.combine(day, time.min))


def as_date(moment: date) -> str:
    """Return the date as users of Delius write it, such as `30/11/2022`."""
    return f"{moment.day:02}/{moment.month:02}/{moment.year:04}"


def as_date_and_time(moment: Instant) -> str:
    """Return the moment in London as users of Delius write it, such as `30/11/2022 14:53:44`."""
    local = wall_time(moment)
    return f"{as_date(local)} {local:%H:%M:%S}"
