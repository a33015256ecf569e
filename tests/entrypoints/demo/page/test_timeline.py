"""The places of the homes on the strip of time."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.address import MAIN, Address, AddressLines
from domain.identifiers import AddressId
from entrypoints.demo.changes import MarkedAddress
from entrypoints.demo.page.timeline import TimelineView, timeline

TODAY = date(2026, 11, 22)


def home(start: date, end: date | None = None, is_cas3: bool = True) -> Address:
    kind, lines = "A17" if is_cas3 else None, AddressLines(street="1 High Street")
    return Address(id=AddressId(1), version=1, type=kind, status=MAIN, lines=lines, start=start, end=end)


def drawn(*homes: Address) -> TimelineView:
    return timeline([MarkedAddress(home) for home in homes], TODAY)


@st.composite
def any_home(draw: st.DrawFn) -> Address:
    start = draw(st.dates())
    return home(start, draw(st.none() | st.dates(min_value=start)), draw(st.booleans()))


def test_a_stay_lies_where_its_dates_are() -> None:
    shown = drawn(home(date(2026, 11, 2)), home(date(2026, 9, 1), date(2026, 11, 2)))

    later, earlier = shown.bars
    assert earlier.left + earlier.width == later.left
    assert later.left < shown.today < later.left + later.width == 100
    assert later.ends_after
    assert not earlier.ends_after
    assert not earlier.starts_before


def test_what_of_an_open_stay_lies_after_today_is_told_apart() -> None:
    still_open, over, planned, coming = drawn(
        home(date(2026, 11, 2)),
        home(date(2026, 9, 1), date(2026, 11, 2)),
        home(date(2026, 11, 2), date(2026, 12, 24)),
        home(date(2026, 12, 10)),
    ).bars
    today = drawn(home(date(2026, 11, 2)), home(date(2026, 9, 1), date(2026, 12, 24))).today

    assert still_open.left + still_open.past == pytest.approx(today)
    assert still_open.ahead == pytest.approx(100 - today)
    assert (over.ahead, planned.ahead) == (0, 0)
    assert (coming.past, coming.ahead) == (0, coming.width)


def test_an_old_home_is_cut_at_the_left() -> None:
    old = drawn(home(date(2019, 1, 1), date(2026, 10, 1), is_cas3=False), home(date(2026, 10, 1))).bars[0]

    assert old.starts_before
    assert old.left == 0
    assert 5 < old.width < 50


def test_a_home_that_ended_long_ago_leaves_room_for_the_rest() -> None:
    shown = drawn(home(date(1990, 1, 1), date(1999, 1, 1), is_cas3=False), home(date(2026, 10, 1)))

    assert (shown.bars[0].left, shown.bars[0].width) == (0, 0.8)
    assert shown.bars[1].width > 40


def test_so_does_one_that_lies_far_ahead() -> None:
    shown = drawn(home(date(2026, 10, 1), date(2100, 1, 1)), home(date(2090, 1, 1), date(2091, 1, 1)))

    assert shown.bars[0].width > 40
    assert all(bar.ends_after for bar in shown.bars)


def test_a_stay_of_no_day_is_still_seen() -> None:
    assert drawn(home(date(2026, 11, 1), date(2026, 11, 1))).bars[0].width == 0.8


def test_months_are_named_and_the_year_where_it_changes() -> None:
    shown = drawn(home(date(2026, 9, 15), date(2027, 1, 20)))

    assert [tick.label for tick in shown.ticks] == ["Sep 2026", "Nov", "Jan 2027"]


def test_without_homes_there_is_nothing_but_today() -> None:
    assert drawn().bars == []


@given(st.lists(any_home(), max_size=5))
def test_whatever_there_is_lies_on_the_strip(homes: Sequence[Address]) -> None:
    shown = drawn(*homes)

    assert all(0 <= bar.left <= bar.left + bar.width <= 100.01 and bar.width > 0 for bar in shown.bars)
    assert all(min(bar.ahead, bar.past) >= 0 for bar in shown.bars)
    assert 0 <= shown.today <= 100
    assert all(0 <= tick.at <= 100 for tick in shown.ticks)
    assert len(shown.ticks) <= 4
