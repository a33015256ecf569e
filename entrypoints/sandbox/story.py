"""A made-up story of two people, as CAS3 tells it.

Rosa moves from one place to another within a day, and the news of her arrival comes before that of her
leaving. Daniel's first booking is cancelled; he comes later, and leaves again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.event import EventType
from entrypoints.sandbox.sample_events import on
from entrypoints.sandbox.scene import (
    DANIEL,
    MILL_HOUSE,
    ORCHARD_COURT,
    QUAYSIDE,
    ROSA,
    Scene,
    made_id,
    officer_of,
    scene,
)


def story() -> Sequence[Scene]:
    """The scenes in the order in which their messages come."""
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
        scene("Rosa is referred", referred, ROSA, "05-04T10:12:30", applicationId=made_id("Rosa's referral")),
        scene(
            "Daniel is referred",
            referred,
            DANIEL,
            "05-06T15:40:02",
            applicationId=made_id("Daniel's referral"),
        ),
    ]


def _rosa_is_booked() -> Sequence[Scene]:
    booked, confirmed = EventType.BOOKING_PROVISIONALLY_MADE, EventType.BOOKING_CONFIRMED
    expected = {"bookingId": made_id("Mill House"), "expectedArrivedAt": on(date(2026, 6, 1))}
    by = officer_of(ROSA)
    return [
        scene("Rosa may come to Mill House", booked, ROSA, "05-14T09:05:11", **expected, bookedBy=by),
        scene("Mill House expects Rosa", confirmed, ROSA, "05-18T16:48:57", **expected, confirmedBy=by),
    ]


def _daniel_is_cancelled() -> Sequence[Scene]:
    booking, by = {"bookingId": made_id("Beech Road")}, officer_of(DANIEL)
    cancelled = {**booking, "cancelledAt": date(2026, 5, 22), "cancelledBy": by}
    confirmed = scene(
        "Daniel's place is confirmed, but CAS3 has no details",
        EventType.BOOKING_CONFIRMED,
        DANIEL,
        "05-20T11:30:00",
        **booking,
    )
    return [
        replace(confirmed, answered=False),
        scene(
            "Daniel's place is cancelled",
            EventType.BOOKING_CANCELLED,
            DANIEL,
            "05-22T13:02:44",
            **cancelled,
            cancellationReason="Booking made in error",
        ),
        scene(
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
    arrived = {"bookingId": made_id("Mill House"), "premises": MILL_HOUSE, "arrivedAt": on(date(2026, 6, 1))}
    arrived |= {"recordedBy": officer_of(ROSA)}
    corrected = {"expectedDepartureOn": date(2026, 6, 30), "notes": "Leaving date corrected."}
    first = {"expectedDepartureOn": date(2026, 8, 24), "notes": "Has the key. Support plan [draft] agreed."}
    return [
        scene(
            "Her leaving date at Mill House is corrected",
            EventType.PERSON_ARRIVED_UPDATED,
            ROSA,
            "06-01T16:20:41",
            **arrived,
            **corrected,
        ),
        scene(
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
    moved, by = on(date(2026, 6, 15)), {"recordedBy": officer_of(ROSA)}
    arrives = scene(
        "Rosa arrives at the Quayside",
        EventType.PERSON_ARRIVED,
        ROSA,
        "06-15T09:41:36",
        **by,
        bookingId=made_id("Quayside"),
        premises=QUAYSIDE,
        arrivedAt=moved,
        expectedDepartureOn=date(2026, 9, 7),
    )
    leaves = scene(
        "Rosa has left Mill House",
        EventType.PERSON_DEPARTED,
        ROSA,
        "06-15T11:25:13",
        **by,
        bookingId=made_id("Mill House"),
        departedAt=moved,
        reason="Planned move-on",
        reasonDetail="Transferred to other CAS3 accommodation",
        notes="Room checked, key returned.",
    )
    return [arrives, Scene("The same message comes again", arrives.event), leaves]


def _daniel_comes_and_goes() -> Sequence[Scene]:
    """Nobody is said to have recorded his arrival."""
    booking = {"bookingId": made_id("Orchard Court")}
    return [
        scene(
            "Daniel arrives at Orchard Court",
            EventType.PERSON_ARRIVED,
            DANIEL,
            "06-16T17:15:00",
            **booking,
            premises=ORCHARD_COURT,
            arrivedAt=on(date(2026, 6, 16)),
        ),
        scene(
            "Daniel leaves Orchard Court",
            EventType.PERSON_DEPARTED,
            DANIEL,
            "07-03T10:08:22",
            **booking,
            recordedBy=officer_of(DANIEL),
            departedAt=on(date(2026, 7, 3)),
            reason="Left of own accord",
        ),
    ]
