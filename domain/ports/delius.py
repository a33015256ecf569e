"""The port to Delius, in which events are recorded."""

from contextlib import AbstractContextManager
from typing import Protocol

from domain.case import CaseRequest
from domain.ports.open_case import OpenCase


class Delius(Protocol):
    """The store of people's cases, one transaction on one person's case at a time."""

    def open_case(self, request: CaseRequest) -> AbstractContextManager[OpenCase]:
        """Lock the person and read their case; leaving the context without a commit changes nothing.

        Two cases of one person take turns, those of different people never wait for each other. On entering:
        PermanentFailure if Delius has nobody of that CRN, nor of one it was merged into; TemporaryFailure if
        the lock is not obtained within a bounded time; Outage if Delius cannot be reached.
        """
