"""The end of each home of a person, whatever the order in which its events came (rule 3, "Timeline")."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


class Cause(StrEnum):
    """A reason for the end of a residence or an other home: the rows of the table at `timeline`."""

    OPEN = "nothing ended it"
    DEPARTURE = "its departure"
    BY_HAND = "a person"
    NEXT_ARRIVAL = "an arrival"
    NEXT_HOME = "the start of an other home"
    SAME_PLACE = "it is the residence, entered again"
    IN_PLACE_OF = "it stands in place of the residence, and ends with it"


@dataclass(frozen=True, slots=True)
class Ending:
    """The day on which a home ends, None if it is open, why, and `by` what other home or residence."""

    day: date | None
    cause: Cause
    by: Key | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The ending of each home, and the bookings in whose place a home stands."""

    endings: Mapping[Key, Ending]
    replaced: Collection[BookingId] = ()

    def end(self, key: Key) -> date | None:
        """Return the day on which that home ends; None if it is open."""
        return self.endings[key].day


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
    starts = [home for home in homes if home.address not in again]
    endings: dict[Key, Ending] = {}
    lasting: list[Residence] = []
    for residence in reversed(in_order):
        ending = _own_ending(residence, replaced) or _next_start(residence, lasting, starts)
        endings[residence.booking] = ending
        if _has_length(residence, ending.day):
            lasting.append(residence)
    for home in homes:
        endings[home.address] = _ending_of_home(home, again.get(home.address), endings, lasting)
    return Timeline(endings, replaced)


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


def _own_ending(residence: Residence, replaced: Collection[BookingId]) -> Ending | None:
    if residence.given_up_on is not None and residence.booking not in replaced:
        return Ending(residence.given_up_on, Cause.BY_HAND)
    if residence.departure is not None:
        return Ending(residence.departure, Cause.DEPARTURE)
    return None


def _next_start(residence: Residence, later: Sequence[Residence], homes: Sequence[OtherHome]) -> Ending:
    """Return the start of what comes next; of `later` residences the last is the earliest."""
    starts = [
        *(
            Ending(home.began, Cause.NEXT_HOME, home.address)
            for home in homes
            if home.began > residence.arrival
        ),
        *(Ending(each.arrival, Cause.NEXT_ARRIVAL, each.booking) for each in later[-1:]),
    ]
    return _first(starts)


def _ending_of_home(
    home: OtherHome,
    again: Residence | None,
    endings: Mapping[Key, Ending],
    lasting: Sequence[Residence],
) -> Ending:
    if again is not None and again.is_given_up:
        return Ending(endings[again.booking].day, Cause.IN_PLACE_OF, again.booking)
    if again is not None:
        return Ending(home.began, Cause.SAME_PLACE, again.booking)
    arrivals = [
        Ending(each.arrival, Cause.NEXT_ARRIVAL, each.booking)
        for each in lasting
        if each.arrival >= home.began and each.arrival_number >= home.first_seen_number
    ]
    return _first(arrivals)


def _first(endings: Sequence[Ending]) -> Ending:
    """Return the earliest, of several on one day the smallest key: the order of rows must not matter."""
    return min(
        endings,
        key=lambda each: (each.day or date.max, each.cause, str(each.by)),
        default=Ending(None, Cause.OPEN),
    )
