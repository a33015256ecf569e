"""One person's case in hand."""

from typing import Protocol

from domain.case import Case
from domain.changes import Changes


class OpenCase(Protocol):
    """The case as read, under the person's lock."""

    @property
    def case(self) -> Case:
        """The state of Delius when the case was opened."""

    def commit(self, changes: Changes) -> None:
        """Write all the changes and store the announcements, or nothing; at most once for a case.

        TemporaryFailure if somebody changed a row in between (its version differs from the one read), or if
        the database rolled back; PermanentFailure if Delius refuses a value.
        """
