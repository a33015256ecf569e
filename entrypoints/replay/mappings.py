"""Read the answers of the API by path, from mappings in the manner of WireMock."""

import json
from collections.abc import Mapping
from pathlib import Path

from adapters.in_memory.event_details import Answer
from entrypoints.replay.message import path_of
from entrypoints.sandbox.loose_json import at, items_at, text_at
from entrypoints.usage import UnusableInput

_METHODS = frozenset({"GET", "ANY"})


def read_mappings(file: Path, body: str, details: Mapping[str, str]) -> Mapping[str, Answer]:
    """The answers by path; where a path is mapped twice the last one counts. `details` are the body files.

    UnusableInput, naming the mapping, if one cannot be used. Those of other methods than GET do not matter.
    """
    document = json.loads(body)
    if not isinstance(at(document, "mappings"), list):
        raise UnusableInput.at(file, 'holds no list of "mappings"')
    answers: dict[str, Answer] = {}
    for number, mapping in enumerate(items_at(document, "mappings"), start=1):
        if (text_at(mapping, "request", "method") or "GET").upper() in _METHODS:
            path, answer = _Mapping(file, number, mapping, details).read()
            answers[path] = answer
    return answers


class _Mapping:
    def __init__(self, file: Path, number: int, mapping: object, details: Mapping[str, str]) -> None:
        self._file = file
        self._number = number
        self._mapping = mapping
        self._details = details

    def read(self) -> tuple[str, Answer]:
        return self._path(), Answer(body=self._body(), status=self._status())

    def _path(self) -> str:
        url = text_at(self._mapping, "request", "urlPath") or text_at(self._mapping, "request", "url")
        path = path_of(url) if url else None
        if path is None:
            raise self._unusable("has neither request.urlPath nor request.url")
        return path

    def _status(self) -> int:
        status = at(self._mapping, "response", "status")
        if status is None:
            return 200
        if not isinstance(status, int) or isinstance(status, bool):
            raise self._unusable("has a response.status that is no number")
        return status

    def _body(self) -> str:
        response = at(self._mapping, "response")
        if not isinstance(response, dict):
            raise self._unusable("has no response")
        if (name := response.get("bodyFileName")) is not None:
            return self._file_body(name)
        if "jsonBody" in response:
            return json.dumps(response["jsonBody"])
        body = response.get("body")
        if not isinstance(body, str | None):
            raise self._unusable("has a response.body that is no text")
        return body or ""

    def _file_body(self, name: object) -> str:
        if not isinstance(name, str) or name not in self._details:
            raise self._unusable(f"names the body file {name}, which event-details does not hold")
        return self._details[name]

    def _unusable(self, problem: str) -> UnusableInput:
        return UnusableInput.at(self._file, f"mapping {self._number} {problem}")
