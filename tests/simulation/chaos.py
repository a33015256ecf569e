"""Everything that a bad day may bring, planned by the seed: a task for each, which waits and then does it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Final

from domain.failures import Neighbour
from tests.simulation.faults import Sickness
from tests.simulation.kernel import Kernel, Process
from tests.simulation.lives import Happening, Life, referral
from tests.simulation.plan import Plan
from tests.simulation.workers import Workers
from tests.simulation.world import World

MINUTE: Final = 60.0
HOUR: Final = 3_600.0
DAY: Final = 24 * HOUR
# What a trouble leaves behind is over after so many seconds: the pause after the last probe, the visibility
# timeout of what a killed worker held.
RECOVERY_SECONDS: Final = 90.0
TROUBLES: Final = (
    "outages",
    "lost answers",
    "refused announcements",
    "locks",
    "edits",
    "roll-outs",
    "crashes",
)
_SICKNESSES: Final = tuple(Sickness)
_MAY_LOSE_ANSWERS: Final = (Neighbour.QUEUE, Neighbour.DATABASE, Neighbour.TOPIC)
_FOR_EVERYBODY: Final = ""


@dataclass(slots=True)
class Chaos:
    """Lives that happen, and troubles with them, as the plan says.

    `disturbed` are the stretches of time in which something stood in the way of a person, or of everybody.
    """

    kernel: Kernel
    world: World
    workers: Workers
    plan: Plan
    disturbed: list[tuple[str, float, float]] = field(default_factory=list)
    _with_a_life: list[str] = field(default_factory=list)

    def begin(self) -> Sequence[Happening]:
        """Plan everything; return what will happen at CAS3."""
        outside = Process("outside")
        happenings = [each for life in self._lives() for each in life.happenings()]
        happenings += [each for number in range(self.plan.floods) for each in self._flood(f"flood-{number}")]
        for each in happenings:
            self.kernel.spawn(outside, partial(self._tell, each), after=each.at)
        for name, trouble in self._troubles().items():
            if name not in self.plan.left_out:
                for number, at in enumerate(self._moments(name)):
                    random = self.kernel.random_of(f"{name}-{number}")
                    self.kernel.spawn(outside, partial(trouble, random), after=at)
        return happenings

    def is_disturbed(self, crn: str, sent: float, within: float) -> bool:
        """Return whether anything stood in the way of an event that was sent then."""
        return any(
            who in (_FOR_EVERYBODY, crn) and began <= sent + within and sent <= ended + RECOVERY_SECONDS
            for who, began, ended in self.disturbed
        )

    def _troubles(self) -> Mapping[str, Callable[[Random], None]]:
        troubles = (
            self._outage,
            self._lose_answers,
            self._refuse_announcements,
            self._lock,
            self._edit,
            self._roll_out,
            self._crash,
        )
        return dict(zip(TROUBLES, troubles, strict=True))

    def _lives(self) -> Sequence[Life]:
        length = self.plan.days * DAY
        lives = []
        for number in range(self.plan.people):
            crn = f"X{number:06}"
            if crn not in self.plan.left_out:
                random = self.kernel.random_of(crn)
                self.world.register(crn, has_home=random.random() < self.plan.homes_share)
                self._with_a_life.append(crn)
                begins = random.uniform(0.0, length * 0.7)
                lives.append(Life(crn, random, self.kernel.start, begins, pace=length / 40))
        return lives

    def _flood(self, name: str) -> Iterator[Happening]:
        """Yield a crowd of sick events, all of one kind, and good ones of other people behind them."""
        if name in self.plan.left_out:
            return
        random = self.kernel.random_of(name)
        at = random.uniform(0.1, 0.9) * self.plan.days * DAY
        sickness = random.choice(_SICKNESSES)
        size = 20 if sickness is Sickness.HANGING else 250
        is_of_one_person = random.random() < 0.3
        for number in range(size + 5):
            is_good = number >= size
            crn = f"{name}-{0 if is_of_one_person and not is_good else number}".upper()
            if crn not in self.world.people:
                self.world.register(crn)
            happening = referral(crn, f"{name}-{number}", self.kernel.start, at + number * 0.01)
            if not is_good:
                self.world.faults.sick[happening.event.id] = sickness
            yield happening

    def _moments(self, name: str) -> Sequence[float]:
        random, days = self.kernel.random_of(name), self.plan.days
        number = round(self.plan.troubles_a_day * days * random.uniform(0.5, 1.5))
        return [random.uniform(0.0, days * DAY) for _ in range(number)]

    def _tell(self, happening: Happening) -> None:
        """Publish the event; some are sick, some told before they are there, some late or twice."""
        event, faults = happening.event, self.world.faults
        random = self.kernel.random_of(event.id)
        if random.random() < self.plan.sick_share:
            faults.sick.setdefault(event.id, random.choice(_SICKNESSES))
        elif random.random() < 0.05:
            faults.not_there_before[event.id] = self.kernel.seconds() + random.uniform(0.05, 5.0)
        if random.random() < 0.1:
            self.kernel.pass_time(random.expovariate(1 / HOUR))
        self.world.publish(event)
        # While the service is at work on the event, it comes again, or a practitioner is at work, too.
        self.kernel.pass_time(random.uniform(0.0, 0.08))
        if random.random() < 0.1:
            self.world.send(event)
        if random.random() < 0.2:
            self.world.edit_an_entry(random, event.crn)
        while random.random() < 0.05:
            self.kernel.pass_time(random.expovariate(1 / (10 * MINUTE)))
            self.world.send(event)

    def _outage(self, random: Random) -> None:
        """Let a neighbour be away for seconds or hours."""
        away = self.world.faults.away
        neighbour = random.choice(tuple(Neighbour))
        if neighbour in away:
            return
        with self._disturbing(f"{neighbour.value} is away"):
            away.add(neighbour)
            self.kernel.pass_time(random.choice((5.0, 90.0, 20 * MINUTE, 3 * HOUR)) * random.random())
            away.discard(neighbour)

    def _lose_answers(self, random: Random) -> None:
        """Let a share of a neighbour's answers get lost for a while, though it did what it was asked to."""
        lost = self.world.faults.lost_answers
        neighbour = random.choice(_MAY_LOSE_ANSWERS)
        with self._disturbing(f"answers of {neighbour.value} get lost"):
            lost[neighbour] = 0.3
            self.kernel.pass_time(random.uniform(1.0, 10 * MINUTE))
            lost[neighbour] = 0.0

    def _refuse_announcements(self, random: Random) -> None:
        """Let the topic take nothing about some person for a while."""
        crn = random.choice(self._with_a_life)
        with self._disturbing("the topic takes nothing about", crn):
            self.world.faults.refused_announcements.add(crn)
            self.kernel.pass_time(random.uniform(1.0, HOUR))
            self.world.faults.refused_announcements.discard(crn)
        # What was refused for long is tried again an hour later.
        self.disturbed.append((crn, self.kernel.seconds(), self.kernel.seconds() + HOUR))

    def _lock(self, random: Random) -> None:
        """Let a practitioner keep a person's record open."""
        crn = random.choice(self._with_a_life)
        lock = self.world.tables.person_locks[self.world.people[crn]]
        if lock.acquire(blocking=False):
            with self._disturbing("the record is locked:", crn):
                self.kernel.pass_time(random.uniform(1.0, 10 * MINUTE))
                lock.release()

    def _edit(self, random: Random) -> None:
        """Let a practitioner change entries while the service may be at work on them."""
        for _ in range(5):
            self.world.edit_an_entry(random)
            self.kernel.pass_time(random.uniform(0.0, MINUTE))

    def _roll_out(self, _: Random) -> None:
        with self._disturbing("a worker is replaced"):
            self.workers.roll_out()

    def _crash(self, _: Random) -> None:
        with self._disturbing("a worker is killed"):
            self.workers.crash_one()

    @contextmanager
    def _disturbing(self, what: str, who: str = _FOR_EVERYBODY) -> Iterator[None]:
        began = self.kernel.seconds()
        self.kernel.note(f"{what} {who}".rstrip())
        yield
        self.kernel.note(f"over: {what} {who}".rstrip())
        self.disturbed.append((who, began, self.kernel.seconds()))
