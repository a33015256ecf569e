"""Residences that ended with their departure and stand so: of somebody who stayed often, nearly all.

No event of another booking changes them, and few of them decide when something else ends (rule 3).
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol, TypeGuard

from domain.address import PREVIOUS, Address, not_before
from domain.identifiers import BookingId
from domain.remembered_residence import DatedFact, LastWritten, RememberedResidence
from domain.timeline import OtherHome, Residence


class FormerResidence(Protocol):
    """A remembered residence that has all that a former one has."""

    @property
    def booking(self) -> BookingId: ...
    @property
    def arrival(self) -> DatedFact: ...
    @property
    def arrival_number(self) -> int: ...
    @property
    def departure(self) -> DatedFact: ...
    @property
    def written(self) -> LastWritten: ...


def is_former(residence: RememberedResidence, row: Address | None) -> TypeGuard[FormerResidence]:
    """Tell whether it ended with its departure, and its row stands as it was written then."""
    departure, written = residence.departure, residence.written
    if row is None or departure is None or written is None or residence.arrival is None:
        return False
    if row.status != PREVIOUS or written.differs_from(row):
        return False
    return row.end == not_before(row.start, departure.date)


def those_that_count(
    former: Collection[FormerResidence], residences: Collection[Residence], homes: Collection[OtherHome]
) -> Sequence[Residence]:
    """Return those of the former residences that decide when one of the others ends, or a home.

    Nothing ends with an arrival before its own start. So of those that arrived before all others began only
    the latest counts, as a home may have begun during it in the same place.
    """
    first = min([*(each.arrival for each in residences), *(each.began for each in homes)], default=date.max)
    lasted = [each for each in former if each.departure.date > each.arrival.date]
    since = max((each.arrival.date for each in lasted if each.arrival.date < first), default=first)
    return [_in_timeline(each) for each in former if each.arrival.date >= since]


def _in_timeline(former: FormerResidence) -> Residence:
    return Residence(
        booking=former.booking,
        arrival=former.arrival.date,
        arrival_recorded=former.arrival.timestamp,
        arrival_number=former.arrival_number,
        postcode=former.written.lines.postcode,
        departure=former.departure.date,
    )
