"""The workflows as the book draws them: who does what at CAS3, and what comes out in Delius and beyond."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.event import ContactCode, EventType

UNCHANGED: Final = "unchanged"
NOT_NOTIFIED: Final = "not notified"
_APPENDED: Final = "its lines are appended, and what is written there stays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One business event: who does what, what the diary and the address become, and who is notified."""

    who: str = "Accommodation staff, in CAS3"
    done: str
    message: EventType
    contact: ContactCode
    diary: str
    address: str = UNCHANGED
    notified: str = NOT_NOTIFIED

    @property
    def changes_address(self) -> bool:
        """Tell whether the event is about the address, too."""
        return self.address != UNCHANGED


@dataclass(frozen=True, slots=True)
class Workflow:
    """Some business events that belong together; `feature` is the name of the file with their rules."""

    name: str
    feature: str
    purpose: str
    steps: Sequence[Step]


WORKFLOWS: Final = (
    Workflow(
        "Referral",
        "referral_application",
        "A practitioner asks CAS3 for a place.",
        [
            Step(
                who="The practitioner, in CAS3",
                done="A referral application is submitted",
                message=EventType.REFERRAL_SUBMITTED,
                contact=ContactCode.REFERRAL_SUBMITTED,
                diary="a new contact, at the time of the submission",
            )
        ],
    ),
    Workflow(
        "Booking",
        "booking",
        "CAS3 finds a place, and the booking is confirmed or cancelled.",
        [
            Step(
                done="A provisional booking is created",
                message=EventType.BOOKING_PROVISIONALLY_MADE,
                contact=ContactCode.BOOKING_PROVISIONALLY_MADE,
                diary="a new contact with the expected arrival date",
            ),
            Step(
                done="The booking is confirmed",
                message=EventType.BOOKING_CONFIRMED,
                contact=ContactCode.BOOKING_CONFIRMED,
                diary="a new contact with the expected arrival date",
            ),
            Step(
                done="The booking is cancelled",
                message=EventType.BOOKING_CANCELLED,
                contact=ContactCode.BOOKING_CANCELLED,
                diary="a new contact on the day of the cancellation, with its reason",
            ),
        ],
    ),
    Workflow(
        "Booking update",
        "booking_update",
        "The details of a cancellation are put right.",
        [
            Step(
                done="The cancellation is changed",
                message=EventType.BOOKING_CANCELLED_UPDATED,
                contact=ContactCode.BOOKING_CANCELLED,
                diary=f"the same contact: {_APPENDED}",
            )
        ],
    ),
    Workflow(
        "Residence",
        "residence",
        "The person moves in, and later leaves.",
        [
            Step(
                done="The person’s arrival is recorded",
                message=EventType.PERSON_ARRIVED,
                contact=ContactCode.PERSON_ARRIVED,
                diary="a new contact on the day of the arrival",
                address="the premises become the main address; the home before ends that day",
                notified="address added; address changed for the home before",
            ),
            Step(
                done="The person’s departure is recorded",
                message=EventType.PERSON_DEPARTED,
                contact=ContactCode.PERSON_DEPARTED,
                diary="a new contact on the day of the departure, with its reason",
                address="the main address ends that day and becomes a previous one",
                notified="address changed",
            ),
        ],
    ),
    Workflow(
        "Residence update",
        "residence_update",
        "The details of an arrival or a departure are put right.",
        [
            Step(
                done="The arrival is changed",
                message=EventType.PERSON_ARRIVED_UPDATED,
                contact=ContactCode.PERSON_ARRIVED,
                diary=f"the same contact: {_APPENDED}",
                address="premises and start are put right, and with them the end of the home before",
                notified="address changed, for each that did",
            ),
            Step(
                done="The departure is changed",
                message=EventType.PERSON_DEPARTED_UPDATED,
                contact=ContactCode.PERSON_DEPARTED,
                diary=f"the same contact: {_APPENDED}",
                address="the end is put right",
                notified="address changed, if it did",
            ),
        ],
    ),
)
