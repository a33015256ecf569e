"""Rule 1: dates and times are London's, cut to whole seconds."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from domain.london import as_date, as_date_and_time, day_or_time, instant, wall_time


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (datetime(2026, 1, 5, 12, 30, 15, 999999, UTC), datetime(2026, 1, 5, 12, 30, 15)),
        (datetime(2026, 7, 5, 23, 30, tzinfo=UTC), datetime(2026, 7, 6, 0, 30)),
        (datetime(2026, 7, 5, 12, 30, tzinfo=timezone(timedelta(hours=5))), datetime(2026, 7, 5, 8, 30)),
        (datetime(2022, 11, 30, 14, 53, 44), datetime(2022, 11, 30, 14, 53, 44)),
        (datetime(2022, 7, 30, 14, 53, 44), datetime(2022, 7, 30, 14, 53, 44)),
    ],
)
def test_a_moment_is_shown_on_londons_clocks_in_whole_seconds(written: datetime, shown: datetime) -> None:
    assert wall_time(instant(written)) == shown


def test_of_two_moments_in_autumn_a_time_without_zone_means_the_earlier() -> None:
    assert instant(datetime(2024, 10, 27, 1, 30, fold=1)) == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


def test_a_time_without_zone_in_the_gap_of_spring_moves_forward() -> None:
    assert wall_time(instant(datetime(2024, 3, 31, 1, 30))) == datetime(2024, 3, 31, 2, 30)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (datetime(2026, 6, 2, tzinfo=UTC), datetime(2026, 6, 2)),
        (datetime(2026, 6, 2, 0, 0, 1, tzinfo=UTC), datetime(2026, 6, 2, 1, 0, 1)),
        (datetime(2026, 6, 2), datetime(2026, 6, 2)),
        (datetime(2022, 11, 30, 12), datetime(2022, 11, 30, 12)),
        (datetime(2026, 6, 1, 23, 30, tzinfo=UTC), datetime(2026, 6, 2, 0, 30)),
    ],
)
def test_midnight_utc_is_a_date_and_keeps_it(written: datetime, shown: datetime) -> None:
    assert day_or_time(instant(written)) == shown


@pytest.mark.parametrize(
    "moment",
    [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=5)))],
)
def test_a_moment_outside_the_calendar_is_refused(moment: datetime) -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        instant(moment)


def test_dates_and_times_are_written_as_delius_users_do() -> None:
    assert as_date(date(205, 3, 4)) == "04/03/0205"
    assert as_date_and_time(instant(datetime(2026, 6, 1, 9, 5, 7, tzinfo=UTC))) == "01/06/2026 10:05:07"
