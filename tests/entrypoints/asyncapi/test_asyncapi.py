"""Messages that are consumed and published, as AsyncAPI's own parser reads them."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

from domain.announcement import AnnouncementType
from domain.event import EventType
from tests.entrypoints.conftest import Command

_ROOT: Final = Path(__file__).parents[3]
_EXAMPLES: Final = _ROOT / "examples"
_KEPT: Final = _ROOT / "docs" / "asyncapi.json"
_PARSER: Final = _ROOT / ".neighbours" / "asyncapi" / "node_modules"
_NODE: Final = shutil.which("node")
_VALIDATE: Final = Path(__file__).with_name("validate.mjs")


def _validated(document: str) -> dict[str, Any]:
    assert _NODE is not None
    ended = subprocess.run(
        [_NODE, str(_VALIDATE), f"{_PARSER}/"], input=document, capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer


needs_parser = pytest.mark.skipif(
    _NODE is None or not _PARSER.exists(),
    reason="AsyncAPI's parser is not installed: it needs Node 20 or later, then make .neighbours/.installed",
)


@needs_parser
def test_asyncapis_own_parser_has_nothing_to_complain_about(command: Command) -> None:
    printed = command("asyncapi", "--examples", _EXAMPLES)
    assert printed.status == 0
    answer = _validated(printed.out)
    assert answer["problems"] == []
    assert answer["isRead"]
    assert set(answer["messages"]) == {*EventType, *AnnouncementType}


@needs_parser
def test_the_parser_does_complain_about_what_is_wrong(command: Command) -> None:
    document = json.loads(command("asyncapi", "--examples", _EXAMPLES).out)
    document["operations"]["recordEvent"]["action"] = "dance"
    assert _validated(json.dumps(document))["problems"]


def test_the_document_that_is_kept_for_reading_is_the_newest(command: Command) -> None:
    printed = command("asyncapi", "--examples", _EXAMPLES)
    assert _KEPT.read_text() == printed.out, "make it anew: cas3-and-delius asyncapi --examples examples"


def test_a_folder_without_examples_is_named(command: Command, tmp_path: Path) -> None:
    ended = command("asyncapi", "--examples", tmp_path)
    assert (ended.status, ended.out) == (2, "")
    assert str(tmp_path) in ended.err


def test_without_examples_there_are_only_those_of_the_writer(command: Command) -> None:
    messages = json.loads(command("asyncapi").out)["components"]["messages"]
    assert {name for name, message in messages.items() if "examples" in message} == {
        "probation-case-address-created",
        "probation-case-address-updated",
    }
