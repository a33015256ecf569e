"""The examples at the top of the repository: complete, read without loss, and replayed to the end."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from adapters.wire.details import read_details
from adapters.wire.notification import read_notification
from domain.event import EventType
from tests.entrypoints.conftest import Command

_EXAMPLES = Path(__file__).parents[2] / "examples"
_CRN = "X104872"
_NAMES = sorted(path.stem for path in (_EXAMPLES / "domain-events").glob("*.json"))


def _details_of(name: str) -> str:
    return (_EXAMPLES / "event-details" / f"{name}.json").read_text()


def _message_of(name: str) -> str:
    return (_EXAMPLES / "domain-events" / f"{name}.json").read_text()


def _answered() -> Mapping[str, str]:
    """Return the file with the details by the path that it is fetched from."""
    mappings: list[Any] = json.loads((_EXAMPLES / "mappings.json").read_text())["mappings"]
    return {each["request"]["urlPath"]: each["response"]["bodyFileName"] for each in mappings}


def test_there_is_one_of_each_type() -> None:
    types = [read_notification(_message_of(name)).event_type for name in _NAMES]

    assert sorted(types) == sorted(EventType)


@pytest.mark.parametrize("name", _NAMES)
def test_message_and_details_belong_together_and_nothing_is_left_out(name: str) -> None:
    notification = read_notification(_message_of(name))
    event = read_details(notification.event_type, _details_of(name))

    notification.check(event)
    assert event.left_out == ()
    path = urlsplit(notification.detail_url).path
    assert path.startswith("/events/cas3/")
    assert path.endswith(f"/{event.id}")
    assert _answered()[path] == f"{name}.json"


@pytest.mark.parametrize("name", _NAMES)
def test_message_and_details_name_one_type(name: str) -> None:
    types = {json.loads(text)["eventType"] for text in (_message_of(name), _details_of(name))}

    assert types == {read_notification(_message_of(name)).event_type}


def test_all_of_them_are_recorded(command: Command) -> None:
    ended = command("replay", _EXAMPLES, "--json")

    assert (ended.status, ended.outcomes) == (0, dict.fromkeys(_NAMES, "Recorded"))
    contacts = [(each["type"], each["date"]) for each in ended.person(_CRN)["contacts"]]
    assert contacts == [
        ("EARS", "2026-03-02"),
        ("EABP", "2026-03-05"),
        ("EACO", "2026-03-06"),
        ("EACA", "2026-03-11"),
        ("EAAR", "2026-03-22"),
        ("EADP", "2026-06-08"),
    ]
    (address,) = ended.person(_CRN)["addresses"]
    assert (address["status"], address["startDate"], address["endDate"]) == ("P", "2026-03-22", "2026-06-08")
    assert address["streetName"] == "Flat 6, Harbour House"
