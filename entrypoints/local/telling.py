"""Tells a story to the service as CAS3 would, and shows what comes of it."""

from time import monotonic
from typing import Final

from application.handle_delivery import Disposal
from domain.diary import Outcome
from entrypoints.demo.scene import Scene
from entrypoints.local.reports import Report
from entrypoints.local.stack import Stack
from entrypoints.local.stop import Stop
from entrypoints.local.watch import DeliusWatch, announced, reported
from entrypoints.neighbours.aws import hear, publish
from entrypoints.usage import Unsuccessful
from entrypoints.view.console import print_text
from entrypoints.view.model import EventView, Picture
from entrypoints.view.picture import picture
from entrypoints.view.plain import plain

_SETTLED_WITHIN: Final = 60.0
_NOTHING_NEW: Final = frozenset({"Started", "InWork", "Stopping", "Stopped", Outcome.RECORDED})


class Telling:
    """Plays scenes on the stack, one after the other, and prints what changes meanwhile."""

    def __init__(self, stack: Stack, stop: Stop) -> None:
        self._stack = stack
        self._stop = stop
        self._delius = DeliusWatch(stack.delius.people())
        self._announced: list[str] = []
        self._played: list[tuple[Scene, EventView]] = []

    def play(self, scene: Scene) -> None:
        """Lets CAS3 tell of the scene, and waits until that is settled, or somebody asks for the end."""
        print_text(scene.name)
        scene = scene.at(self._stack.api.url)
        if scene.answered:
            self._stack.api.put(scene.event.detail_path, scene.event.answer)
        publish(self._stack.aws, self._stack.messaging, scene.event.message, scene.event.type.value)
        settling, latest = None, monotonic() + _SETTLED_WITHIN
        while (settling is None or self._stack.waiting() > 0) and not self._stop.is_asked_for:
            if monotonic() > latest:
                raise Unsuccessful(f"{scene.name!r} is not settled after {_SETTLED_WITHIN:.0f} seconds")
            self._stack.worker.pause()
            settling = self.look() or settling
        self.look()
        if settling is not None:
            self._played.append((scene, scene.with_outcome(settling.name, settling.reason)))

    def look(self) -> Report | None:
        """Prints what is new; the newest report that settles an event, if there is one among it."""
        reports = list(self._stack.worker.log.new())
        news = hear(self._stack.aws, self._stack.messaging)
        self._announced += news
        lines = [
            *self._delius.look(self._stack.delius.people()),
            *map(announced, news),
            *(reported(report) for report in reports if report.name not in _NOTHING_NEW),
        ]
        for line in lines:
            print_text(plain(line).plain)
        return next((report for report in reversed(reports) if report.settles), None)

    def picture(self) -> Picture:
        """What there is to see now."""
        events = [event for _, event in self._played]
        return picture(self._stack.delius.people(), events, self._announced)

    def is_as_expected(self) -> bool:
        """Whether nothing waits, and what CAS3 has no details of was set aside, and nothing else."""
        aside = [scene for scene, event in self._played if event.outcome == Disposal.SET_ASIDE]
        unanswered = [scene for scene, _ in self._played if not scene.answered]
        return self._stack.waiting() == 0 and aside == unanswered and self._stack.set_aside() == len(aside)
