"""CAS3's record of a person: referrals and bookings, from all the events that it has published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.event import EventType
from domain.london import Instant, WallTime, instant, wall_time
from entrypoints.demo.cas3.places import Place, place_named, place_of
from entrypoints.demo.refusals import NotThere
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises


class Status(StrEnum):
    """The statuses of a booking, in order, in the words of CAS3: an arrival makes it active."""

    PROVISIONAL = "Provisional"
    CONFIRMED = "Confirmed"
    CANCELLED = "Cancelled"
    ACTIVE = "Active"
    DEPARTED = "Departed"


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """An event, which may lack any of its details, and the values of the form that it was made from.

    `leads_to` is the status of its booking afterwards; None for a referral.
    """

    event: SampleEvent
    leads_to: Status | None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> Instant:
        """Return when CAS3 recorded it."""
        return instant(self.event.timestamp)

    @property
    def place(self) -> Place | None:
        """Return where it happened, if that is known."""
        premises: object = self.event.details.get("premises")
        if isinstance(premises, SamplePremises):
            return place_of(premises)
        return place_named(self.values["place"]) if "place" in self.values else None

    def id(self, name: str) -> str:
        """Return the id that the details hold under that name; empty if they hold none."""
        return str(self.event.details.get(name) or "")


@dataclass(frozen=True, slots=True)
class SubmittedReferral:
    """An application: when it was submitted, and from when it asks for a place, if that is known."""

    id: str
    submitted: WallTime
    needed_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The newest of all that staff filled in, by the names of the fields of their forms.

    `start` and `end` are when the person is expected to arrive and to leave. None or empty: not known.
    """

    id: str
    application: str = ""
    status: Status = Status.PROVISIONAL
    place: Place | None = None
    start: date | None = None
    end: date | None = None
    cancelled_on: date | None = None
    cancellation_reason: str = ""
    arrived_on: date | None = None
    departed_on: date | None = None
    departure_reason: str = ""
    reason_detail: str = ""
    move_on: str = ""
    notes: str = ""

    @property
    def place_name(self) -> str:
        """Return the name of the place."""
        return self.place.name if self.place else "Place not known"

    @property
    def is_to_come(self) -> bool:
        """Return whether the stay has neither begun nor been cancelled."""
        return self.status in {Status.PROVISIONAL, Status.CONFIRMED}

    def after(self, published: PublishedEvent) -> "Booking":
        """Return the booking with that event too. An event of an earlier status does not take it back."""
        known = {name: value for name, value in published.values.items() if name != "place"}
        statuses = (self.status, published.leads_to or self.status)
        return replace(
            self,
            **{"notes": "", **known},
            application=published.id("applicationId") or self.application,
            status=max(statuses, key=list(Status).index),
            place=published.place or self.place,
        )


@dataclass(frozen=True, slots=True)
class Record:
    """The referrals and bookings of one person at CAS3, in the order in which they first came up."""

    referrals: Sequence[SubmittedReferral]
    bookings: Sequence[Booking]

    @classmethod
    def of(cls, published: Iterable[PublishedEvent]) -> "Record":
        """Return what is known after all of these, which concern one person and may come in any order."""
        referrals: dict[str, SubmittedReferral] = {}
        bookings: dict[str, Booking] = {}
        for each in sorted(published, key=lambda each: each.at):
            if each.event.type is EventType.REFERRAL_SUBMITTED:
                application = each.id("applicationId")
                referrals[application] = SubmittedReferral(
                    application, wall_time(each.at), each.values.get("needed_from")
                )
            else:
                booking = each.id("bookingId")
                bookings[booking] = bookings.get(booking, Booking(id=booking)).after(each)
        return cls(tuple(referrals.values()), tuple(bookings.values()))

    def booking(self, identifier: str) -> Booking:
        """Return the booking with that id; NotThere if the person has none such."""
        for booking in self.bookings:
            if booking.id == identifier:
                return booking
        raise NotThere(f"the person has no booking {identifier!r} at CAS3")

    @property
    def newest_referral(self) -> SubmittedReferral | None:
        """Return the last that was submitted, if any was."""
        return self.referrals[-1] if self.referrals else None
