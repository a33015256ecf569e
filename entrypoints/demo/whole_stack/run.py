"""Plays the story of the demo on the whole stack, as in production, on a page or to the end."""

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Final

from botocore.exceptions import BotoCoreError

from adapters.system.clock import SystemClock
from application.handle_delivery import Disposal
from entrypoints.demo.cas3.people import CAST
from entrypoints.demo.stage.page import Address
from entrypoints.demo.stage.performance import perform
from entrypoints.demo.stage.stage import LiveStage
from entrypoints.demo.stage.telling import Pace, Telling
from entrypoints.demo.whole_stack.stack import Stack, started_stack
from entrypoints.demo.whole_stack.surroundings import StackSurroundings
from entrypoints.sandbox.cast import STORY_CAST
from entrypoints.sandbox.model import EventView
from entrypoints.sandbox.story import story
from entrypoints.sandbox.text import show
from entrypoints.stop import Stop, listening
from entrypoints.terminal import print_text, print_view
from entrypoints.usage import Unsuccessful

# Short for whoever waits for the end, longer for whoever watches what is handed back come again.
_SHORT_PAUSES: Final = (1, 2)
_PAUSES_TO_WATCH: Final = (5, 10)

_PACE: Final = Pace(patience=60.0)
_DELETED_WITHIN: Final = 30.0

_STARTING: Final = "Starting SQS and SNS, a CAS3 API, Delius in SQLite, and the worker as in production."
_WELL: Final = "\nAll messages are settled, and all came out as it should."
_NOT_WELL: Final = "\nNot everything came out as it should; see the log of the worker."
_ENDING: Final = "Ending: the worker finishes its long poll, which takes up to 10 s; Ctrl-C now kills it."


def run_local(*, once: bool, address: Address) -> int:
    """Serves the page until Ctrl-C, or plays the story `once` and shows what came of it; 0 if all came out
    as it should.

    Unsuccessful if a part does not start, or dies; UnusableInput if the page cannot be served there.
    """
    print_text(_STARTING)
    cast, pauses = (STORY_CAST, _SHORT_PAUSES) if once else (CAST, _PAUSES_TO_WATCH)
    try:
        with listening() as stop, started_stack(stop, cast, pauses) as stack:
            is_well = _played(stack, stop) if once else _shown(stack, stop, address)
            asked_before = stop.times
            print_text(_ENDING)
            in_order = stack.worker.end(lambda: stop.times > asked_before)
    except BotoCoreError as error:
        raise Unsuccessful(f"the stand-in for SQS and SNS is gone ({type(error).__name__})") from None
    print_text(f"Everything has ended{'' if in_order else ', the worker not in order'}.")
    return 0 if is_well and in_order else 1


def _shown(stack: Stack, stop: Stop, address: Address) -> bool:
    perform(StackSurroundings(stack), SystemClock(), address, stop, list(_where(stack)))
    return True


def _played(stack: Stack, stop: Stop) -> bool:
    """Whether all came out as it should, as far as it came."""
    surroundings = StackSurroundings(stack)
    telling = Telling(LiveStage(surroundings, SystemClock()), surroundings, stop, _PACE)
    telling.tell(story())
    if stop.is_asked_for:
        return True
    print_view(lambda console: show(telling.picture(), console))
    is_well = _is_worked_off(stack, stop) and _is_as_expected(stack, telling.events())
    print_text("\n".join([_WELL if is_well else _NOT_WELL, *_where(stack)]))
    return is_well


def _is_worked_off(stack: Stack, stop: Stop) -> bool:
    """Whether nothing is left in the queue: the worker deletes what is settled a moment later."""
    latest = monotonic() + _DELETED_WITHIN
    while stack.waiting() > 0 and monotonic() < latest and not stop.is_asked_for:
        stack.worker.pause()
    return stack.waiting() == 0


def _is_as_expected(stack: Stack, events: Sequence[EventView]) -> bool:
    """Whether what CAS3 has no details of was set aside, and nothing else."""
    unanswered = [scene.name for scene in story() if not scene.answered]
    aside = [event.name for event in events if event.outcome == Disposal.SET_ASIDE]
    return aside == unanswered and stack.set_aside() == len(aside)


def _where(stack: Stack) -> Iterator[str]:
    worker = stack.worker
    yield f"health   {worker.url}/health/readiness"
    yield f"metrics  {worker.url}/metrics"
    yield f"log      {worker.log.path}"
    yield f"Delius   {stack.folder / 'delius.db'}"
    yield f"queue    {stack.messaging.queue}"
    yield f"topic    {stack.messaging.events_topic} at {stack.aws.endpoint}"
