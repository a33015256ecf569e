"""Play the story of the demo on the whole stack, as in production, on a page or to the end."""

from collections.abc import Sequence
from time import monotonic
from typing import Final

from botocore.exceptions import BotoCoreError
from sqlalchemy import URL

from adapters.system.clock import SystemClock
from application.handle_delivery import Disposal
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.narrator import Narrator, StoryPace
from entrypoints.demo.stay import PageAddress, stay
from entrypoints.demo.whole_stack.stack import KINDS, WholeStack, started_stack
from entrypoints.sandbox.people import PEOPLE, STORY_PEOPLE
from entrypoints.sandbox.results import PlayedEvent
from entrypoints.sandbox.story import story
from entrypoints.sandbox.text import print_results
from entrypoints.settings import database_url as read_url
from entrypoints.stop import Stop, listening
from entrypoints.terminal import print_text
from entrypoints.usage import Unsuccessful, UnusableInput

_SHORT_PAUSES: Final = (1, 2)
_PAUSES_TO_WATCH: Final = (5, 10)
_PACE: Final = StoryPace(patience=180.0)
_DELETED_WITHIN_SECONDS: Final = 30.0

_STARTING: Final = "Starting SQS and SNS, a CAS3 API, Delius in {kind}, and the worker as in production."
_WELL: Final = "\nAll messages are settled, and all came out as it should."
_NOT_WELL: Final = "\nNot everything came out as it should; see the log of the worker."
_ENDING: Final = "Ending: the worker finishes its long poll, which takes up to 10 s; Ctrl-C now kills it."


def run_whole_stack(*, once: bool, address: PageAddress, database_url: str | None = None) -> int:
    """Serve the page until Ctrl-C, or play the story `once` and show what came of it; return 0 if all came
    out as it should. Delius is made in the empty database at that URL, else in a file that goes at the end.

    Unsuccessful if a part does not start, or dies; UnusableInput if the page cannot be served there.
    """
    people, pauses = (STORY_PEOPLE, _SHORT_PAUSES) if once else (PEOPLE, _PAUSES_TO_WATCH)
    try:
        with listening() as stop:
            if not once:
                address.check()
            url = _url(database_url) if database_url is not None else None
            print_text(_STARTING.format(kind=KINDS[url.get_backend_name()] if url else "SQLite"))
            with started_stack(stop, people, pauses, url) as stack:
                is_well = _play(stack, stop) if once else _stay(stack, stop, address)
                asked_before = stop.times
                print_text(_ENDING)
                in_order = stack.worker.end(lambda: stop.times > asked_before)
    except BotoCoreError as error:
        raise Unsuccessful(f"the stand-in for SQS and SNS is gone ({type(error).__name__})") from None
    print_text(f"Everything has ended{'' if in_order else ', the worker not in order'}.")
    return 0 if is_well and in_order else 1


def _url(text: str) -> URL:
    try:
        return read_url(text)
    except ValueError as problem:
        raise UnusableInput(f"--database {problem}") from None


def _stay(stack: WholeStack, stop: Stop, address: PageAddress) -> bool:
    if not stop.is_asked_for:
        stay(LiveDemo(stack, SystemClock()), stack, address, stop, list(stack.places()))
    return True


def _play(stack: WholeStack, stop: Stop) -> bool:
    """Return whether all came out as it should, as far as it came."""
    narrator = Narrator(LiveDemo(stack, SystemClock()), stack, stop, _PACE)
    narrator.tell(story())
    if stop.is_asked_for:
        return True
    print_results(narrator.results())
    is_well = _is_worked_off(stack, stop) and _is_as_expected(stack, narrator.events())
    print_text("\n".join([_WELL if is_well else _NOT_WELL, *stack.places()]))
    return is_well


def _is_worked_off(stack: WholeStack, stop: Stop) -> bool:
    """Return whether nothing is left in the queue: the worker deletes what is settled a moment later."""
    latest = monotonic() + _DELETED_WITHIN_SECONDS
    while stack.waiting() > 0 and monotonic() < latest and not stop.is_asked_for:
        stack.pause()
    return stack.waiting() == 0


def _is_as_expected(stack: WholeStack, events: Sequence[PlayedEvent]) -> bool:
    """Return whether that of which CAS3 has no details was set aside, and nothing else."""
    unanswered = [scene.name for scene in story() if not scene.answered]
    aside = [event.name for event in events if event.outcome == Disposal.SET_ASIDE]
    return aside == unanswered and stack.set_aside() == len(aside)
