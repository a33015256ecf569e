"""A made-up story of two people, as CAS3 tells it.

Rosa moves from one place to another within a day, and the news of her arrival comes before that of her
leaving. Daniel's first booking is cancelled; he comes later, and leaves again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from domain.event import EventType
from entrypoints.sandbox.people import DANIEL, ROSA, SamplePerson
from entrypoints.sandbox.results import PlayedEvent
from entrypoints.sandbox.sample_events import SampleEvent, SamplePremises, on

MILL_HOUSE: Final = SamplePremises(
    line1="Room 4, Mill House", line2="21 Weaver Lane", postcode="dh1 9ab", town="Durham", region="North East"
)
QUAYSIDE: Final = SamplePremises(
    line1="Flat B, Pilot Building, The Old Customs Landing",
    line2="7 Quayside",
    postcode="NE1 9XY",
    town="Newcastle upon Tyne",
    region="North East",
)
ORCHARD_COURT: Final = SamplePremises(
    line1="3 Orchard Court", postcode="BB1 9ZZ", town="Blackburn", region="North West"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """An event, and what happens in it. Unless it is `answered` the CAS3 API never has its details.

    `kept` is what staff filled in and no event carries, by the names of the fields of CAS3's forms.
    """

    name: str
    event: SampleEvent
    answered: bool = True
    kept: Mapping[str, Any] = field(default_factory=dict)

    def days_later(self, days: int) -> "Scene":
        """Return the same scene so many days later, with all its dates."""
        later = timedelta(days=days)
        kept = {
            name: value + later if isinstance(value, date) else value for name, value in self.kept.items()
        }
        return replace(self, event=self.event.days_later(days), kept=kept)

    def with_outcome(self, outcome: str, reason: str | None) -> PlayedEvent:
        """Return what is shown of the scene once it was played."""
        return PlayedEvent(
            name=self.name,
            event_type=self.event.type.value,
            crn=self.event.crn,
            outcome=outcome,
            reason=reason,
        )


def story() -> Sequence[Scene]:
    """Return the scenes in the order in which their messages come."""
    return [
        *_both_are_referred(),
        *_rosa_is_booked(),
        *_daniel_is_cancelled(),
        *_rosa_moves_in(),
        *_rosa_moves_on(),
        *_daniel_comes_and_goes(),
    ]


def _both_are_referred() -> Sequence[Scene]:
    referred = EventType.REFERRAL_SUBMITTED
    return [
        _scene(
            "Rosa is referred", referred, ROSA, "05-04T10:12:30", applicationId=_made_id("Rosa's referral")
        ),
        _scene(
            "Daniel is referred",
            referred,
            DANIEL,
            "05-06T15:40:02",
            applicationId=_made_id("Daniel's referral"),
        ),
    ]


def _rosa_is_booked() -> Sequence[Scene]:
    booked, confirmed = EventType.BOOKING_PROVISIONALLY_MADE, EventType.BOOKING_CONFIRMED
    expected = {"bookingId": _made_id("Mill House"), "expectedArrivedAt": on(date(2026, 6, 1))}
    by = ROSA.officer.as_staff
    return [
        _scene("Rosa may come to Mill House", booked, ROSA, "05-14T09:05:11", **expected, bookedBy=by),
        _scene("Mill House expects Rosa", confirmed, ROSA, "05-18T16:48:57", **expected, confirmedBy=by),
    ]


def _daniel_is_cancelled() -> Sequence[Scene]:
    booking, by = {"bookingId": _made_id("Beech Road")}, DANIEL.officer.as_staff
    cancelled = {**booking, "cancelledAt": date(2026, 5, 22), "cancelledBy": by}
    confirmed = _scene(
        "Daniel's place is confirmed, but CAS3 has no details",
        EventType.BOOKING_CONFIRMED,
        DANIEL,
        "05-20T11:30:00",
        **booking,
        expectedArrivedAt=on(date(2026, 5, 26)),
        confirmedBy=by,
    )
    return [
        replace(confirmed, answered=False),
        _scene(
            "Daniel's place is cancelled",
            EventType.BOOKING_CANCELLED,
            DANIEL,
            "05-22T13:02:44",
            **cancelled,
            cancellationReason="Booking made in error",
        ),
        _scene(
            "The reason is put right",
            EventType.BOOKING_CANCELLED_UPDATED,
            DANIEL,
            "05-26T08:57:19",
            **cancelled,
            cancellationReason="Alternative suitable accommodation provided",
            notes="He stays with his sister until a place nearer to his work is free.",
        ),
    ]


def _rosa_moves_in() -> Sequence[Scene]:
    """The update overtakes what it updates."""
    arrived = {"bookingId": _made_id("Mill House"), "premises": MILL_HOUSE, "arrivedAt": on(date(2026, 6, 1))}
    arrived |= {"recordedBy": ROSA.officer.as_staff}
    corrected = {"expectedDepartureOn": date(2026, 6, 30), "notes": "Leaving date corrected."}
    first = {"expectedDepartureOn": date(2026, 8, 24), "notes": "Has the key. Support plan [draft] agreed."}
    return [
        _scene(
            "Her leaving date at Mill House is corrected",
            EventType.PERSON_ARRIVED_UPDATED,
            ROSA,
            "06-01T16:20:41",
            **arrived,
            **corrected,
        ),
        _scene(
            "Rosa arrives at Mill House (this news is late)",
            EventType.PERSON_ARRIVED,
            ROSA,
            "06-01T14:03:08",
            **arrived,
            **first,
        ),
    ]


def _rosa_moves_on() -> Sequence[Scene]:
    """The arrival comes before the departure, and comes twice."""
    moved, by = on(date(2026, 6, 15)), {"recordedBy": ROSA.officer.as_staff}
    arrives = _scene(
        "Rosa arrives at the Quayside",
        EventType.PERSON_ARRIVED,
        ROSA,
        "06-15T09:41:36",
        **by,
        bookingId=_made_id("Quayside"),
        premises=QUAYSIDE,
        arrivedAt=moved,
        expectedDepartureOn=date(2026, 9, 7),
    )
    leaves = _scene(
        "Rosa has left Mill House",
        EventType.PERSON_DEPARTED,
        ROSA,
        "06-15T11:25:13",
        **by,
        bookingId=_made_id("Mill House"),
        departedAt=moved,
        reason="Planned move-on",
        reasonDetail="Transferred to other CAS3 accommodation",
        notes="Room checked, key returned.",
    )
    return [arrives, Scene("The same message comes again", arrives.event), leaves]


def _daniel_comes_and_goes() -> Sequence[Scene]:
    """Return scenes of an arrival that nobody is said to have recorded, and of a departure."""
    booking = {"bookingId": _made_id("Orchard Court")}
    return [
        _scene(
            "Daniel arrives at Orchard Court",
            EventType.PERSON_ARRIVED,
            DANIEL,
            "06-16T17:15:00",
            **booking,
            premises=ORCHARD_COURT,
            arrivedAt=on(date(2026, 6, 16)),
        ),
        _scene(
            "Daniel leaves Orchard Court",
            EventType.PERSON_DEPARTED,
            DANIEL,
            "07-03T10:08:22",
            **booking,
            recordedBy=DANIEL.officer.as_staff,
            departedAt=on(date(2026, 7, 3)),
            reason="Left of own accord",
        ),
    ]


def _scene(name: str, kind: EventType, person: SamplePerson, at: str, **details: Any) -> Scene:
    """Return a scene that CAS3 recorded `at` that time of 2026, on London's clocks."""
    event = SampleEvent(
        type=kind,
        crn=person.crn,
        timestamp=datetime.fromisoformat(f"2026-{at}"),
        details=details,
        id=_made_id(name),
    )
    subject = str(details.get("bookingId") or details.get("applicationId"))
    return Scene(name, event, kept=_KEPT_BY_CAS3.get(subject, {}))


def _made_id(name: str) -> str:
    """Return the same id every time."""
    return str(uuid5(NAMESPACE_URL, f"cas3-and-delius:demo:{name}"))


_KEPT_BY_CAS3: Final[Mapping[str, Mapping[str, Any]]] = {
    _made_id("Rosa's referral"): {"needed_from": date(2026, 6, 1)},
    _made_id("Daniel's referral"): {"needed_from": date(2026, 5, 26)},
    _made_id("Mill House"): {
        "place": "Mill House, Durham",
        "end": date(2026, 8, 24),
        "move_on": "Other CAS3 accommodation",
    },
    _made_id("Quayside"): {"place": "Quayside, Newcastle upon Tyne"},
    _made_id("Beech Road"): {"place": "Beech Road, Bradford"},
    _made_id("Orchard Court"): {"place": "Orchard Court, Blackburn", "move_on": "Not known"},
}
