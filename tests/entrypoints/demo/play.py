"""A visitor of the demo, with the service at work in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.changes import MarkedEntry
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.messages import Progress, TrackedMessage
from entrypoints.demo.page_state import DeliveryMode, PageState
from tests.support.waiting import wait_until

MAEVE = "K731059"
ROSA = "X418302"
JONAH = "W914573"
DANIEL = "D507116"


@dataclass(frozen=True, slots=True)
class Play:
    """A stage at which somebody looks."""

    demo: LiveDemo

    def do(
        self, action: Action, mode: DeliveryMode = DeliveryMode.AS_USUAL, crn: str = MAEVE, **values: Any
    ) -> None:
        """Does it with the values that are filled in, but for those given, and waits until it is settled."""
        bookings = self.state(crn).file.record.bookings
        concerns = action not in {Action.SUBMIT_REFERRAL, Action.BOOK}
        doing = StaffAction(crn=crn, action=action, booking=bookings[-1].id if concerns else None)
        self.demo.do(doing, {**self.demo.proposed(doing), **values}, mode)
        self.settled()

    def state(self, crn: str = MAEVE) -> PageState:
        self.demo.look()
        return self.demo.state(crn)

    def newest(self) -> TrackedMessage:
        return self.state().messages[0]

    def entry(self, code: str, crn: str = MAEVE) -> MarkedEntry:
        (entry,) = (entry for entry in self.state(crn).diary if entry.entry.code == code)
        return entry

    def settled(self) -> None:
        self.until(
            lambda: all(
                message.state.is_final or message.state is Progress.HELD_BACK
                for message in self.state().messages
            )
        )

    def until(self, condition: Callable[[], bool]) -> None:
        wait_until(condition)
        self.demo.look()
