"""When each residence of a person ends, whatever the order in which its events came (rule 3, "Timeline")."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from domain.identifiers import BookingId
from domain.london import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """A stay that began. `end` is its own: known from its departure, or set by hand; else None."""

    booking: BookingId
    arrival: date
    arrival_recorded: Instant
    end: date | None = None

    @property
    def sort_key(self) -> tuple[date, Instant, BookingId]:
        """Its place among the residences of the person."""
        return self.arrival, self.arrival_recorded, self.booking


def ends(residences: Collection[Residence], other_homes: Collection[date]) -> Mapping[BookingId, date | None]:
    """The end of each residence; None for one that is open.

    A residence without an end of its own is ended by the next arrival, or by a main address elsewhere that
    started after it: `other_homes` are their starts. One that ended on or before its first day ends no other.
    """
    found: dict[BookingId, date | None] = {}
    next_arrival: date | None = None
    for residence in sorted(residences, key=lambda residence: residence.sort_key, reverse=True):
        later_homes = [start for start in other_homes if start > residence.arrival]
        enders = later_homes if next_arrival is None else [*later_homes, next_arrival]
        end = residence.end or min(enders, default=None)
        found[residence.booking] = end
        if end is None or end > residence.arrival:
            next_arrival = residence.arrival
    return found
