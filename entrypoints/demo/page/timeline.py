"""The positions of a person's addresses on a time axis, in per cent of its width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.address import CAS3_TYPE, Address
from entrypoints.demo.changes import MarkedAddress
from entrypoints.demo.page.wording import month

_SHOWN_AROUND_TODAY = timedelta(days=400)
_LEAST_LENGTH = timedelta(days=120)
_LEAST_WIDTH = 0.8
_TICK_LIMIT = 4
_LABELLED_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Bar:
    """From where to where an address reaches in per cent, and whether it reaches beyond what is shown.

    `ahead` is the part of its width that lies after today while its end is not known.
    """

    marked: MarkedAddress
    left: float
    width: float
    ahead: float
    starts_before: bool
    ends_after: bool

    @property
    def is_cas3(self) -> bool:
        """Return whether it is the address of a CAS3 booking."""
        return self.marked.address.type == CAS3_TYPE

    @property
    def past(self) -> float:
        """Return the part of its width that lies before today, or is known."""
        return round(self.width - self.ahead, 2)


@dataclass(frozen=True, slots=True)
class Tick:
    """The start of a month."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """All the bars, today and the months between."""

    bars: Sequence[Bar]
    today: float
    ticks: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class _Window:
    first: date
    last: date

    def place(self, when: date) -> float:
        whole = (self.last - self.first).days
        at = 100 * (when - self.first).days / whole
        return round(min(max(at, 0.0), 100.0), 2)


def timeline(addresses: Sequence[MarkedAddress], today: date) -> TimelineView:
    """Return the strip from a little before the first stay that matters to a little after the last."""
    window = _window([each.address for each in addresses], today)
    return TimelineView(
        bars=[_bar(marked, window, today) for marked in addresses],
        today=window.place(today),
        ticks=_ticks(window),
    )


def _window(homes: Sequence[Address], today: date) -> _Window:
    """Return what is shown. What lies far from today would leave no room for the rest: it is cut off."""
    told = [
        day for home in homes for day in (home.start if home.type == CAS3_TYPE else None, home.end) if day
    ]
    near = [today, *(day for day in told if abs(day - today) < _SHOWN_AROUND_TODAY)]
    first, last = min(near), max(near)
    margin = max((last - first) / 8, (_LEAST_LENGTH - (last - first)) / 2)
    return _Window(first - margin, last + margin)


def _bar(marked: MarkedAddress, window: _Window, today: date) -> Bar:
    home = marked.address
    left = window.place(home.start) if home.start else 0.0
    right = window.place(home.end) if home.end else 100.0
    width = max(right - left, _LEAST_WIDTH)
    left = min(left, 100 - width)
    return Bar(
        marked=marked,
        left=round(left, 2),
        width=round(width, 2),
        ahead=0.0 if home.end else round(100 - max(left, window.place(today)), 2),
        starts_before=home.start is None or home.start < window.first,
        ends_after=home.end is None or home.end > window.last,
    )


def _ticks(window: _Window) -> Sequence[Tick]:
    labelled = window.first + (window.last - window.first) * _LABELLED_SHARE
    # Months counted since the year 0; the first one shown is the one that begins after the window does.
    months = range(window.first.year * 12 + window.first.month, labelled.year * 12 + labelled.month)
    shown = [date(index // 12, index % 12 + 1, 1) for index in months[:: -(-len(months) // _TICK_LIMIT) or 1]]
    years = [None, *(when.year for when in shown)]
    return [
        Tick(window.place(when), month(when) if when.year == before else f"{month(when)} {when.year}")
        for when, before in zip(shown, years, strict=False)
    ]
