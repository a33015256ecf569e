"""The output of a replay about events that cannot be recorded."""

import json

import pytest

from tests.entrypoints.conftest import Command
from tests.entrypoints.samples import CRN, SampleFolder, SampleStay


def _without(message: str, key: str) -> str:
    document = json.loads(message)
    del document[key]
    return json.dumps(document)


def test_a_path_that_is_not_mapped_answers_404(folder: SampleFolder, command: Command) -> None:
    folder.add_message("1", SampleStay().referral())
    ended = command("replay", folder.path, "--json")
    (event,) = ended.shown["events"]
    assert (event["outcome"], event["reason"]) == ("SetAside", "the CAS3 API answered 404")
    assert ended.status == 1


@pytest.mark.parametrize("status", [400, 404, 408, 410, 500])
def test_an_error_of_the_api_is_set_aside_in_the_end(
    status: int, folder: SampleFolder, command: Command
) -> None:
    folder.add_message("1", SampleStay().referral())
    folder.map(SampleStay().referral().detail_path, {"status": status})
    ended = command("replay", folder.path, "--json")
    assert ended.shown["events"][0]["reason"] == f"the CAS3 API answered {status}"
    assert (ended.status, ended.outcomes) == (1, {"1": "SetAside"})


def test_an_event_that_is_tried_again_for_long_holds_up_no_other(
    folder: SampleFolder, command: Command
) -> None:
    folder.add_message("a", SampleStay(booking="gone").referral())
    folder.add("b", SampleStay().arrived())
    ended = command("replay", folder.path, "--json", "--order", "a,b")
    assert ended.outcomes == {"a": "SetAside", "b": "Recorded"}
    assert ended.shown["announcements"][0]["occurredAt"] > "2026-02-10T10:00"


@pytest.mark.parametrize("status", [401, 403, 429, 502, 503, 504])
def test_in_an_outage_a_message_stays_in_the_queue_and_the_next_is_played(
    status: int, folder: SampleFolder, command: Command
) -> None:
    out = SampleStay(booking="out").referral()
    folder.add_message("1-out", out)
    folder.map(out.detail_path, {"status": status})
    folder.add_message("2-gone", SampleStay(booking="gone").referral())
    folder.add("3-fine", SampleStay().referral())
    ended = command("replay", folder.path, "--json", "--order", "1-out,2-gone,3-fine")
    assert ended.outcomes == {"1-out": "StillQueued", "2-gone": "SetAside", "3-fine": "Recorded"}
    assert ended.shown["events"][0]["reason"] == f"the CAS3 API answered {status}"
    assert ended.status == 1


def test_an_outage_alone_makes_the_status_1(folder: SampleFolder, command: Command) -> None:
    folder.add_message("1", SampleStay().referral())
    folder.map(SampleStay().referral().detail_path, {"status": 503})
    assert command("replay", folder.path, "--json").status == 1


def test_an_answer_that_is_not_json_is_set_aside_in_the_end(folder: SampleFolder, command: Command) -> None:
    folder.add_message("1", SampleStay().referral())
    folder.map(SampleStay().referral().detail_path, {"status": 200, "body": "<html>"})
    assert command("replay", folder.path, "--json").outcomes == {"1": "SetAside"}


def test_a_message_of_an_unknown_type_still_tells_what_it_is(folder: SampleFolder, command: Command) -> None:
    message = SampleStay().referral().message.replace("referral.submitted", "referral.withdrawn")
    folder.write("domain-events/1.json", message)
    (event,) = command("replay", folder.path, "--json").shown["events"]
    assert event["eventType"] == "accommodation.cas3.referral.withdrawn"
    assert (event["crn"], event["outcome"]) == (CRN, "SetAside")
    assert event["reason"] == "the message has an eventType that is none of the nine"


@pytest.mark.parametrize(
    ("message", "event_type", "crn"),
    [
        ("[]", None, None),
        ('"text"', None, None),
        ('{"Message": "no JSON"}', None, None),
        (
            '{"eventType": 7, "personReference": {"identifiers": [{"type": "CRN", "value": "T1"}]}}',
            None,
            "T1",
        ),
        ('{"eventType": "x", "personReference": null}', "x", None),
        ('{"eventType": "x", "personReference": {"identifiers": ["CRN", {"type": "CRN"}]}}', "x", None),
        ('{"eventType": "x", "detailUrl": "http://[broken"}', "x", None),
    ],
)
def test_a_message_that_makes_no_sense_is_set_aside(
    message: str, event_type: str | None, crn: str | None, folder: SampleFolder, command: Command
) -> None:
    folder.write("domain-events/1.json", message)
    ended = command("replay", folder.path, "--json")
    (event,) = ended.shown["events"]
    assert (event["eventType"], event["crn"]) == (event_type, crn)
    assert (event["outcome"], ended.status) == ("SetAside", 1)


@pytest.mark.parametrize("key", ["detailUrl", "personReference", "eventType"])
def test_what_is_missing_is_the_reason(key: str, folder: SampleFolder, command: Command) -> None:
    folder.write("domain-events/1.json", _without(SampleStay().referral().message, key))
    (event,) = command("replay", folder.path, "--json").shown["events"]
    missing = {"personReference": "CRN"}.get(key, key)
    assert event["reason"] == f"the message has no {missing}"
