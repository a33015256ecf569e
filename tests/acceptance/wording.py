"""The vocabulary that the features share: dates, kinds of contact, and tables with business headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

DataTable: TypeAlias = Sequence[Sequence[str]]
Row: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ContactType:
    """A type of contact, and what its external references begin with."""

    code: str
    title: str
    reference: str

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


CONTACT_TYPES: Mapping[str, ContactType] = {
    "referral": ContactType("EARS", "referral submitted", "application-submitted"),
    "provisional booking": ContactType("EABP", "booking provisionally made", "booking-provisionally-made"),
    "confirmed booking": ContactType("EACO", "booking confirmed", "booking-confirmed"),
    "cancellation": ContactType("EACA", "booking cancelled", "booking-cancelled"),
    "arrival": ContactType("EAAR", "person arrived", "person-arrived"),
    "departure": ContactType("EADP", "person departed", "person-departed"),
}

DURATIONS: Mapping[str, timedelta] = {"an hour": timedelta(hours=1), "two days": timedelta(days=2)}


def rows(table: DataTable) -> Sequence[Row]:
    """The rows under the headings, each by its headings. ValueError if there are none: that says nothing."""
    headings, *body = table
    if not body:
        raise ValueError(f"the table under {headings} is empty")
    return [dict(zip(headings, row, strict=True)) for row in body]


def compared(shown: Sequence[Row], expected: DataTable) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return what is shown and what is expected, under the headings of the latter."""
    wanted = rows(expected)
    return [{heading: row[heading] for heading in expected[0]} for row in shown], wanted


def a_day(text: str) -> date:
    """A day as `05/03/2026`."""
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def a_moment(text: str) -> datetime:
    """A moment on London's clocks as `05/03/2026 14:30`, with seconds or parts of them if need be.

    `BST` or `GMT` after it says which is meant of the two hours when the clocks go back.
    """
    day, time, *zone = text.split(" ")
    moment = datetime.fromisoformat(f"{a_day(day).isoformat()} {time}")
    return moment.replace(fold=int(zone == ["GMT"]))


def a_day_or_moment(text: str) -> date | None:
    """A day, with a time of day where the text has one; None for an empty text."""
    if not text:
        return None
    return a_moment(text) if " " in text else a_day(text)


def as_day(day: date | None) -> str:
    """The day as the features write it; empty for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def as_day_or_moment(day: date | None) -> str:
    """The day as the features write it, with its time of day if it has one; empty for none."""
    return f"{day:%d/%m/%Y %H:%M}" if isinstance(day, datetime) else as_day(day)


def as_time(moment: datetime) -> str:
    """The time of day, with seconds and their parts only where there are some."""
    return moment.time().isoformat().removesuffix(":00")
