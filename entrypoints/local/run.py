"""Plays the story of the demo on the whole stack, as in production, and stays for whoever wants to look."""

from collections.abc import Iterator
from typing import Final

from botocore.exceptions import BotoCoreError

from entrypoints.demo.story import story
from entrypoints.local.stack import Stack, started_stack
from entrypoints.local.stop import Stop, listening
from entrypoints.local.telling import Telling
from entrypoints.usage import Unsuccessful
from entrypoints.view.console import print_text, print_view
from entrypoints.view.text import show

_STARTING: Final = "Starting SQS and SNS, a CAS3 API, Delius in SQLite, and the worker as in production."
_WELL: Final = "\nAll messages are settled, and all came out as it should."
_NOT_WELL: Final = "\nNot everything came out as it should; see the log of the worker."
_ENDING: Final = "Ending: the worker finishes its long poll, which takes up to 10 s; Ctrl-C now kills it."


def run_local(*, once: bool) -> int:
    """Ends after the story, or stays until Ctrl-C; 0 if all came out as it should.

    Unsuccessful if a part does not start, or dies.
    """
    print_text(_STARTING)
    try:
        with listening() as stop, started_stack(stop) as stack:
            is_well = _played(stack, stop, once=once)
            asked_before = stop.times
            print_text(_ENDING)
            in_order = stack.worker.end(lambda: stop.times > asked_before)
    except BotoCoreError as error:
        raise Unsuccessful(f"the stand-in for SQS and SNS is gone ({type(error).__name__})") from None
    print_text(f"Everything has ended{'' if in_order else ', the worker not in order'}.")
    return 0 if is_well and in_order else 1


def _played(stack: Stack, stop: Stop, *, once: bool) -> bool:
    """Whether all came out as it should, as far as it came."""
    telling = Telling(stack, stop)
    for scene in story():
        if not stop.is_asked_for:
            telling.play(scene)
    if stop.is_asked_for:
        return True
    print_view(lambda console: show(telling.picture(), console))
    is_well = telling.is_as_expected()
    print_text("\n".join([_WELL if is_well else _NOT_WELL, *_where(stack)]))
    if not once:
        print_text("It stays up until Ctrl-C.")
    while not once and not stop.is_asked_for:
        stack.worker.pause()
        telling.look()
    return is_well


def _where(stack: Stack) -> Iterator[str]:
    worker = stack.worker
    yield f"health   {worker.url}/health/readiness"
    yield f"metrics  {worker.url}/metrics"
    yield f"log      {worker.log.path}"
    yield f"Delius   {stack.folder / 'delius.db'}"
    yield f"queue    {stack.messaging.queue}"
    yield f"topic    {stack.messaging.events_topic} at {stack.aws.endpoint}"
