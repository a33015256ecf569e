"""Deliveries made up for tests."""

from datetime import UTC, datetime, timedelta

from domain.event import EventType
from domain.identifiers import Crn
from domain.london import instant
from domain.notification import Notification, UnusableMessage
from domain.ports.inbound_events import Delivery
from tests.domain.desk import CRN

START = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)


def delivery(
    name: str, crn: str = "", sent: int = 0, *, receives: int = 1, is_last: bool = False
) -> Delivery:
    """A delivery of that name; of a person of its own, unless it is said of whom."""
    return Delivery(
        id=name,
        receipt=f"receipt of {name}",
        content=Notification(
            event_type=EventType.PERSON_ARRIVED,
            crn=Crn(crn or name),
            detail_url=f"https://cas3.example/{name}",
        ),
        receives=receives,
        is_last=is_last,
        sent=instant(START + timedelta(seconds=sent)),
    )


def about_her(name: str, sent: int = 0) -> Delivery:
    """A delivery about the person whom the desk of the tests knows."""
    return delivery(name, CRN, sent)


def unreadable(name: str) -> Delivery:
    """A delivery that says nothing that can be used."""
    return Delivery(
        id=name,
        receipt=f"receipt of {name}",
        content=UnusableMessage("the message is not JSON"),
        receives=1,
        is_last=False,
        sent=instant(START),
    )
