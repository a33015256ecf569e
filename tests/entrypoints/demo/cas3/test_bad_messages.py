"""Messages that cannot be recorded, and what the service says of them."""

import pytest

from adapters.in_memory.event_details import Answer
from adapters.wire.details import read_details
from adapters.wire.notification import read_notification
from domain.failures import PermanentFailure
from entrypoints.demo.cas3.bad_messages import STRANGER, BadMessage, Fault, bad_message
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.people import PEOPLE, assemble
from entrypoints.sandbox.play import Played, Player
from tests.entrypoints.demo.cas3.shift import API, MAEVE, NOW, Shift


def bad(kind: Fault) -> BadMessage:
    return bad_message(kind, MAEVE, API, NOW, Shift().new_id)


def played(message: BadMessage) -> Played:
    container = InMemoryContainer(now=NOW)
    assemble(container.delius_users(), PEOPLE)
    if message.path:
        container.api().put(message.path, Answer(message.answer))
    return Player(container).play(message.body)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Fault.NO_JSON, "the message is not JSON"),
        (Fault.NO_CRN, "the message has no CRN"),
    ],
)
def test_a_message_that_cannot_be_read_says_why(kind: Fault, reason: str) -> None:
    with pytest.raises(PermanentFailure, match=reason):
        read_notification(bad(kind).body)


def test_details_without_a_booking_cannot_be_read() -> None:
    message = bad(Fault.BROKEN_DETAILS)
    notification = read_notification(message.body)

    assert notification.detail_url == f"{API}{message.path}"
    with pytest.raises(PermanentFailure, match=r"eventDetails\.bookingId: Field required$"):
        read_details(notification.event_type, message.answer)


def test_details_at_another_host_are_nowhere_else() -> None:
    message = bad(Fault.FOREIGN_DETAILS)

    assert read_notification(message.body).detail_url.startswith("http://cas3-api.invalid/events/")
    assert (message.path, message.answer) == ("", "")


def test_of_a_stranger_everything_can_be_read() -> None:
    message = bad(Fault.STRANGER)
    notification = read_notification(message.body)
    event = read_details(notification.event_type, message.answer)

    notification.check(event)
    assert event.crn.value == STRANGER
    assert STRANGER not in {person.crn for person in PEOPLE}


@pytest.mark.parametrize("kind", Fault)
def test_none_of_it_is_recorded(kind: Fault) -> None:
    assert played(bad(kind)).outcome == "SetAside"


@pytest.mark.parametrize(
    ("kind", "crn", "title"),
    [
        (Fault.NO_JSON, "", "A message that is not JSON"),
        (Fault.NO_CRN, "", "A message that names nobody"),
        (Fault.STRANGER, STRANGER, "An arrival of a person who is not in Delius"),
        (Fault.FOREIGN_DETAILS, MAEVE, "A message with its details at another host"),
        (Fault.BROKEN_DETAILS, MAEVE, "An arrival that names no booking"),
    ],
)
def test_it_is_called_what_it_is(kind: Fault, crn: str, title: str) -> None:
    message = bad(kind)
    assert (message.crn, message.title) == (crn, title)
