"""The data dictionaries of PostgreSQL and SQLite; Oracle's is in `oracle_dictionary`."""

from collections.abc import Collection
from typing import Final, Protocol

from sqlalchemy import Connection, TextClause, delete, false, inspect, table, text
from sqlalchemy.exc import OperationalError

from adapters.oracle.check.needs import Privilege, TableNeed


class Dictionary(Protocol):
    """The data dictionary, as the user who is connected sees it."""

    def columns(self, need: TableNeed) -> Collection[str] | None:
        """Return the needed and optional columns that the table has; None if there is no such table."""

    def may(self, privilege: Privilege, need: TableNeed) -> bool:
        """Return whether the user has that privilege on the table, which exists."""

    def has_sequence(self, name: str) -> bool:
        """Return whether that sequence exists."""

    def may_use(self, name: str) -> bool:
        """Return whether the user may take numbers from that sequence, which exists."""


class SqliteDictionary:
    """SQLite knows neither users nor sequences, but files that may not be written."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._inspector = inspect(connection)

    def columns(self, need: TableNeed) -> Collection[str] | None:
        if not self._inspector.has_table(need.name):
            return None
        return [column["name"].lower() for column in self._inspector.get_columns(need.name)]

    def may(self, privilege: Privilege, need: TableNeed) -> bool:
        # That nothing is to be deleted does not matter to SQLite, which refuses it all the same.
        nothing = delete(table(need.name)).where(false())
        try:
            self._connection.execute(nothing)
        except OperationalError:
            return privilege in {Privilege.SELECT, Privilege.LOCK}
        return True

    def has_sequence(self, name: str) -> bool:
        return False

    def may_use(self, name: str) -> bool:
        return False


_HAS_TABLE: Final = text("SELECT to_regclass(CAST(:name AS text)) IS NOT NULL")
_COLUMNS: Final = text("""
    SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(CAST(:name AS text)) AND attnum > 0
""")
_MAY: Final = text("SELECT has_table_privilege(to_regclass(CAST(:name AS text)), :privilege)")
_MAY_LOCK: Final = text("SELECT has_any_column_privilege(to_regclass(CAST(:name AS text)), 'UPDATE')")
_HAS_SEQUENCE: Final = text("""
    SELECT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(CAST(:name AS text)) AND relkind = 'S')
""")
# Either of the two is enough.
_MAY_USE: Final = text("SELECT has_sequence_privilege(to_regclass(CAST(:name AS text)), 'USAGE, UPDATE')")


class PostgreSqlDictionary:
    """PostgreSQL, in the order of the user's search path."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def columns(self, need: TableNeed) -> Collection[str] | None:
        if not self._holds(_HAS_TABLE, name=need.name):
            return None
        return self._connection.execute(_COLUMNS, {"name": need.name}).scalars().all()

    def may(self, privilege: Privilege, need: TableNeed) -> bool:
        if privilege is Privilege.LOCK:
            return self._holds(_MAY_LOCK, name=need.name)
        return self._holds(_MAY, name=need.name, privilege=privilege.value)

    def has_sequence(self, name: str) -> bool:
        return self._holds(_HAS_SEQUENCE, name=name)

    def may_use(self, name: str) -> bool:
        return self._holds(_MAY_USE, name=name)

    def _holds(self, question: TextClause, **names: str) -> bool:
        return bool(self._connection.execute(question, names).scalar())
