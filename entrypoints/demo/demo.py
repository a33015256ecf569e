"""Play the story of the demo through the whole service in memory."""

from datetime import timedelta
from typing import Final

from adapters.in_memory.event_details import Answer
from domain.london import Instant, instant
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.people import assemble
from entrypoints.sandbox.person_view import AddressAnnouncement
from entrypoints.sandbox.play import Player
from entrypoints.sandbox.results import PlayedEvent, Results
from entrypoints.sandbox.story import Scene, story
from entrypoints.sandbox.text import print_results

_DELIVERY_TIME: Final = timedelta(seconds=4)


def run_demo_once(*, in_json: bool) -> int:
    """Play the story to its end, print what there is to see, and return the exit status."""
    print_results(play_demo(), in_json=in_json)
    return 0


def play_demo() -> Results:
    """Return what there is to see at the end of the story; the same every time."""
    scenes = story()
    container = InMemoryContainer(now=_delivered(scenes[0]))
    assemble(container.delius_users())
    events = [_played(container, scene) for scene in scenes]
    return Results(
        people=container.delius_view().people(),
        events=events,
        announcements=[AddressAnnouncement.read(message) for message in container.topic().messages],
    )


def _delivered(scene: Scene) -> Instant:
    return instant(instant(scene.event.timestamp) + _DELIVERY_TIME)


def _played(container: InMemoryContainer, scene: Scene) -> PlayedEvent:
    clock = container.clock()
    clock.set(max(clock.now(), _delivered(scene)))
    if scene.answered:
        container.api().put(scene.event.detail_path, Answer(scene.event.answer))
    played = Player(container).play(scene.event.envelope)
    return scene.with_outcome(played.outcome, played.reason)
