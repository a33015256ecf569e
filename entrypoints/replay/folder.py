"""Read a folder of messages and details; all that is wrong with it is said before anything is played."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.in_memory.event_details import Answer
from entrypoints.replay.files import json_files, read_json
from entrypoints.replay.mappings import read_mappings
from entrypoints.replay.message import FolderMessage, parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The messages by name, what the API answers by path, and all details, mapped or not."""

    path: Path
    messages: Mapping[str, FolderMessage]
    answers: Mapping[str, Answer]
    details: Sequence[str]

    @property
    def documents(self) -> Iterator[object]:
        """All that the messages and the details say."""
        yield from (message.domain_event for message in self.messages.values())
        yield from (parsed(body) for body in self.details)


def read_folder(path: Path) -> Folder:
    """The folder; UnusableInput, naming the file, if something in it cannot be used."""
    json_files(path)
    messages = [_message(file) for file in json_files(path / "domain-events")]
    mappings = path / "mappings.json"
    mapped = read_json(mappings)
    files = _details(path / "event-details")
    answers = read_mappings(mappings, mapped, files)
    inline = (str(answer.body) for answer in answers.values())
    return Folder(
        path=path,
        messages={message.name: message for message in messages},
        answers=answers,
        details=list(dict.fromkeys([*files.values(), *inline])),
    )


def _message(file: Path) -> FolderMessage:
    body = read_json(file)
    return FolderMessage(file.stem, body, json.loads(body))


def _details(folder: Path) -> Mapping[str, str]:
    """The details by file name; none where there is no such folder, as a mapping may hold its own."""
    return {file.name: read_json(file) for file in json_files(folder)} if folder.exists() else {}
