"""The command `dead-letters`, on a server that speaks SQS."""

import json
import sys
from io import StringIO
from typing import Any

import pytest

from tests.entrypoints.conftest import Command
from tests.support.aws import Queues

_BOOKING = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"


def _event(crn: str = "A000001", kind: str = "booking.cancelled") -> str:
    return json.dumps(
        {
            "eventType": f"accommodation.cas3.{kind}",
            "detailUrl": f"https://cas3.example/events/cas3/booking-cancelled/{_BOOKING}?secret=1",
            "additionalInformation": {"bookingId": _BOOKING},
            "personReference": {"identifiers": [{"type": "CRN", "value": crn}]},
        }
    )


def _ids(queues: Queues) -> set[str]:
    return {message["MessageId"] for message in queues.dead_letters()}


def test_the_list_is_grouped_by_reason_whatever_the_person(queues: Queues, command: Command) -> None:
    for crn in ("A000001", "B000002"):
        queues.send_dead_letter(_event(crn), f"Delius has no person with the CRN {crn}")
    unusable = _event("C000003", "person.arrived")[:-1]
    message = queues.send_dead_letter(unusable, "the message is not JSON")

    listed = command("dead-letters", "list")

    assert listed.status == 0
    assert listed.out.startswith("3 in the dead-letter queue.\n")
    assert "2 × Delius has no person with the CRN …" in listed.out
    assert "1 × the message is not JSON" in listed.out
    (line,) = (line for line in listed.out.splitlines() if line.startswith(message))
    assert line.split()[1:3] == ["person.arrived", "C000003"]
    assert "secret" not in listed.out
    assert queues.dead_letters()


def test_the_list_as_json_has_what_identifies_each(queues: Queues, command: Command) -> None:
    message = queues.send_dead_letter(_event(), "no use")
    (letter,) = json.loads(command("dead-letters", "list", "--json").out)
    assert {**letter, "sent": "then"} == {
        "id": message,
        "reason": "no use",
        "eventType": "accommodation.cas3.booking.cancelled",
        "crn": "A000001",
        "bookingId": _BOOKING,
        "detailPath": f"/events/cas3/booking-cancelled/{_BOOKING}",
        "sent": "then",
        "receives": 1,
    }


def test_an_empty_queue_is_said_to_be_empty(queues: Queues, command: Command) -> None:
    assert queues.visible == 0
    assert command("dead-letters", "list").out == "Nothing is in the dead-letter queue.\n"


def test_a_message_is_shown_as_it_is(queues: Queues, command: Command) -> None:
    message = queues.send_dead_letter("{ \x85not JSON", "the message is not JSON", colour="red")
    shown = command("dead-letters", "show", message).out
    assert "{ \\x85not JSON" in shown
    assert "attribute colour" in shown
    document = json.loads(command("dead-letters", "show", message, "--json").out)
    assert document["body"] == "{ \x85not JSON"
    assert document["attributes"]["colour"] == "red"


def test_what_is_not_there_cannot_be_shown(queues: Queues, command: Command) -> None:
    assert queues.visible == 0
    shown = command("dead-letters", "show", "nothing")
    assert (shown.status, shown.out) == (1, "")
    assert "no message nothing" in shown.err


def test_those_of_a_reason_are_sent_back_and_the_others_stay(queues: Queues, command: Command) -> None:
    for number in range(3):
        queues.send_dead_letter(
            _event(f"A00000{number}"), f"Delius has no person with the CRN A00000{number}"
        )
    other = queues.send_dead_letter(_event(), "the message has no CRN")
    retried = command("dead-letters", "retry", "--reason", "no PERSON")
    assert retried.status == 0
    assert retried.out == "3 sent back to the queue.\nAbout 1 are in the dead-letter queue now.\n"
    assert queues.visible == 3
    assert _ids(queues) == {other}


def test_those_of_some_ids_are_sent_back_and_what_is_not_there_is_named(
    queues: Queues, command: Command
) -> None:
    first, second = (queues.send_dead_letter(_event(), "no use") for _ in range(2))
    retried = command("dead-letters", "retry", first, "unknown", "--json")
    assert retried.status == 1
    assert json.loads(retried.out) == {
        "retried": 1,
        "failed": [],
        "notFound": ["unknown"],
        "interrupted": False,
    }
    assert _ids(queues) == {second}


def test_those_whose_bodies_were_shortened_stay_and_the_others_are_sent_back(
    queues: Queues, command: Command
) -> None:
    shortened = "the message is not JSON (the body was too large for this queue and is shortened)"
    stay = {queues.send_dead_letter(_event()[:-9], shortened) for _ in range(4)}
    queues.send_dead_letter(_event(), "no use")

    retried = command("dead-letters", "retry", "--all")

    assert retried.status == 1
    assert retried.out.startswith("1 sent back to the queue.\n4 could not be sent back and stay.\n")
    assert retried.err.count("stays: its body was shortened when it was set aside") == 4
    assert _ids(queues) == stay


def test_a_reason_that_is_blank_is_not_all_of_them(queues: Queues, command: Command) -> None:
    queues.send_dead_letter(_event(), "no use")
    assert command("dead-letters", "retry", "--reason", " ").status == 2
    assert queues.visible == 0


def test_a_message_is_discarded_only_by_whoever_is_sure(
    queues: Queues, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = queues.send_dead_letter(_event(), "no use")
    monkeypatch.setattr(sys, "stdin", StringIO("yes\n"))
    refused = command("dead-letters", "discard", message, "--why", "a test")
    assert (refused.status, len(queues.dead_letters())) == (2, 1)
    monkeypatch.setattr(sys, "stdin", _Terminal("no\n"))
    declined = command("dead-letters", "discard", message, "--why", "a test")
    assert (declined.status, len(queues.dead_letters())) == (1, 1)
    monkeypatch.setattr(sys, "stdin", _Terminal("yes\n"))
    done = command("dead-letters", "discard", message, "--why", "a test")
    assert (done.status, len(queues.dead_letters())) == (0, 0)
    line: dict[str, Any] = json.loads(done.err.partition("discard it: ")[2])
    assert (line["event"], line["id"], line["crn"], line["why"]) == (
        "Discarded",
        message,
        "A000001",
        "a test",
    )


def test_several_are_discarded_at_once_or_if_one_is_not_there_none(queues: Queues, command: Command) -> None:
    first, second = (queues.send_dead_letter(_event(), "no use") for _ in range(2))
    refused = command("dead-letters", "discard", first, "unknown", "--why", "a test", "--yes")
    assert (refused.status, refused.err) == (
        1,
        "cas3-and-delius: no message unknown can be received from the dead-letter queue at the moment\n",
    )
    assert _ids(queues) == {first, second}
    assert command("dead-letters", "discard", first, second, "--why", "a test", "--yes").status == 0
    assert _ids(queues) == set()


class _Terminal(StringIO):
    """Somebody who types this."""

    def isatty(self) -> bool:
        return True


def test_a_queue_that_does_not_exist_is_named(
    queues: Queues, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAS3_QUEUE_NAME", "nowhere")
    listed = command("dead-letters", "list")
    assert (listed.status, listed.err) == (1, "cas3-and-delius: there is no queue nowhere\n")
