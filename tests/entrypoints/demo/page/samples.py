"""Views of the people of the scripted demo."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.address import MAIN, PREVIOUS, Address, AddressLines
from domain.contact import Contact
from domain.event import ContactCode
from domain.identifiers import AddressId, ContactId, ExternalReference
from domain.london import WallTime
from entrypoints.demo.cas3.places import Place
from entrypoints.demo.cas3.record import Booking, Record, Status, SubmittedReferral
from entrypoints.demo.changes import Mark, MarkedAddress, MarkedAnnouncement, MarkedEntry, NotesLine
from entrypoints.demo.messages import Progress, Step, TrackedMessage
from entrypoints.sandbox.people import Officer, SamplePerson
from entrypoints.sandbox.person_view import AddressAnnouncement, DiaryEntry
from entrypoints.sandbox.sample_events import SamplePremises

TODAY = date(2026, 11, 22)
OFFICER = Officer("Priya Nand", "N54A001", "N54", "North East")

ROSA = SamplePerson(crn="X418302", name="Rosa Marlowe", officer=OFFICER)
DANIEL = SamplePerson(crn="D507116", name="Daniel Whitlock", officer=OFFICER)
LONG = SamplePerson(crn="E204518", name="Konstantina Featherstonehaugh-Papadopoulou", officer=OFFICER)


def at(day: int, time: str, month: int = 11) -> WallTime:
    """Return that time of a day in 2026."""
    return WallTime(datetime.fromisoformat(f"2026-{month:02}-{day:02}T{time}"))


def lines(*texts: str, new: Sequence[str] = ()) -> Sequence[NotesLine]:
    """Lines that were there, and then new ones."""
    return [*(NotesLine(text) for text in texts), *(NotesLine(text, is_new=True) for text in new)]


def message(
    number: int, title: str, person: SamplePerson | None, *steps: tuple[str, Progress, str]
) -> TrackedMessage:
    """A message of today with those steps."""
    return TrackedMessage(
        number=number,
        title=title,
        content="{}",
        crn=person.crn if person else "",
        name=person.name if person else "",
        steps=tuple(Step(at=at(22, time), state=state, told=told) for time, state, told in steps),
    )


def place(name: str) -> Place:
    return Place(name, SamplePremises(line1=name, postcode="DH1 9AB", region="North East"))


RECORD = Record(
    referrals=[SubmittedReferral("a-1", at(12, "09:30:00", month=10), date(2026, 11, 2))],
    bookings=[
        Booking(
            id="b-0",
            place=place("3 Orchard Court"),
            status=Status.CANCELLED,
            cancelled_on=date(2026, 10, 20),
            cancellation_reason="No longer needed",
        ),
        Booking(
            id="b-1",
            place=place("Flat B, Pilot Building, The Old Customs Landing"),
            start=date(2027, 2, 1),
            end=date(2027, 4, 26),
        ),
        Booking(
            id="b-2",
            place=place("Room 4, Mill House"),
            status=Status.ACTIVE,
            arrived_on=date(2026, 11, 2),
            end=date(2027, 1, 25),
        ),
    ],
)


def entry(
    number: int, code: ContactCode, time: WallTime, reference: str, *notes: NotesLine, version: int = 1
) -> MarkedEntry:
    contact = Contact(
        id=ContactId(number),
        version=version,
        reference=ExternalReference(f"urn:hmpps:cas3:{reference}"),
        time=time,
        notes="\n".join(line.text for line in notes),
    )
    diary_entry = DiaryEntry(
        contact=contact, code=code, provider="N54", team="N54HPT", staff="N54A001", sensitive=False
    )
    return MarkedEntry(diary_entry, notes)


ARRIVED = entry(
    3,
    ContactCode.PERSON_ARRIVED,
    at(2, "00:00:00"),
    "person-arrived:" + "0123456789abcdef" * 3,
    *lines("Room 4, Mill House", "21 Weaver Lane, Durham, DH1 9AB", "<script>alert(1)</script>"),
)
CANCELLED = entry(
    2,
    ContactCode.BOOKING_CANCELLED,
    at(20, "16:05:41", month=10),
    "booking-cancelled:14c80733-4b6d-4f35-b724-66955aac320c",
    *lines(
        "Reason: No longer needed",
        "",
        "Called her mother about it <b>today</b>",
        new=("Updated in CAS3 on 22/11/2026 10:11:12:", "Reason: Another place was found"),
    ),
    version=3,
)
REFERRED = entry(
    1,
    ContactCode.REFERRAL_SUBMITTED,
    at(12, "09:30:12", month=10),
    "application-submitted:2f1b",
    *lines("CAS3 referral submitted"),
)
DIARY = (
    MarkedEntry(ARRIVED.entry, ARRIVED.notes, Mark.NEW),
    MarkedEntry(CANCELLED.entry, CANCELLED.notes, Mark.CHANGED),
    REFERRED,
)


def address(number: int, start: date, end: date | None, kind: str | None, *texts: str) -> Address:
    building, street, town, postcode = texts
    return Address(
        id=AddressId(number),
        version=1,
        type=kind,
        status=PREVIOUS if end else MAIN,
        lines=AddressLines(building=building or None, street=street, town=town, postcode=postcode),
        start=start,
        end=end,
    )


TANNER_ROW = address(1, date(2019, 2, 1), date(2026, 9, 14), None, "", "14 Tanner Row", "Durham", "DH1 9PQ")
QUAYSIDE = address(
    2,
    date(2026, 9, 14),
    date(2026, 11, 2),
    "A17",
    "Flat B, Pilot Building, The Old Customs Landing",
    "7 Quayside",
    "Newcastle",
    "NE1 9XY",
)
MILL_HOUSE = address(
    3, date(2026, 11, 2), None, "A17", "Room 4, Mill House", "21 Weaver Lane", "Durham", "DH1 9AB"
)
WAS_OPEN = address(
    2, date(2026, 9, 14), None, "A17", *("Flat B, Pilot Building", "7 Quayside", "Newcastle", "NE1 9XY")
)
ADDRESSES = (
    MarkedAddress(TANNER_ROW),
    MarkedAddress(QUAYSIDE, WAS_OPEN, Mark.CHANGED),
    MarkedAddress(MILL_HOUSE, None, Mark.NEW),
)


def announcement(when: WallTime, status: str, what: str, number: int) -> AddressAnnouncement:
    return AddressAnnouncement(
        document={},
        at=when,
        event_type=f"probation-case.address.{what}",
        crn=ROSA.crn,
        status=status,
        address_id=number,
    )


ANNOUNCED = (
    MarkedAnnouncement(announcement(at(14, "11:00:03", month=9), "Main Address", "created", 2), QUAYSIDE),
    MarkedAnnouncement(announcement(at(22, "14:07:09"), "Previous Address", "updated", 9), None, Mark.NEW),
)

MESSAGES = (
    message(9, "Held news", DANIEL, ("14:08:00", Progress.HELD_BACK, "Held back until you release it.")),
    message(8, "Departure changed", ROSA, ("14:07:30", Progress.QUEUED, "")),
    message(
        7,
        "Person arrived",
        ROSA,
        ("14:07:01", Progress.QUEUED, ""),
        ("14:07:04", Progress.IN_WORK, "Received for the first time."),
        ("14:07:09", Progress.RECORDED, "Written to Delius."),
    ),
    message(6, "Person arrived", ROSA, ("14:06:59", Progress.ALREADY_RECORDED, "Delius had it already.")),
    message(
        5,
        "Booking cancelled",
        ROSA,
        ("14:06:30", Progress.QUEUED, ""),
        ("14:06:41", Progress.RECEIVED_LATE, "A later message was there already."),
    ),
    message(
        4,
        "Text that is not a message",
        None,
        ("14:05:30", Progress.QUEUED, ""),
        (
            "14:05:33",
            Progress.SET_ASIDE,
            "not JSON: Expecting value, line 1 column 1 (char 0), in urn:hmpps:cas3:" + "x" * 60,
        ),
    ),
    message(3, "Booking confirmed", LONG, ("14:05:01", Progress.WAITING, "The CAS3 API answers with 503.")),
    message(2, "Booking provisionally made", LONG, ("14:04:01", Progress.LATER, "Tried again in 5 minutes.")),
    message(1, "Referral submitted", ROSA, ("14:03:00", Progress.IN_WORK, "")),
)
