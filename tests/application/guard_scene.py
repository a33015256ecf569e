"""An outage guard whose time passes only as the test says."""

from dataclasses import dataclass, field

from application.outage import OutageGuard


@dataclass(slots=True)
class Scene:
    """The guard, and what it is told of events."""

    now: float = 1_000.0
    guard: OutageGuard = field(init=False)

    def __post_init__(self) -> None:
        self.guard = OutageGuard(clock=lambda: self.now)

    def passes(self, seconds: float) -> None:
        self.now += seconds

    def recorded(self, event: str) -> None:
        self.guard.began(event)
        self.guard.succeeded(event)

    def in_trouble(self, event: str) -> bool:
        self.guard.began(event)
        return self.guard.is_in_trouble(event)

    def out_of_reach(self, event: str, after: float = 0.0) -> bool:
        self.guard.began(event)
        self.passes(after)
        return self.guard.is_unreachable(event)
