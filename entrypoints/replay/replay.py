"""Play a folder of messages through the whole service in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from entrypoints.replay.cast import Cast, cast_of
from entrypoints.replay.folder import Folder, read_folder
from entrypoints.replay.message import FolderMessage
from entrypoints.replay.order import after_all, as_named, by_course
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.person_view import AddressAnnouncement
from entrypoints.sandbox.play import Player
from entrypoints.sandbox.results import PlayedEvent, Results
from entrypoints.sandbox.text import print_results
from entrypoints.sandbox.words import is_recorded
from entrypoints.usage import UnusableInput


def run_replay(path: Path, order: Sequence[str] | None, left_out: Sequence[str], *, in_json: bool) -> int:
    """Play the folder, print what there is to see, and return 0 if every event was recorded, else 1.

    UnusableInput if the folder, the order or what is to be left out cannot be used.
    """
    results = Replay.prepared(path, order, left_out).run()
    print_results(results, in_json=in_json)
    return 0 if all(is_recorded(event.outcome) for event in results.events) else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """All that is needed to play a folder, checked."""

    folder: Folder
    messages: Sequence[FolderMessage]
    cast: Cast
    left_out: Sequence[str]

    @classmethod
    def prepared(cls, path: Path, order: Sequence[str] | None, left_out: Sequence[str]) -> "Replay":
        """Return it, ready to be played. Raise UnusableInput if the folder, the order or what is to be left
        out cannot be used.
        """
        folder = read_folder(path)
        messages = by_course(folder) if order is None else as_named(folder, order)
        cast = cast_of(folder.documents)
        left_out = [cast.as_in_delius(name) for name in left_out]
        if (unknown := cast.unknown(left_out)) is not None:
            raise UnusableInput(f"--leave-out: {unknown!r} is named nowhere in {path}")
        return cls(folder=folder, messages=messages, cast=cast, left_out=left_out)

    def run(self) -> Results:
        """Play every message, and return the results."""
        container = InMemoryContainer(now=after_all(self.folder))
        self.cast.join(container.delius_users(), self.left_out)
        for path, answer in self.folder.answers.items():
            container.api().put(path, answer)
        player = Player(container)
        events = [_played(player, message) for message in self.messages]
        return Results(
            people=container.delius_view().people(),
            events=events,
            announcements=[AddressAnnouncement.read(message) for message in container.topic().messages],
        )


def _played(player: Player, message: FolderMessage) -> PlayedEvent:
    played = player.play(message.body)
    return PlayedEvent(
        name=message.name,
        event_type=message.event_type,
        crn=message.crn,
        outcome=played.outcome,
        reason=played.reason,
    )
