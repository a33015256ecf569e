"""Plays the story of the demo through the whole service in memory."""

from datetime import timedelta

from adapters.in_memory.event_details import Answer
from domain.london import Instant, instant
from entrypoints.sandbox.cast import assemble
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.model import EventView, Picture
from entrypoints.sandbox.picture import picture
from entrypoints.sandbox.play import Player
from entrypoints.sandbox.scene import Scene
from entrypoints.sandbox.story import story
from entrypoints.sandbox.text import print_picture

_ON_THE_WAY = timedelta(seconds=4)


def run_demo_once(*, in_json: bool) -> int:
    """Play the story to its end, print what there is to see, and return the exit status."""
    print_picture(play_demo(), in_json=in_json)
    return 0


def play_demo() -> Picture:
    """What there is to see at the end; the same every time."""
    scenes = story()
    container = InMemoryContainer(now=_delivered(scenes[0]))
    assemble(container.delius_users())
    events = [_played(container, scene) for scene in scenes]
    return picture(container.delius_view().people(), events, container.topic().messages)


def _delivered(scene: Scene) -> Instant:
    return instant(instant(scene.event.timestamp) + _ON_THE_WAY)


def _played(container: InMemoryContainer, scene: Scene) -> EventView:
    clock = container.settable_clock()
    clock.set(max(clock.now(), _delivered(scene)))
    if scene.answered:
        container.api().put(scene.event.detail_path, Answer(scene.event.answer))
    played = Player(container).play(scene.event.envelope)
    return scene.with_outcome(played.outcome, played.reason)
