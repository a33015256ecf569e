"""The stages of one event, each measured by itself."""

import gc
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from time import process_time

from adapters.wire.details import read_details
from adapters.wire.notification import read_notification
from domain.case import CaseRequest
from domain.event import EventType
from domain.recording import record
from tests.benchmarks.service import Prepared, service_for

STAGES = ("parse", "validate", "read the case", "decide", "write", "publish")

Stages = Mapping[EventType, Sequence[float]]
"""The microseconds on the CPU that the mean event of a type spends in each stage."""


def measure(prepared: Sequence[Prepared]) -> Stages:
    """Do step by step what the application does, with a look at the clock of the CPU between the steps.

    Another clock would count what other processes do. Python's garbage collector waits meanwhile: it would
    strike in whichever stage comes to fill its measure.
    """
    gc.disable()
    try:
        return _measured(prepared)
    finally:
        gc.enable()


def _measured(prepared: Sequence[Prepared]) -> Stages:
    container = service_for(prepared)
    delius, clock = container.delius(), container.clock()
    publish = container.application().send_announcements()
    spent: defaultdict[EventType, list[float]] = defaultdict(lambda: [0.0] * len(STAGES))
    count: defaultdict[EventType, int] = defaultdict(int)
    for each in prepared:
        marks = [process_time()]
        notification = read_notification(each.body)
        marks.append(process_time())
        event = read_details(notification.event_type, each.answer)
        notification.check(event)
        marks.append(process_time())
        with delius.open_case(CaseRequest.of(event)) as open_case:
            marks.append(process_time())
            recording = record(event, open_case.case, clock.now())
            marks.append(process_time())
            if recording.changes is not None:
                open_case.commit(recording.changes)
        marks.append(process_time())
        publish()
        marks.append(process_time())
        count[each.type] += 1
        for stage, (start, end) in enumerate(pairwise(marks)):
            spent[each.type][stage] += end - start
    return {kind: [1e6 * seconds / count[kind] for seconds in spent[kind]] for kind in EventType}
