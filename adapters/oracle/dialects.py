"""Differences between the databases: how to connect, how long to wait for a lock, and how to take one."""

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import URL, Connection, Engine, Select, String, event, inspect, select, text
from sqlalchemy.types import TypeEngine

from domain.failures import Neighbour, Outage, TemporaryFailure
from domain.premises import Column

_CONNECT_SECONDS = 5
_STATEMENT_SECONDS = 30
# Oracle's driver asks a silent server to break off and waits as long again for the answer to that.
_CALL_SECONDS = _STATEMENT_SECONDS / 2
# More than an event's query finds; fewer are a second trip to fetch the rest.
_PREFETCHED_ROWS = 101
_ORACLE_ARGUMENTS: Mapping[str, Any] = {
    "tcp_connect_timeout": _CONNECT_SECONDS,
    # Minutes: a session that a firewall forgot is noticed while it is idle, not by the next event.
    "expire_time": 1,
    # All statements in use stay parsed; of the default, 20, some would be parsed anew each time.
    "stmtcachesize": 60,
    # What DBAs see in v$session.
    "program": "cas3-and-delius",
}

_POSTGRESQL_ARGUMENTS: Mapping[str, Any] = {
    "connect_timeout": _CONNECT_SECONDS,
    "tcp_user_timeout": _STATEMENT_SECONDS * 1000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


def connect_arguments(url: URL, lock_wait: float) -> Mapping[str, Any]:
    """Return the arguments of the driver that bound its waiting for an answer, for a network that is
    gone, and, `lock_wait` seconds, for a lock; what the URL gives itself wins. ValueError for a database
    that Delius cannot be in.
    """
    match url.get_backend_name():
        case "postgresql":
            given = url.query.get("options") or os.environ.get("PGOPTIONS", "")
            bounds = f"-c lock_timeout={lock_wait * 1000:.0f} -c statement_timeout={_STATEMENT_SECONDS}s"
            own = {name: value for name, value in _POSTGRESQL_ARGUMENTS.items() if name not in url.query}
            return {**own, "options": f"{given} {bounds}".strip()}
        case "sqlite":
            return {"timeout": lock_wait, "check_same_thread": False}
        case "oracle":
            own = {name: value for name, value in _ORACLE_ARGUMENTS.items() if name not in url.query}
            return {**own, "conn_class": _oracle_session_class()}
        case dialect:
            raise ValueError(f"Delius can be in Oracle, PostgreSQL or SQLite, not in {dialect}")


def prepare_connections(engine: Engine, username: str) -> None:
    """Let every new connection name the service and bound its waiting, where the database asks for that."""
    if engine.dialect.name == "oracle":
        # Before SQLAlchemy itself asks the first session anything.
        event.listen(engine, "connect", _oracle_session(username), insert=True)
        event.listen(engine, "before_cursor_execute", _prefetch)
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
    if connection.dialect.name == "oracle":
        return _oracle_columns(connection, table)
    columns = inspect(connection).get_columns(table)
    return {column["name"].lower(): _limit(column["type"]) for column in columns}


def _oracle_columns(connection: Connection, table: str) -> Mapping[str, Column | None]:
    """The table itself says what it has. Others of its name may stand in other schemas: what fits into all of
    them fits into the one behind a synonym.
    """
    # SQLAlchemy writes false() as 0 for Oracle 23, which wants a condition there.
    nothing = select(text("*")).select_from(text(table)).where(text("1 = 0"))
    columns: dict[str, Column | None] = dict.fromkeys(connection.execute(nothing).keys())
    for name, size, used in connection.execute(_ORACLE_COLUMNS, {"name": table.upper()}):
        key = name.lower()
        if size and key in columns:
            before = columns[key]
            columns[key] = Column(min(size, before.size if before else size), used == "B")
    return columns


def _limit(type_: TypeEngine[Any]) -> Column | None:
    size = type_.length if isinstance(type_, String) else None
    return Column(size) if size else None


_ORACLE_COLUMNS = text(
    "SELECT column_name, char_length, char_used FROM all_tab_columns WHERE table_name = :name"
)


def _oracle_session_class() -> type[Any]:
    # The driver takes a third of a second to import, and only Oracle needs it.
    from adapters.oracle.oracle_session import OracleSession  # noqa: PLC0415 - see above

    return OracleSession


def _oracle_session(username: str) -> Callable[[Any, object], None]:
    def identify(connection: Any, _record: object) -> None:
        # It is still part of the logon, and must not take much longer.
        connection.call_timeout = round(_CONNECT_SECONDS * 1000)
        with connection.cursor() as cursor:
            cursor.callproc("PKG_VPD_CTX.SET_CLIENT_IDENTIFIER", [username])
        connection.call_timeout = round(_CALL_SECONDS * 1000)

    return identify


def _prefetch(_connection: Connection, cursor: Any, *_: object) -> None:
    cursor.prefetchrows = _PREFETCHED_ROWS


def _sqlite_session(connection: Any, _record: object) -> None:
    # Left to itself the driver begins only before the first write; what was read may be outdated by then.
    connection.isolation_level = None
    with suppress(sqlite3.OperationalError):
        # Somebody reads, or nothing may be written: it works without, only slower.
        connection.execute("PRAGMA journal_mode=WAL").close()


def _sqlite_begin(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    try:
        driver.execute("BEGIN IMMEDIATE").close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise TemporaryFailure("somebody else is writing to the database") from None
        raise Outage(
            f"the database cannot be used as it is set up ({error.sqlite_errorname})", Neighbour.DATABASE
        ) from None
