"""The data dictionary of Oracle.

It is asked to parse statements, and never runs them. So the answers hold whatever they rest on: schemas,
synonyms, views, roles, grants to everybody or privileges on any table.
"""

from collections.abc import Callable, Collection
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from adapters.oracle.check.needs import Privilege, TableNeed

Parse = Callable[[str], str | None]
"""A function that parses a statement and returns the code of the error if it is refused."""

_NO_TABLE: Final = "ORA-00942"
_NO_COLUMN: Final = "ORA-00904"
_NO_SEQUENCE: Final = "ORA-02289"
# The second is what Oracle 23 says.
_NOT_ALLOWED: Final = ("ORA-01031", "ORA-41900")
# Of nothing, or of itself.
_BROKEN_SYNONYMS: Final = frozenset({"ORA-00980", "ORA-01775"})
_ANSWERS: Final = frozenset((_NO_TABLE, _NO_COLUMN, _NO_SEQUENCE, *_NOT_ALLOWED))

_PROBES: Final = {
    Privilege.SELECT: "SELECT 1 FROM {table}",
    # For this Oracle asks for SELECT; its weaker READ is not enough.
    Privilege.LOCK: "SELECT 1 FROM {table} FOR UPDATE",
    # Of a literal NULL Oracle might say at once that there must not be any.
    Privilege.INSERT: "INSERT INTO {table} ({column}) VALUES (:filled)",
    Privilege.UPDATE: "UPDATE {table} SET {column} = {column}",
    Privilege.DELETE: "DELETE FROM {table}",
}
_READ_COLUMNS: Final = "SELECT {column} FROM {table}"
_READ_COLUMN: Final = "SELECT {table}.{column} FROM {table}"


class OracleDictionary:
    """Oracle, as far as what it refuses tells."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse

    def columns(self, need: TableNeed) -> Collection[str] | None:
        if self._refusal(_PROBES[Privilege.SELECT], need.name) == _NO_TABLE:
            return None
        wanted = [*need.columns, *need.optional]
        # Most of the time all are there, and one question tells so.
        if self._refusal(_READ_COLUMNS, need.name, ", ".join(wanted)) is None:
            return wanted
        return [column for column in wanted if self._has_column(need.name, column)]

    def _has_column(self, table: str, column: str) -> bool:
        refusal = self._refusal(_READ_COLUMN, table, column)
        if refusal in _NOT_ALLOWED:
            refusal = self._refusal(_PROBES[Privilege.INSERT], table, column)
        return refusal != _NO_COLUMN

    def may(self, privilege: Privilege, need: TableNeed) -> bool:
        found = self.columns(need)
        column = next(iter(found or need.columns))
        return self._refusal(_PROBES[privilege], need.name, column) is None

    def has_sequence(self, name: str) -> bool:
        return self._refusal("SELECT {table}.NEXTVAL FROM dual", name) != _NO_SEQUENCE

    def may_use(self, name: str) -> bool:
        return self._refusal("SELECT {table}.NEXTVAL FROM dual", name) is None

    def _refusal(self, probe: str, table: str, column: str = "") -> str | None:
        """Return the code with which Oracle refuses it."""
        return self._parse(probe.format(table=table, column=column))


def parsing(connection: Connection) -> Parse:
    """Return a function that lets the driver parse on that connection. It raises a DBAPIError for an error
    that is not about the statement.
    """
    driver: Any = connection.connection.dbapi_connection
    errors = connection.dialect.loaded_dbapi.Error

    def parse(statement: str) -> str | None:
        try:
            with driver.cursor() as cursor:
                cursor.parse(statement)
        except errors as error:
            code = str(error.args[0].full_code)
            if code in _BROKEN_SYNONYMS:
                return _NO_TABLE
            if code in _ANSWERS:
                return code
            is_lost = not driver.is_healthy()
            raise DBAPIError(statement, None, error, connection_invalidated=is_lost) from None
        return None

    return parse
