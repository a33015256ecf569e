"""The order in which messages are played, and the moment at which they are."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from adapters.in_memory.event_details import Answer
from adapters.wire.details_parts import Moment
from adapters.wire.validation import Lenient
from domain.event import EventType
from domain.london import Instant, instant
from entrypoints.replay.folder import Folder
from entrypoints.replay.message import FolderMessage
from entrypoints.usage import UnusableInput

_COURSE = [event_type.value for event_type in EventType]
_WITHOUT_DETAILS = datetime(2026, 1, 1, 12, tzinfo=UTC)
_LAST = datetime(9000, 1, 1, tzinfo=UTC)


class _Details(Lenient):
    timestamp: Moment


def as_named(folder: Folder, names: Sequence[str]) -> Sequence[FolderMessage]:
    """The messages of those names, in that order; UnusableInput if the folder has none of a name."""
    for name in names:
        if name not in folder.messages:
            raise UnusableInput(f"--order: {folder.path / 'domain-events'} holds no {name}.json")
    return [folder.messages[name] for name in names]


def by_course(folder: Folder) -> Sequence[FolderMessage]:
    """All messages as things happened: by the time at which CAS3 recorded them, at the same time in the
    natural course of a stay, an original before its update. Those without details that can be read are last.
    """
    return sorted(folder.messages.values(), key=lambda message: _place(message, folder.answers))


def after_all(folder: Folder) -> Instant:
    """A minute after the newest details, when all of it can be known."""
    recorded = [moment for body in folder.details if (moment := _recorded(body)) is not None]
    newest = max(recorded, default=_WITHOUT_DETAILS)
    return instant(min(newest, _LAST) + timedelta(minutes=1))


def _place(message: FolderMessage, answers: Mapping[str, Answer]) -> tuple[bool, datetime, int, str]:
    answer = answers.get(message.detail_path or "")
    recorded = _recorded(str(answer.body)) if answer is not None and answer.status == 200 else None
    event_type = message.event_type
    course = _COURSE.index(event_type) if event_type in _COURSE else len(_COURSE)
    return recorded is None, recorded or _LAST, course, message.name


def _recorded(details: str) -> Instant | None:
    try:
        return _Details.model_validate_json(details).timestamp
    except ValidationError:
        return None
