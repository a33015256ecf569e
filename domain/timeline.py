"""The end of each home of a person, whatever the order in which its events came (rule 3, "Timeline")."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.address import same_postcode
from domain.identifiers import AddressId, BookingId
from domain.london import Instant

Key = BookingId | AddressId
"""A residence is known by its booking, an other home by its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """A stay that began, in the postcode of its newest premises.

    `departure` may lie before the arrival, which is as if it were on that day; it is None where a person
    opened the address again. A person may have ended or deleted the address: then it `is_given_up`, on the
    day `given_up_on` if that counts.
    """

    booking: BookingId
    arrival: date
    arrival_recorded: Instant
    arrival_number: int
    postcode: str | None = None
    departure: date | None = None
    is_given_up: bool = False
    given_up_on: date | None = None

    @property
    def sort_key(self) -> tuple[date, Instant, BookingId]:
        """The order among the residences of the person."""
        return self.arrival, self.arrival_recorded, self.booking


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHome:
    """A home that belongs to no booking; without a start date it began before everything."""

    address: AddressId
    start: date | None
    first_seen_number: int
    postcode: str | None = None
    is_ended_by_hand: bool = False

    @property
    def began(self) -> date:
        """The day on which it began."""
        return self.start or date.min


@dataclass(frozen=True, slots=True)
class Timeline:
    """The end of each home, None for one that is open, and the bookings in whose place a home stands."""

    ends: Mapping[Key, date | None]
    replaced: Collection[BookingId] = ()


def timeline(residences: Collection[Residence], homes: Collection[OtherHome]) -> Timeline:
    """Return when each home ends.

    ========================================================  ==============================================
    a residence …                                             ends
    ========================================================  ==============================================
    that a person gave up, with no home in its place          on the day that they set
    that has a departure                                      on its departure
    else                                                      on the next arrival, or on the start of an other
                                                              home that began after its own, if that is first
    an other home …
    that began during a residence, with its postcode          on its own start; when the residence does where
                                                              that was given up, as it stands in its place
    else                                                      on the first arrival on or after its start, but
                                                              for arrivals recorded before it was first seen
    ========================================================  ==============================================

    A residence that ends on or before its first day, and a home in a residence's postcode, end nothing.
    """
    in_order = sorted(residences, key=lambda residence: residence.sort_key)
    again = {home.address: found for home in homes if (found := _entered_again(home, in_order))}
    replaced = {
        again[home.address].booking
        for home in homes
        if home.address in again and again[home.address].is_given_up and not home.is_ended_by_hand
    }
    starts = [home.began for home in homes if home.address not in again]
    ends: dict[Key, date | None] = {}
    lasting: list[Residence] = []
    for residence in reversed(in_order):
        end = _own_end(residence, replaced) or _next_start(residence, lasting, starts)
        ends[residence.booking] = end
        if _has_length(residence, end):
            lasting.append(residence)
    for home in homes:
        ends[home.address] = _end_of_home(home, again.get(home.address), ends, lasting)
    return Timeline(ends, replaced)


def _has_length(residence: Residence, end: date | None) -> bool:
    """Tell whether it lasted beyond its first day; one that did not might as well not have been."""
    return end is None or end > residence.arrival


def _entered_again(home: OtherHome, in_order: Sequence[Residence]) -> Residence | None:
    """Return the residence at which the person stayed when the home began, if it is the same place."""
    arrived = [each for each in in_order if each.arrival <= home.began and _has_length(each, each.departure)]
    if not arrived:
        return None
    latest = arrived[-1]
    is_staying = latest.departure is None or home.began < latest.departure
    return latest if is_staying and same_postcode(latest.postcode, home.postcode) else None


def _own_end(residence: Residence, replaced: Collection[BookingId]) -> date | None:
    is_replaced = residence.booking in replaced
    return residence.departure if is_replaced else residence.given_up_on or residence.departure


def _next_start(residence: Residence, later: Sequence[Residence], homes: Sequence[date]) -> date | None:
    """Return the start of what comes next; of `later` residences the last is the earliest."""
    starts = [start for start in homes if start > residence.arrival]
    return min([*starts, *(each.arrival for each in later[-1:])], default=None)


def _end_of_home(
    home: OtherHome, again: Residence | None, ends: Mapping[Key, date | None], lasting: Sequence[Residence]
) -> date | None:
    if again is not None:
        return ends[again.booking] if again.is_given_up else home.began
    arrivals = (
        each.arrival
        for each in lasting
        if each.arrival >= home.began and each.arrival_number >= home.first_seen_number
    )
    return min(arrivals, default=None)
