"""The check of the database that the service is configured for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from adapters.oracle.check.contents import Contents
from adapters.oracle.check.dictionary import Dictionary, PostgreSqlDictionary, SqliteDictionary
from adapters.oracle.check.findings import Finding, Kind, State, usable
from adapters.oracle.check.oracle_dictionary import OracleDictionary, parsing
from adapters.oracle.check.structure import check_structure
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import LINE_COLUMNS, offender_address
from adapters.oracle.dialects import columns_of
from domain.failures import Neighbour, Outage
from domain.london import Instant
from domain.premises import Column


def check(database: Database, now: Instant) -> Sequence[Finding]:
    """Everything that the service needs, and how it stands with it. Changes nothing.

    Outage if the database cannot be reached or used at all.
    """
    _refuse_to_create(database)
    with database.transaction() as connection:
        return check_over(connection, database.username, now)


def check_over(connection: Connection, username: str, now: Instant) -> Sequence[Finding]:
    """The same, as it stands in the transaction of that connection."""
    with_sequences = connection.dialect.supports_sequences
    structure = list(check_structure(_dictionary(connection), with_sequences=with_sequences))
    limits = _limits(connection) if usable({offender_address.name}, structure) else ()
    return [*structure, *limits, *Contents(connection, username, now, structure).findings()]


def _refuse_to_create(database: Database) -> None:
    """SQLite would make an empty file of a misspelt name."""
    name = database.engine.url.database or ""
    if database.dialect == "sqlite" and not name.startswith("file:") and not Path(name).is_file():
        raise Outage(f"the database cannot be reached (there is no file {name})", Neighbour.DATABASE)


def _dictionary(connection: Connection) -> Dictionary:
    match connection.dialect.name:
        case "oracle":
            return OracleDictionary(parsing(connection))
        case "postgresql":
            return PostgreSqlDictionary(connection)
        case _:
            return SqliteDictionary(connection)


def _limits(connection: Connection) -> Iterator[Finding]:
    """How much the columns of an address take, those that take as much together."""
    columns = columns_of(connection, offender_address.name)
    taking: dict[str, list[str]] = defaultdict(list)
    for name in LINE_COLUMNS.values():
        taking[_in_words(columns.get(name))].append(name)
    for limit, names in taking.items():
        remark = f"{limit}: {', '.join(names)}"
        yield Finding(Kind.LIMITS, offender_address.name, State.THERE, remark, offender_address.name)


def _in_words(column: Column | None) -> str:
    if column is None:
        return "no limit"
    return f"{column.size} {'bytes' if column.in_bytes else 'characters'}"
