"""Oracle's session, which does not ask for a commit that was made already."""

import oracledb


class OracleSession(oracledb.Connection):
    """A session of the driver, for `connect` to make."""

    def commit(self) -> None:
        """Commit, unless the last statement did so itself and Oracle said with its answer that it had."""
        if self.transaction_in_progress or not self.autocommit:
            super().commit()
