"""Oracle's session, whose statements can take the commit along."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import oracledb

_LOGOFF_SECONDS: Final = 1.0


class OracleSession(oracledb.Connection):
    """A session of the driver, for `connect` to make."""

    _is_believed: bool = False

    @contextmanager
    def committing_at_once(self, *, nothing_to_commit: bool) -> Iterator[None]:
        """Let Oracle commit with each statement. `nothing_to_commit`: they only read."""
        # Who did not say that a transaction is open is not believed that none is any more.
        self._is_believed = nothing_to_commit or self.transaction_in_progress
        self.autocommit = True
        try:
            yield
        finally:
            self._is_believed = False
            # One that was lost can be told nothing, and nobody gets it again.
            if self.is_healthy():
                self.autocommit = False

    def commit(self) -> None:
        """Commit, unless the last statement did so itself and Oracle said with its answer that it had."""
        if self.transaction_in_progress or not self._is_believed:
            super().commit()

    def close(self) -> None:
        """Log off. Nothing depends on the answer, so it is waited for only briefly."""
        if self.is_healthy():
            self.call_timeout = round(_LOGOFF_SECONDS * 1000)
        super().close()
