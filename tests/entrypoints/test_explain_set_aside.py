"""`explain` with a dead-letter queue: what was set aside about the person, and about nobody else."""

import json
from pathlib import Path

import pytest

from entrypoints.sandbox.neighbours.aws import CREDENTIALS
from entrypoints.sandbox.neighbours.ministack import REGION
from tests.domain import builders
from tests.domain.desk import CRN, day
from tests.entrypoints.conftest import Command
from tests.entrypoints.person_scene import PersonScene
from tests.entrypoints.test_explain import ends, explained
from tests.support.aws import Queues


@pytest.fixture
def queues(scene: PersonScene, queues: Queues) -> Queues:
    """Return the queues, which the environment names once the scene has made it name none."""
    return queues


def test_what_lies_in_the_dead_letter_queue_for_the_person_is_told_and_nobody_elses(
    scene: PersonScene, command: Command, queues: Queues
) -> None:
    for crn in (CRN, "B000002"):
        queues.send_dead_letter(_message_about(crn), "no use")
    scene.happens(builders.arrived(day(1), "b1", 1))

    (letter,) = explained(command)["setAside"]

    assert (letter["crn"], letter["reason"]) == (CRN, "no use")
    assert "Messages about the person in the dead-letter queue: 1." in command("explain", CRN).out
    assert len(queues.dead_letters()) == 2


def test_a_message_of_no_use_is_told_by_its_crn_or_else_by_a_booking_of_the_person(
    scene: PersonScene, command: Command, queues: Queues
) -> None:
    booking = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
    about = {
        queues.send_dead_letter(_message_about(CRN)[:-1], "the message is not JSON"),
        queues.send_dead_letter(json.dumps({"additionalInformation": {"bookingId": booking}}), "no CRN"),
    }
    other = {"bookingId": "00000000-9dad-11d1-80b4-00c04fd430c8"}
    queues.send_dead_letter(json.dumps({"additionalInformation": other}), "no CRN")
    scene.happens(builders.arrived(day(1), booking, 1))

    assert {letter["id"] for letter in explained(command)["setAside"]} == about


def test_what_was_set_aside_about_somebody_whom_delius_does_not_have_is_told(
    scene: PersonScene, command: Command, queues: Queues
) -> None:
    queues.send_dead_letter(_message_about("Z999999"), "Delius has no person with the CRN Z999999")
    booking = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
    queues.send_dead_letter(json.dumps({"additionalInformation": {"bookingId": booking}}), "no CRN")
    scene.happens(builders.arrived(day(1), "b1", 1))

    stranger, told = command("explain", "Z999999"), command("explain", "z999999", "--json")
    reference = command("explain", f"urn:hmpps:cas3:person-arrived:{booking}", "--json")

    assert (stranger.status, told.status, reference.status) == (1, 1, 1)
    assert stranger.out.startswith("Messages about the person in the dead-letter queue: 1.\n")
    assert stranger.err == "cas3-and-delius: Delius has no person with the CRN Z999999\n"
    assert [letter["crn"] for letter in told.shown["setAside"]] == ["Z999999"]
    assert [letter["reason"] for letter in reference.shown["setAside"]] == ["no CRN"]


def test_messages_that_nobody_can_look_at_yet_are_counted(
    scene: PersonScene, command: Command, queues: Queues
) -> None:
    scene.happens(builders.arrived(day(1), "b1", 1))
    assert "in the queue itself" not in command("explain", CRN).out
    for crn in (CRN, "B000002"):
        queues.send(_message_about(crn))

    told, shown = explained(command), " ".join(command("explain", CRN).out.split())

    assert told["inQueue"] == 2
    assert "Messages in the queue itself, about anybody: 2; which of them are about the person" in shown
    assert queues.visible == 2


def test_a_queue_out_of_reach_hides_nothing_else(
    scene: PersonScene, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = tmp_path / "url"
    url.write_text("http://127.0.0.1:1/0/nowhere\n")
    settings = {**CREDENTIALS, "AWS_REGION": REGION, "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}
    for name, value in {**settings, "CAS3_QUEUE_URL_FILE": str(url)}.items():
        monkeypatch.setenv(name, value)
    scene.happens(builders.arrived(day(1), "b1", 1))

    told, shown = command("explain", CRN, "--json"), command("explain", CRN)

    assert (told.status, told.shown["setAside"]) == (1, None)
    assert ends(told.shown) == {"b1": "open: no departure is known, and nothing later began"}
    reason = "the queue nowhere cannot be reached (nothing listens there)"
    assert told.shown["setAsideProblem"] == reason
    assert f"What was set aside was not looked at: {reason}." in " ".join(shown.out.split())


def test_a_setting_that_only_the_queue_needs_hides_nothing_else(
    scene: PersonScene, command: Command, queues: Queues, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert queues.visible == 0
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    scene.happens(builders.arrived(day(1), "b1", 1))

    told = command("explain", CRN, "--json")

    assert (told.status, told.shown["setAsideProblem"]) == (1, "AWS_REGION is not set")
    assert ends(told.shown) == {"b1": "open: no departure is known, and nothing later began"}


def _message_about(crn: str) -> str:
    return json.dumps(
        {
            "eventType": "accommodation.cas3.person.arrived",
            "detailUrl": "https://cas3.example/events/cas3/person-arrived/b9",
            "additionalInformation": {"bookingId": "b9"},
            "personReference": {"identifiers": [{"type": "CRN", "value": crn}]},
        }
    )
