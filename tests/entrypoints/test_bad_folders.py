"""A folder that cannot be played: one line says why, and nothing is played."""

import json
from pathlib import Path

import pytest

from tests.entrypoints.conftest import Command
from tests.entrypoints.samples import SampleFolder, SampleStay


@pytest.fixture
def good(folder: SampleFolder) -> SampleFolder:
    folder.add("referral", SampleStay().referral())
    return folder


def _refused(command: Command, folder: Path) -> str:
    """Return what it says of the folder's content."""
    ended = command("replay", folder)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    start = f"cas3-and-delius: {folder}"
    assert ended.err.startswith(start)
    return ended.err.removeprefix(start).strip()


def test_a_folder_that_is_not_there(tmp_path: Path, command: Command) -> None:
    assert _refused(command, tmp_path / "gone") == ": there is no such folder"


def test_a_file_in_place_of_the_folder(good: SampleFolder, command: Command) -> None:
    assert _refused(command, good.path / "mappings.json") == ": is not a folder"


def test_no_messages(tmp_path: Path, command: Command) -> None:
    assert _refused(command, tmp_path) == "/domain-events: there is no such folder"


def test_no_mappings(good: SampleFolder, command: Command) -> None:
    (good.path / "mappings.json").unlink()
    assert _refused(command, good.path) == "/mappings.json: there is no such file"


@pytest.mark.parametrize("name", ["domain-events/a.json", "event-details/a.json", "mappings.json"])
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"a":\n tru}', "is not JSON: Expecting value (line 2, column 2)"),
        (b"", "is not JSON: Expecting value (line 1, column 1)"),
        (b'{"a": "\xe9"}', "is not UTF-8: byte 8 is wrong"),
        (b"[" * 200_000, "is JSON beyond reason: a number too long, or nested too deeply"),
        (b"1" * 5_000, "is JSON beyond reason: a number too long, or nested too deeply"),
    ],
    ids=["not JSON", "empty", "not UTF-8", "too deep", "too long"],
)
def test_a_file_that_is_not_json(
    name: str, content: bytes, problem: str, good: SampleFolder, command: Command
) -> None:
    good.write(name, content)
    assert _refused(command, good.path) == f"/{name}: {problem}"


@pytest.mark.parametrize("name", ["domain-events/a.json", "event-details/a.json"])
def test_a_file_that_cannot_be_read(name: str, good: SampleFolder, command: Command) -> None:
    (good.path / name).mkdir()
    assert _refused(command, good.path) == f"/{name}: cannot be read: Is a directory"


@pytest.mark.parametrize("mappings", [[], {}, {"mappings": {}}, "text"])
def test_mappings_that_are_no_list(mappings: object, good: SampleFolder, command: Command) -> None:
    good.write("mappings.json", json.dumps(mappings))
    assert _refused(command, good.path) == '/mappings.json: holds no list of "mappings"'


@pytest.mark.parametrize(
    ("mapping", "problem"),
    [
        ({"request": {"urlPath": "/a"}}, "has no response"),
        ({"response": {}}, "has neither request.urlPath nor request.url"),
        ({"request": {"url": 7}, "response": {}}, "has neither request.urlPath nor request.url"),
        ({"request": {"urlPattern": "/.*"}, "response": {}}, "has neither request.urlPath nor request.url"),
        ("text", "has neither request.urlPath nor request.url"),
        (
            {"request": {"url": "/a"}, "response": {"bodyFileName": "gone.json"}},
            "names the body file gone.json, which event-details does not hold",
        ),
        (
            {"request": {"url": "/a"}, "response": {"bodyFileName": "../mappings.json"}},
            "names the body file ../mappings.json, which event-details does not hold",
        ),
        (
            {"request": {"url": "/a"}, "response": {"status": "200"}},
            "has a response.status that is no number",
        ),
        ({"request": {"url": "/a"}, "response": {"status": True}}, "has a response.status that is no number"),
        ({"request": {"url": "/a"}, "response": {"body": {}}}, "has a response.body that is no text"),
        ({"request": {"url": "/a"}, "response": {"body": 0}}, "has a response.body that is no text"),
    ],
)
def test_a_mapping_that_cannot_be_used(
    mapping: object, problem: str, good: SampleFolder, command: Command
) -> None:
    good.write("mappings.json", json.dumps({"mappings": [*good.mappings, mapping]}))
    assert _refused(command, good.path) == f"/mappings.json: mapping 2 {problem}"


def test_details_may_be_missing_where_mappings_hold_them(folder: SampleFolder, command: Command) -> None:
    event = SampleStay().referral()
    folder.add_message("1", event)
    folder.map(event.detail_path, {"body": event.answer})
    assert not (folder.path / "event-details").exists()
    assert command("replay", folder.path).status == 0
