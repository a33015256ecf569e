"""The demo on its page: the story of late, and then whatever anybody does."""

from collections.abc import Sequence
from typing import Final

from domain.london import wall_time
from domain.ports.clock import Clock
from entrypoints.demo.stage.page import Address, page
from entrypoints.demo.stage.stage import LiveStage
from entrypoints.demo.stage.surroundings import Surroundings
from entrypoints.demo.stage.telling import Pace, Telling
from entrypoints.sandbox.story import story
from entrypoints.stop import Stop
from entrypoints.terminal import print_text

_DAYS_SINCE: Final = 2
PACE: Final = Pace(lingering=1.0)
"""Slow enough for whoever opens the page meanwhile, and without a limit: an outage is theirs to make."""


def perform(
    surroundings: Surroundings, clock: Clock, address: Address, stop: Stop, where: Sequence[str] = ()
) -> None:
    """Serves the page, tells the story as if it had ended two days ago, and stays until somebody asks for
    the end. UnusableInput if the page cannot be served there; `where` are lines on what else there is.
    """
    stage = LiveStage(surroundings, clock)
    telling = Telling(stage, surroundings, stop, PACE)
    scenes = story()
    ended = scenes[-1].event.timestamp.date()
    with page(stage, address) as url:
        print_text(f"The page is at {url}, and what happens there is told here as well.\n")
        telling.tell(scenes, (wall_time(clock.now()).date() - ended).days - _DAYS_SINCE)
        if not stop.is_asked_for:
            print_text("\n".join(["", *where, f"The page is at {url} until Ctrl-C."]))
        telling.stay()
