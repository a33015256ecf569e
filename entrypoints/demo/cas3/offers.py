"""What staff can do with a person at this moment."""

from collections.abc import Mapping, Sequence
from typing import Final

from entrypoints.demo.cas3.booking import Booking, Status
from entrypoints.demo.cas3.record import Record
from entrypoints.demo.page.doings import Action, Doing, NotThere

_BY_STATUS: Final[Mapping[Status, Sequence[Action]]] = {
    Status.PROVISIONAL: (Action.CONFIRM, Action.CANCEL),
    Status.CONFIRMED: (Action.ARRIVE, Action.CANCEL),
    Status.CANCELLED: (Action.CHANGE_CANCELLATION,),
    Status.ACTIVE: (Action.CHANGE_ARRIVAL, Action.DEPART),
    Status.DEPARTED: (Action.CHANGE_DEPARTURE,),
}


def offered(record: Record) -> Sequence[Action]:
    """The actions that concern no booking: a place is booked for who was referred."""
    return (Action.BOOK, Action.SUBMIT_REFERRAL) if record.referrals else (Action.SUBMIT_REFERRAL,)


def offered_with(booking: Booking) -> Sequence[Action]:
    """The actions on that booking."""
    return _BY_STATUS[booking.status]


def check_offered(doing: Doing, record: Record) -> None:
    """NotThere, saying what is offered instead, if it cannot be done at this moment."""
    if doing.booking is None:
        what, actions = "the person", offered(record)
    else:
        booking = record.booking(doing.booking)
        what, actions = f"a booking that is {booking.status.lower()}", offered_with(booking)
    if doing.action not in actions:
        others = ", ".join(actions)
        raise NotThere(f"CAS3 does not offer {doing.action} on {what} at this moment, but {others}")
