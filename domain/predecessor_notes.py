"""Contacts that the predecessor wrote, and what their notes prove (rule 2)."""

import re

from domain.arrival_and_departure import EXPECTED_DEPARTURE, PersonArrived
from domain.booking import CANCELLATION_DATE
from domain.event import Event
from domain.london import Instant, wall_time
from domain.notes import not_held
from domain.text import on_one_line

_NEVER_WRITTEN = (CANCELLATION_DATE, EXPECTED_DEPARTURE)
_UPDATE_APPLIED = re.compile(
    r"^Address details were updated: (\d\d)/(\d\d)/(\d{4}) (\d\d:\d\d:\d\d)\s*$", re.MULTILINE
)


def tell_of(event: Event, notes: str) -> bool:
    """Tell whether the event is recorded in a contact that the predecessor wrote.

    An original made the contact. An update is there if its lines are, but for those that the predecessor
    never wrote, or if an update of the arrival was applied that is as new.
    """
    if not event.is_update:
        return True
    if isinstance(event, PersonArrived) and _newest_update_applied(notes) >= _sortable(event.timestamp):
        return True
    # It joined the parts of an address without leaving out those that are blank, hence the runs of blanks.
    lines = [_without_runs(line) for line in event.lines if not line.startswith(_NEVER_WRITTEN)]
    return not not_held(_without_runs(notes), lines)


def _newest_update_applied(notes: str) -> str:
    """Return the latest of the times, in London, of the arrival updates that stand there; "" if none does."""
    found = _UPDATE_APPLIED.findall(notes)
    return max((f"{year}-{month}-{day} {time}" for day, month, year, time in found), default="")


def _sortable(timestamp: Instant) -> str:
    return wall_time(timestamp).isoformat(sep=" ")


def _without_runs(text: str) -> str:
    return "\n".join(" ".join(on_one_line(line).split()) for line in text.splitlines())
