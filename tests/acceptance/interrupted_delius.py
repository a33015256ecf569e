"""A Delius that is away for a while, or in which somebody edits while an event is being recorded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from domain.case import CaseRequest
from domain.failures import Neighbour, Outage, TemporaryFailure
from domain.ports.delius import Delius
from domain.ports.open_case import OpenCase


class InterruptedDelius:
    """Delius while it is there, and an edit that waits for the next case to be open.

    A database that lets nobody else write meanwhile (SQLite) makes the edit wait for the end of the case.
    """

    def __init__(self, delius: Delius) -> None:
        self._delius = delius
        self.is_away = False
        self.edit: Callable[[], None] | None = None

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[OpenCase]:
        if self.is_away:
            raise Outage("Delius is out of reach", Neighbour.DATABASE)
        with self._delius.open_case(request) as open_case:
            self._try_edit()
            yield open_case
        self._try_edit()

    def _try_edit(self) -> None:
        edit, self.edit = self.edit, None
        if edit is None:
            return
        try:
            edit()
        except TemporaryFailure:
            self.edit = edit
