"""Rule 1: dates and times as Delius holds them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.london import Instant, WallTime, as_date_and_time, day_or_time, instant, midnight, wall_time

# Before 1972 London's clocks were apart from UTC by more than whole hours, or by an hour all year.
_MODERN = datetime(1972, 1, 2), datetime(2100, 1, 1)
_naive = st.datetimes(*_MODERN)
_instants = st.datetimes(*_MODERN, timezones=st.just(UTC)).map(Instant)
_dates = st.dates(date(1972, 1, 2), date(2100, 1, 1))


@given(_naive)
def test_a_wall_time_keeps_what_it_shows_but_for_the_gap_of_spring(moment: datetime) -> None:
    moved = wall_time(instant(moment)) - WallTime(moment.replace(microsecond=0))

    assert moved in {timedelta(0), timedelta(hours=1)}
    if moved:
        assert (moment.month, moment.weekday(), moment.hour) == (3, 6, 1)


@given(_instants)
def test_of_two_moments_that_look_alike_the_wall_time_means_the_earlier(moment: Instant) -> None:
    again = instant(wall_time(moment))

    assert moment.replace(microsecond=0) - again in {timedelta(0), timedelta(hours=1)}


@given(_instants)
def test_seconds_are_cut_and_never_rounded(moment: Instant) -> None:
    shown = wall_time(moment)

    assert (shown.minute, shown.second, shown.microsecond) == (moment.minute, moment.second, 0)
    assert shown.tzinfo is None


@given(_dates)
def test_midnight_utc_stands_for_a_date_and_keeps_it(day: date) -> None:
    moment = instant(datetime.combine(day, time.min, tzinfo=UTC))

    assert day_or_time(moment) == midnight(day)


@given(_instants)
def test_any_other_moment_is_shown_as_it_was_in_london(moment: Instant) -> None:
    if moment.time() != time.min:
        assert day_or_time(moment) == wall_time(moment)


@given(_instants, st.integers(-14, 14))
def test_the_zone_in_which_a_moment_is_written_does_not_matter(moment: Instant, hours: int) -> None:
    elsewhere = (moment + timedelta(hours=hours)).replace(tzinfo=None).isoformat() + f"{hours:+03}:00"

    assert instant(datetime.fromisoformat(elsewhere)) == moment
    assert instant(moment) == moment


@given(st.datetimes() | st.datetimes(timezones=st.just(UTC)))
def test_every_moment_that_is_let_in_can_be_shown(moment: datetime) -> None:
    try:
        let_in = instant(moment)
    except ValueError:
        assert moment.year in {date.min.year, date.max.year}
        return
    assert len(as_date_and_time(let_in)) == len("30/11/2022 14:53:44")


@pytest.mark.parametrize(
    "moment",
    [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))],
)
def test_what_lies_outside_the_calendar_of_london_is_not_let_in(moment: datetime) -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        instant(moment)
