"""What differs between the databases: how to connect, how long to wait for a lock, and how to take one."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Select, String, event, inspect, text
from sqlalchemy.types import TypeEngine

from domain.failures import Outage, TemporaryFailure
from domain.premises import Column

_CONNECT_SECONDS = 5
_CALL_SECONDS = 30


def connect_arguments(dialect: str, lock_wait: float) -> Mapping[str, Any]:
    """What the driver needs beside the URL so that nothing waits without a bound, for a lock `lock_wait`
    seconds. ValueError for a database that Delius cannot be in.
    """
    match dialect:
        case "postgresql":
            bounds = f"-c lock_timeout={lock_wait * 1000:.0f} -c statement_timeout={_CALL_SECONDS}s"
            return {"connect_timeout": _CONNECT_SECONDS, "options": bounds}
        case "sqlite":
            return {"timeout": lock_wait, "check_same_thread": False}
        case "oracle":
            return {"tcp_connect_timeout": _CONNECT_SECONDS}
        case _:
            raise ValueError(f"Delius can be in Oracle, PostgreSQL or SQLite, not in {dialect}")


def prepare_connections(engine: Engine, username: str) -> None:
    """Lets every new connection say who it is, and bound its waiting, where the database asks for that."""
    if engine.dialect.name == "oracle":
        # Before SQLAlchemy itself asks the first session anything.
        event.listen(engine, "connect", _oracle_session(username), insert=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_session)
        event.listen(engine, "begin", _sqlite_begin)


def locking(query: Select[Any], dialect: str, lock_wait: float) -> Select[Any]:
    """The query, so that the rows it finds are nobody else's until the transaction ends.

    SQLite needs no lock on a row: its transactions take turns from their very begin. On PostgreSQL others may
    still add rows that refer to the locked one.
    """
    if dialect == "oracle":
        return query.suffix_with(text(f"FOR UPDATE WAIT {max(1, round(lock_wait))}"))
    return query.with_for_update(key_share=True)


def columns_of(connection: Connection, table: str) -> Mapping[str, Column | None]:
    """The columns of a table by their names in lower case, and how much text each takes; None for no text."""
    if connection.dialect.name != "oracle":
        columns = inspect(connection).get_columns(table)
        return {column["name"].lower(): _limit(column["type"]) for column in columns}
    rows = connection.execute(_ORACLE_COLUMNS, {"name": table.upper()})
    return {name.lower(): Column(size, used == "B") if size else None for name, size, used in rows}


def _limit(type_: TypeEngine[Any]) -> Column | None:
    size = type_.length if isinstance(type_, String) else None
    return Column(size) if size else None


# Oracle's tables often stand in another schema, behind a synonym.
_ORACLE_COLUMNS = text(
    "SELECT column_name, char_length, char_used FROM all_tab_columns WHERE table_name = :name"
)


def _oracle_session(username: str) -> Callable[[Any, object], None]:
    def identify(connection: Any, _record: object) -> None:
        connection.call_timeout = _CALL_SECONDS * 1000
        with connection.cursor() as cursor:
            cursor.callproc("PKG_VPD_CTX.SET_CLIENT_IDENTIFIER", [username])

    return identify


def _sqlite_session(connection: Any, _record: object) -> None:
    # Left to itself the driver begins only before the first write; what was read may be outdated by then.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL").close()


def _sqlite_begin(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    try:
        driver.execute("BEGIN IMMEDIATE").close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise TemporaryFailure("somebody else is writing to the database") from None
        raise Outage(f"the database cannot be used as it is set up ({error.sqlite_errorname})") from None
