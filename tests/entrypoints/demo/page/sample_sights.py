"""What there is to see of the people of the scripted stage."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.london import WallTime
from entrypoints.demo.page.doings import Action
from entrypoints.demo.page.sights import (
    Announced,
    Booking,
    Cas3,
    Delius,
    Entry,
    Home,
    Line,
    Mark,
    Resident,
    State,
    Step,
    Way,
)

TODAY = date(2026, 11, 22)

ROSA = Resident(crn="X418302", name="Rosa Marlowe", about="Lives at Mill House since 2 November")
DANIEL = Resident(crn="D507116", name="Daniel Whitlock", about="Leaves prison next week")
LONG = Resident(
    crn="E204518", name="Konstantina Featherstonehaugh-Papadopoulou", about="Never had to do with CAS3"
)


def at(day: int, time: str, month: int = 11) -> WallTime:
    """That time of a day in 2026."""
    return WallTime(datetime.fromisoformat(f"2026-{month:02}-{day:02}T{time}"))


def lines(*texts: str, new: Sequence[str] = ()) -> Sequence[Line]:
    """Lines that were there, and then new ones."""
    return [*(Line(text=text) for text in texts), *(Line(text=text, is_new=True) for text in new)]


def way(number: int, title: str, resident: Resident | None, *steps: tuple[str, State, str]) -> Way:
    """A message of today with those steps."""
    return Way(
        number=number,
        title=title,
        crn=resident.crn if resident else "",
        name=resident.name if resident else "",
        steps=[Step(at=at(22, time), state=state, told=told) for time, state, told in steps],
    )


CAS3_OF_ROSA = Cas3(
    officer="Priya Nand (N54A001)",
    referrals=("Submitted on 12 October 2026, accommodation needed from 2 November 2026",),
    actions=(Action.SUBMIT_REFERRAL, Action.BOOK),
    bookings=(
        Booking(
            id="b-2",
            place="Room 4, Mill House",
            status="Arrived",
            facts=(("Booked", "2 November 2026 to 25 January 2027"), ("Arrived", "2 November 2026")),
            actions=(Action.CHANGE_ARRIVAL, Action.DEPART),
        ),
        Booking(
            id="b-1",
            place="Flat B, Pilot Building, The Old Customs Landing",
            status="Provisional",
            facts=(("Booked", "1 February 2027 to 26 April 2027"),),
            actions=(Action.CONFIRM, Action.CANCEL, Action.ARRIVE),
        ),
        Booking(
            id="b-0",
            place="3 Orchard Court",
            status="Cancelled",
            facts=(("Cancelled", "20 October 2026"), ("Reason", "No longer needed")),
            actions=(Action.CHANGE_CANCELLATION,),
        ),
    ),
)

_REFERENCE = "urn:hmpps:cas3:booking-cancelled:14c80733-4b6d-4f35-b724-66955aac320c"

DELIUS_OF_ROSA = Delius(
    diary=(
        Entry(
            id=1,
            version=1,
            time=at(12, "09:30:12", month=10),
            title="Referral submitted",
            code="EARS",
            officer="Priya Nand (N54A001)",
            reference="urn:hmpps:cas3:application-submitted:2f1b",
            notes=lines("CAS3 referral submitted"),
        ),
        Entry(
            id=2,
            version=3,
            time=at(20, "16:05:41", month=10),
            title="Booking cancelled",
            code="EACA",
            officer="Priya Nand (N54A001)",
            reference=_REFERENCE,
            notes=lines(
                "Reason: No longer needed",
                "",
                "Called her mother about it <b>today</b>",
                new=("Cancellation changed, 22/11/2026 10:11:12", "Reason: Another place was found"),
            ),
            mark=Mark.CHANGED,
        ),
        Entry(
            id=3,
            version=1,
            time=at(2, "00:00:00"),
            title="Arrived at the accommodation",
            code="EAAR",
            officer="Unallocated staff of the homelessness prevention team, North East",
            reference="urn:hmpps:cas3:person-arrived:" + "0123456789abcdef" * 3,
            notes=lines("Room 4, Mill House", "21 Weaver Lane, Durham, DH1 9AB", "<script>alert(1)</script>"),
            mark=Mark.NEW,
        ),
    ),
    homes=(
        Home(
            id=1,
            address="14 Tanner Row, Durham, DH1 9PQ",
            start=date(2019, 2, 1),
            end=date(2026, 9, 14),
            kind="previous",
            is_main=False,
            is_cas3=False,
        ),
        Home(
            id=2,
            address="Flat B, Pilot Building, The Old Customs Landing, 7 Quayside, Newcastle, NE1 9XY",
            start=date(2026, 9, 14),
            end=date(2026, 11, 2),
            kind="previous, CAS3",
            is_main=False,
            is_cas3=True,
            mark=Mark.CHANGED,
        ),
        Home(
            id=3,
            address="Room 4, Mill House, 21 Weaver Lane, Durham, DH1 9AB",
            start=date(2026, 11, 2),
            end=None,
            kind="main, CAS3",
            is_main=True,
            is_cas3=True,
            mark=Mark.NEW,
        ),
    ),
    announced=(
        Announced(
            at=at(14, "11:00:03", month=9),
            what="main address added",
            address="Flat B, Pilot Building, The Old Customs Landing, 7 Quayside, Newcastle, NE1 9XY",
            event_type="probation-case.address.created",
        ),
        Announced(
            at=at(22, "14:07:09"),
            what="previous address changed",
            address="",
            event_type="probation-case.address.updated",
            mark=Mark.NEW,
        ),
    ),
)

NOTHING_IN_DELIUS = Delius(diary=(), homes=(), announced=())

WAYS = (
    way(9, "Held news", DANIEL, ("14:08:00", State.HELD_BACK, "Held back until you let it go.")),
    way(8, "Departure changed", ROSA, ("14:07:30", State.QUEUED, "")),
    way(
        7,
        "Person arrived",
        ROSA,
        ("14:07:01", State.QUEUED, ""),
        ("14:07:04", State.IN_WORK, "Received for the first time."),
        ("14:07:09", State.RECORDED, "Written to Delius."),
    ),
    way(6, "Person arrived", ROSA, ("14:06:59", State.ALREADY_RECORDED, "Delius had it already.")),
    way(
        5,
        "Booking cancelled",
        ROSA,
        ("14:06:30", State.QUEUED, ""),
        ("14:06:41", State.OUT_OF_SEQUENCE, "Newer news was there already."),
    ),
    way(
        4,
        "Text that is no message at all",
        None,
        ("14:05:30", State.QUEUED, ""),
        (
            "14:05:33",
            State.SET_ASIDE,
            "not JSON: Expecting value, line 1 column 1 (char 0), in urn:hmpps:cas3:" + "x" * 60,
        ),
    ),
    way(3, "Booking confirmed", LONG, ("14:05:01", State.WAITING, "The CAS3 API answers with status 503.")),
    way(2, "Booking provisionally made", LONG, ("14:04:01", State.LATER, "Tried again in 5 minutes.")),
    way(1, "Referral submitted", ROSA, ("14:03:00", State.IN_WORK, "")),
)
