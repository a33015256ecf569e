"""The workers that run at a time, as a platform keeps them: replaced when they end, rolled out one by one."""

from dataclasses import dataclass, field
from itertools import count
from typing import Final

from tests.simulation.kernel import Kernel
from tests.simulation.service import STOPS_WITHIN_SECONDS, Service
from tests.simulation.world import World

RESTART_SECONDS: Final = 5.0


@dataclass(slots=True)
class Workers:
    """A keeper that has so many workers running."""

    kernel: Kernel
    world: World
    number: int
    running: list[Service] = field(default_factory=list)
    _names: "count[int]" = field(default_factory=lambda: count(1))

    def start(self) -> None:
        """Start all of them."""
        for _ in range(self.number):
            self._start_one()

    def crash_one(self) -> None:
        """Kill one of them wherever it stands; another takes its place soon. For a task of its own."""
        if self.running:
            victim = self.kernel.random.choice(self.running)
            self.running.remove(victim)
            victim.kill()
            self._replace()

    def roll_out(self) -> None:
        """Stop one of them in order and start a new one. For a task of its own."""
        if self.running:
            old = self.running.pop(0)
            old.stop()
            self._replace()
            self.kernel.pass_time(STOPS_WITHIN_SECONDS)
            old.kill()

    def _replace(self) -> None:
        self.kernel.pass_time(RESTART_SECONDS)
        self._start_one()

    def _start_one(self) -> None:
        service = Service(self.kernel, self.world, f"worker-{next(self._names)}")
        self.running.append(service)
        service.start()
