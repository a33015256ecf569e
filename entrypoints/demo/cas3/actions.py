"""The nine things that staff can do at CAS3, in one table: which event each publishes, when it is offered,
and which fields its form has.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.event import EventType
from entrypoints.demo.cas3 import proposals
from entrypoints.demo.cas3.action import Action, ActionKind
from entrypoints.demo.cas3.fields import ChoiceField, DateField, Field, TextField
from entrypoints.demo.cas3.places import CANCELLATION_REASONS, DEPARTURE_REASONS, MOVE_ON_CATEGORIES, PLACES
from entrypoints.demo.cas3.record import Booking, Record, Status


def _choices(*options: str) -> Sequence[tuple[str, str, str]]:
    return tuple((option, option, "") for option in options)


def _notes(proposed: str = "") -> Field:
    return TextField(
        "notes", "Notes", detail="notes", proposal=lambda _: proposed, hint="You may leave this empty."
    )


_EXPECTED_ARRIVAL: Final = ("start", "Start date", "start date of the booking", "expectedArrivedAt")
_CANCELLATION: Final[Sequence[Field]] = (
    DateField(
        "cancelled_on",
        "When was it cancelled?",
        "cancellation date",
        "cancelledAt",
        proposals.cancellation_date,
    ),
    ChoiceField(
        "cancellation_reason",
        "Why was it cancelled?",
        "a reason for the cancellation",
        "cancellationReason",
        lambda now: now.booking.cancellation_reason or CANCELLATION_REASONS[0],
        options=_choices(*CANCELLATION_REASONS),
    ),
)
_ARRIVAL: Final[Sequence[Field]] = (
    DateField(
        "arrived_on",
        "When did they arrive?",
        "arrival date",
        "arrivedAt",
        proposals.arrival,
        at_midnight=True,
    ),
    DateField(
        "end",
        "When are they expected to leave?",
        "expected departure date",
        "expectedDepartureOn",
        proposals.expected_departure,
    ),
)
_DEPARTURE: Final[Sequence[Field]] = (
    DateField(
        "departed_on",
        "When did they leave?",
        "departure date",
        "departedAt",
        proposals.departure,
        at_midnight=True,
    ),
    ChoiceField(
        "departure_reason",
        "Why did they leave?",
        "a reason for the departure",
        "reason",
        lambda now: now.booking.departure_reason or DEPARTURE_REASONS[0],
        options=_choices(*DEPARTURE_REASONS),
    ),
    TextField(
        "reason_detail",
        "More about the reason",
        detail="reasonDetail",
        proposal=lambda now: now.booking.reason_detail,
        hint="You may leave this empty.",
        longest=200,
        rows=1,
    ),
    ChoiceField(
        "move_on",
        "Move-on category",
        "a move-on category",
        proposal=lambda now: now.booking.move_on or MOVE_ON_CATEGORIES[0],
        options=_choices(*MOVE_ON_CATEGORIES),
    ),
)

ACTIONS: Final[Mapping[Action, ActionKind]] = {
    Action.SUBMIT_REFERRAL: ActionKind(
        event=EventType.REFERRAL_SUBMITTED,
        title="Submit a referral",
        button="Submit the referral",
        fields=(
            DateField(
                "needed_from",
                "When is accommodation needed from?",
                "date accommodation is needed from",
                proposal=lambda now: now.today,
            ),
        ),
    ),
    Action.BOOK: ActionKind(
        event=EventType.BOOKING_PROVISIONALLY_MADE,
        title="Book a place provisionally",
        button="Book provisionally",
        leads_to=Status.PROVISIONAL,
        staff="bookedBy",
        fields=(
            ChoiceField(
                "place",
                "Place",
                "a place",
                proposal=proposals.place,
                options=_choices(*(place.name for place in PLACES)),
            ),
            DateField(*_EXPECTED_ARRIVAL, proposals.start, at_midnight=True),
            DateField("end", "End date", "end date of the booking", proposal=proposals.end),
            _notes(),
        ),
        check=proposals.check_stay,
    ),
    Action.CONFIRM: ActionKind(
        event=EventType.BOOKING_CONFIRMED,
        title="Confirm the booking",
        button="Confirm the booking",
        leads_to=Status.CONFIRMED,
        offered_on=frozenset({Status.PROVISIONAL}),
        staff="confirmedBy",
        fields=(
            DateField(*_EXPECTED_ARRIVAL, proposals.agreed_start, is_asked=False, at_midnight=True),
            _notes(),
        ),
    ),
    Action.ARRIVE: ActionKind(
        event=EventType.PERSON_ARRIVED,
        title="Record an arrival",
        button="Record the arrival",
        leads_to=Status.ACTIVE,
        offered_on=frozenset({Status.CONFIRMED}),
        staff="recordedBy",
        fields=(*_ARRIVAL, _notes("Has the key to the room.")),
        check=proposals.check_arrival,
    ),
    Action.CHANGE_ARRIVAL: ActionKind(
        event=EventType.PERSON_ARRIVED_UPDATED,
        title="Change the arrival",
        button="Save the change",
        leads_to=Status.ACTIVE,
        offered_on=frozenset({Status.ACTIVE}),
        staff="recordedBy",
        fields=(*_ARRIVAL, _notes("Checked with the house manager.")),
        check=proposals.check_arrival,
    ),
    Action.DEPART: ActionKind(
        event=EventType.PERSON_DEPARTED,
        title="Record a departure",
        button="Record the departure",
        leads_to=Status.DEPARTED,
        offered_on=frozenset({Status.ACTIVE}),
        staff="recordedBy",
        fields=(*_DEPARTURE, _notes("Room checked, key returned.")),
        check=proposals.check_departure,
    ),
    Action.CHANGE_DEPARTURE: ActionKind(
        event=EventType.PERSON_DEPARTED_UPDATED,
        title="Change the departure",
        button="Save the change",
        leads_to=Status.DEPARTED,
        offered_on=frozenset({Status.DEPARTED}),
        staff="recordedBy",
        fields=(*_DEPARTURE, _notes("Forwarding address asked for.")),
        check=proposals.check_departure,
    ),
    Action.CANCEL: ActionKind(
        event=EventType.BOOKING_CANCELLED,
        title="Cancel the booking",
        button="Cancel the booking",
        leads_to=Status.CANCELLED,
        offered_on=frozenset({Status.PROVISIONAL, Status.CONFIRMED}),
        staff="cancelledBy",
        fields=(*_CANCELLATION, _notes()),
    ),
    Action.CHANGE_CANCELLATION: ActionKind(
        event=EventType.BOOKING_CANCELLED_UPDATED,
        title="Change the cancellation",
        button="Save the change",
        leads_to=Status.CANCELLED,
        offered_on=frozenset({Status.CANCELLED}),
        staff="cancelledBy",
        fields=(*_CANCELLATION, _notes("Corrected by the referral team.")),
    ),
}

BY_EVENT: Final[Mapping[EventType, ActionKind]] = {kind.event: kind for kind in ACTIONS.values()}


def offered(record: Record) -> Sequence[Action]:
    """Return the actions that concern no booking: a place is booked only for a person who was referred."""
    return (Action.BOOK, Action.SUBMIT_REFERRAL) if record.referrals else (Action.SUBMIT_REFERRAL,)


def offered_with(booking: Booking) -> Sequence[Action]:
    """Return the actions on that booking, those first that take it a step further."""
    found = [action for action, kind in ACTIONS.items() if booking.status in kind.offered_on]
    return sorted(found, key=lambda action: not ACTIONS[action].is_step)
