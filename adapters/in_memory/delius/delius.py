"""The port to Delius."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.in_memory.delius.reading import read_case
from adapters.in_memory.delius.rows import PersonRow
from adapters.in_memory.delius.tables import Tables
from adapters.in_memory.delius.writing import write
from domain.case import Case, CaseRequest
from domain.changes import Changes
from domain.failures import TemporaryFailure
from domain.identifiers import Crn
from domain.person import surviving


class InMemoryOpenCase:
    """One person's case; nothing is written before `commit`, so nothing has to be undone without it."""

    def __init__(self, tables: Tables, person: PersonRow, case: Case) -> None:
        self._tables = tables
        self._person = person
        self._case = case

    @property
    def case(self) -> Case:
        return self._case

    def commit(self, changes: Changes) -> None:
        write(self._tables, self._person, changes)


class InMemoryDelius:
    """Delius in memory. Cases of one person take turns; each thread waits at most `lock_wait` seconds."""

    def __init__(self, tables: Tables, lock_wait: float = 5.0) -> None:
        self._tables = tables
        self._lock_wait = lock_wait

    def is_locked(self, crn: Crn) -> bool:
        """Return whether somebody holds the case of the person at this moment."""
        person = surviving(crn, self._tables.live_person, self._tables.merges)
        return self._tables.person_locks[person.id].locked()

    @contextmanager
    def open_case(self, request: CaseRequest) -> Iterator[InMemoryOpenCase]:
        person = surviving(request.crn, self._tables.live_person, self._tables.merges)
        lock = self._tables.person_locks[person.id]
        if not lock.acquire(timeout=self._lock_wait):
            raise TemporaryFailure(f"somebody else holds the case of {person.crn}")
        try:
            case = read_case(self._tables, person, request)
            yield InMemoryOpenCase(self._tables, person, case)
        finally:
            lock.release()
