"""Deliveries made up for tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from domain.event import EventType
from domain.identifiers import Crn
from domain.london import instant
from domain.notification import Notification
from domain.ports.inbound_events import Delivery

START = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)
SOON = 30.0
"""Seconds that nothing takes unless it is stuck."""


def delivery(name: str, crn: str = "", sent: int = 0, *, is_last: bool = False) -> Delivery:
    """A delivery of that name; of a person of its own, unless it is said of whom."""
    return Delivery(
        id=name,
        receipt=f"receipt of {name}",
        content=Notification(
            event_type=EventType.PERSON_ARRIVED,
            crn=Crn(crn or name),
            detail_url=f"https://cas3.example/{name}",
        ),
        receives=1,
        is_last=is_last,
        sent=instant(START + timedelta(seconds=sent)),
    )


def on_a_thread(work: Callable[[], None]) -> Thread:
    """Starts the work; it dies with the test run if it is stuck."""
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def ends(thread: Thread) -> bool:
    """Whether it does."""
    thread.join(SOON)
    return not thread.is_alive()


def happens(event: Event) -> bool:
    """Whether it does."""
    return event.wait(SOON)
