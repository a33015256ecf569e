"""One run from a seed: lives, troubles, then an end at which everything is well again, and the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tests.simulation.audit import audit
from tests.simulation.chaos import Chaos
from tests.simulation.kernel import Kernel
from tests.simulation.plan import Plan
from tests.simulation.workers import Workers
from tests.simulation.world import World

START: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
_HOUR: Final = 3_600.0
# A message that waits for its second pause comes again within 36 minutes; an announcement within an hour.
_QUIET_HOURS: Final = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """The trace of a run, how many events it had and recorded, and what was wrong, in sentences."""

    seed: int
    events: int
    recorded: int
    trace: Sequence[str]
    faults: Sequence[str]


def simulate(seed: int, plan: Plan) -> Outcome:
    """Run the whole service for the days of the plan and some quiet hours; check all that must hold."""
    kernel = Kernel(seed, START, plan.shift)
    world = World(kernel)
    workers = Workers(kernel, world, plan.workers)
    chaos = Chaos(kernel, world, workers, plan)
    happenings = chaos.begin()
    workers.start()
    kernel.run(until=plan.days * 24 * _HOUR)
    world.faults.heal()
    kernel.run(until=(plan.days * 24 + _QUIET_HOURS) * _HOUR)
    faults = audit(world, chaos, happenings)
    return Outcome(seed, len(happenings), len(world.log.recorded_at), kernel.trace, faults)
