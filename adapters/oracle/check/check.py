"""The check of the database that the service is configured for."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column as ColumnOfIds
from sqlalchemy import Connection, func, select

from adapters.oracle.check.asking import ask
from adapters.oracle.check.column_facts import ColumnFact, oracle_facts, other_facts
from adapters.oracle.check.columns import WRITTEN, check_columns
from adapters.oracle.check.contents import Contents
from adapters.oracle.check.dictionary import Dictionary, PostgreSqlDictionary, SqliteDictionary
from adapters.oracle.check.findings import Finding, FindingKind, State, usable
from adapters.oracle.check.indexes import check_indexes
from adapters.oracle.check.names import Target, resolve
from adapters.oracle.check.needs import SEQUENCES, TABLES
from adapters.oracle.check.oracle_dictionary import OracleDictionary, parsing
from adapters.oracle.check.rows import check_rows
from adapters.oracle.check.structure import check_structure
from adapters.oracle.check.surroundings import check_surroundings
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import LINE_COLUMNS, offender_address
from adapters.oracle.dialects import columns_of
from domain.failures import Neighbour, Outage
from domain.london import Instant
from domain.premises import Column


def check(database: Database, now: Instant) -> Sequence[Finding]:
    """Return all that the service needs, and whether it is there. Nothing is changed.

    Raise an Outage if the database cannot be reached or used at all.
    """
    _refuse_to_create(database)
    with database.transaction() as connection:
        return check_over(connection, database.username, now)


def check_over(connection: Connection, username: str, now: Instant) -> Sequence[Finding]:
    """The same, as it stands in the transaction of that connection."""
    with_sequences = connection.dialect.supports_sequences
    structure = list(check_structure(_dictionary(connection), with_sequences=with_sequences))
    limits = _limits(connection) if usable({offender_address.name}, structure) else ()
    names = [*(need.name for need in TABLES), *SEQUENCES]
    targets = resolve(connection, names) if connection.dialect.name == "oracle" else {}
    whole = {need.name for need in TABLES if usable({need.name}, structure)}
    return [
        *structure,
        *limits,
        *_columns(connection, targets, whole),
        *check_indexes(connection, targets, whole),
        *Contents(connection, username, now, structure).findings(),
        *check_rows(connection),
        *check_surroundings(connection, targets),
    ]


def _columns(
    connection: Connection, targets: Mapping[str, Target], whole: Collection[str]
) -> Iterator[Finding]:
    """Report the columns that refuse what is written, of tables that have all that is needed."""

    def facts(table: str) -> Mapping[str, ColumnFact] | None:
        if connection.dialect.name == "oracle":
            return oracle_facts(connection, targets.get(table))
        return other_facts(connection, table)

    def greatest(ids: ColumnOfIds[Any]) -> int:
        rows = ask(connection, select(func.max(ids)))
        return int(rows[0][0] or 0) if rows else 0

    for need in WRITTEN:
        if need.name in whole:
            yield from check_columns(need, facts, greatest)


def _refuse_to_create(database: Database) -> None:
    """Raise an Outage if there is no such file: SQLite would make an empty one for a misspelt name."""
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
    """Report the sizes of an address' columns, those of one size together."""
    columns = columns_of(connection, offender_address.name)
    taking: dict[str, list[str]] = defaultdict(list)
    for name in LINE_COLUMNS.values():
        taking[_in_words(columns.get(name))].append(name)
    for limit, names in taking.items():
        remark = f"{limit}: {', '.join(names)}"
        yield Finding(FindingKind.LIMITS, offender_address.name, State.THERE, remark, offender_address.name)


def _in_words(column: Column | None) -> str:
    if column is None:
        return "no limit"
    return f"{column.size} {'bytes' if column.in_bytes else 'characters'}"
