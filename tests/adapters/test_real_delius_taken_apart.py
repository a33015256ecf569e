"""Whatever is taken away from the real Delius and the service's own tables is named, and nothing else is."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import pytest
from sqlalchemy import text

from adapters.oracle.check.check import check
from adapters.oracle.check.columns import WRITTEN
from adapters.oracle.check.findings import missing
from adapters.oracle.check.needs import SEQUENCES, TABLES, Privilege, TableNeed
from adapters.oracle.database import Database
from adapters.oracle.delius_tables import delius
from adapters.oracle.dialects import columns_of
from adapters.system.clock import SystemClock
from tests.adapters.real_scene import missing_after, named, real
from tests.support.h2.databases import WireDatabases
from tests.support.h2.dictionary import DICTIONARY
from tests.support.oracle_wire.faults import Refuse

__all__ = ("real",)

DELIUS = [need for need in TABLES if not need.is_own]
NOT_ALLOWED = Refuse(1031, "insufficient privileges")
PROBES = {
    Privilege.SELECT: "^SELECT 1 FROM {table}$",
    Privilege.LOCK: "^SELECT 1 FROM {table} FOR UPDATE$",
    Privilege.INSERT: "^INSERT INTO {table} ",
    Privilege.UPDATE: "^UPDATE {table} ",
    Privilege.DELETE: "^DELETE FROM {table}$",
}


# One of each table at a time.
COLUMNS = [
    [each for each in taken if each is not None]
    for taken in zip_longest(*([(need.name, column) for column in need.columns] for need in TABLES))
]


@pytest.mark.parametrize("taken", COLUMNS, ids=lambda taken: ", ".join(".".join(each) for each in taken))
def test_columns(taken: Sequence[tuple[str, str]], real: Database) -> None:
    assert missing_after(
        real,
        [f"ALTER TABLE {table} RENAME COLUMN {column} TO gone" for table, column in taken],
        [f"ALTER TABLE {table} RENAME COLUMN gone TO {column}" for table, column in taken],
    ) == {f"column {table}.{column}" for table, column in taken}


def test_tables_and_sequences(real: Database) -> None:
    for need in TABLES:
        there, gone = f"ALTER TABLE {need.name} RENAME TO gone", f"ALTER TABLE gone RENAME TO {need.name}"
        assert missing_after(real, [there], [gone]) == {f"table {need.name}"}
    for name in SEQUENCES:
        gone, there = f"DROP SEQUENCE {name}", f"CREATE SEQUENCE {name} START WITH 2500000500"
        assert missing_after(real, [gone], [there]) == {f"sequence {name}"}


@pytest.mark.parametrize("code", [980, 1775])
def test_a_synonym_of_a_table_that_is_gone(
    code: int, real: Database, oracle_on_the_wire_databases: WireDatabases
) -> None:
    faults = oracle_on_the_wire_databases.server.scene.faults
    faults.order(r"\bFROM staff_team\b", Refuse(code, "synonym translation is no longer valid"))
    try:
        found = missing(check(real, SystemClock().now()))
    finally:
        faults.clear()

    assert named(found) == {"table staff_team"}


INDEXES = (
    ("offender", "crn"),
    ("additional_identifier", "offender_id"),
    ("offender_manager", "offender_id"),
    ("contact", "offender_id"),
    ("contact", "contact_id"),
    ("offender_address", "offender_id"),
    ("offender_address", "offender_address_id"),
)
(SHOW_INDEXES,) = [
    view.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")
    for view in DICTIONARY
    if view.startswith("CREATE VIEW sys.all_ind_columns ")
]


def test_indexes(real: Database) -> None:
    for table, column in INDEXES:
        lost = f" WHERE NOT (table_name = '{table.upper()}' AND column_name = '{column.upper()}')"
        assert missing_after(real, [SHOW_INDEXES + lost], [SHOW_INDEXES]) == {f"index on {table} ({column})"}


@pytest.mark.parametrize("need", WRITTEN, ids=lambda need: need.name)
def test_columns_that_must_be_filled_from_now_on(need: TableNeed, real: Database) -> None:
    table = need.name
    with real.transaction() as connection:
        names = columns_of(connection, table)
    written = delius.tables[table].columns
    unwritten = [name for name in names if name not in written or written[name].info]
    free = [name for name in unwritten if _takes_null(real, table, name)]
    emptied = [name for name in SOMETIMES_EMPTY if name in written]
    changed = [*free, *emptied]

    found = missing_after(
        real,
        [f"ALTER TABLE {table} ALTER COLUMN {name} SET NOT NULL" for name in changed],
        [f"ALTER TABLE {table} ALTER COLUMN {name} SET NULL" for name in changed],
    )

    assert found == {
        *(f"unwritten column {table}.{name}" for name in free),
        *(f"sometimes empty column {table}.{name}" for name in emptied),
    }


SOMETIMES_EMPTY = (
    "notes",
    "end_date",
    "building_name",
    "street_name",
    "district",
    "town_city",
    "county",
    "postcode",
)


def _takes_null(database: Database, table: str, column: str) -> bool:
    question = text(
        "SELECT nullable FROM all_tab_columns WHERE table_name = :table AND column_name = :column"
        " AND default_length IS NULL"
    )
    with database.transaction() as connection:
        return (
            connection.execute(question, {"table": table.upper(), "column": column.upper()}).scalar() == "Y"
        )


NARROW: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "contact": {
        "contact_id": ("NUMBER(9)", "NUMBER"),
        "external_reference": ("VARCHAR2(77)", "VARCHAR2(200)"),
        "notes": ("VARCHAR2(4000)", "CLOB"),
        "contact_date": ("VARCHAR2(40)", "DATE"),
        "row_version": ("NUMBER(3)", "NUMBER"),
    },
    "offender_address": {
        "offender_address_id": ("NUMBER(9)", "NUMBER"),
        "postcode": ("VARCHAR2(7)", "VARCHAR2(35)"),
        "start_date": ("VARCHAR2(40)", "DATE"),
    },
    "audited_interaction": {
        "interaction_parameters": ("VARCHAR2(59)", "VARCHAR2(4000)"),
        "outcome": ("NUMBER", "CHAR(1)"),
    },
}


def test_widths_and_types(real: Database) -> None:
    changes = [(table, name, *types) for table, columns in NARROW.items() for name, types in columns.items()]

    found = missing_after(
        real,
        [f"ALTER TABLE {table} MODIFY {name} {narrow}" for table, name, narrow, _ in changes],
        [f"ALTER TABLE {table} MODIFY {name} {wide}" for table, name, _, wide in changes],
    )

    assert found == {f"type of {table}.{name}" for table, name, *_ in changes}


def test_numbers_too_narrow_for_the_ids_that_are_there(real: Database) -> None:
    found = missing_after(
        real,
        ["UPDATE user_ SET user_id = 12345", "ALTER TABLE contact MODIFY created_by_user_id NUMBER(4)"],
        ["ALTER TABLE contact MODIFY created_by_user_id NUMBER", "UPDATE user_ SET user_id = 1"],
    )

    assert found == {"type of contact.created_by_user_id"}


@pytest.mark.parametrize("privilege", Privilege)
def test_rights(privilege: Privilege, real: Database, oracle_on_the_wire_databases: WireDatabases) -> None:
    needing = [need.name for need in DELIUS if privilege in need.uses]
    faults = oracle_on_the_wire_databases.server.scene.faults
    for table in needing:
        faults.order(PROBES[privilege].format(table=table), NOT_ALLOWED)
    try:
        found = missing(check(real, SystemClock().now()))
    finally:
        faults.clear()

    assert named(found) == {f"privilege {privilege.value} on {table}" for table in needing}


def test_rights_to_sequences(real: Database, oracle_on_the_wire_databases: WireDatabases) -> None:
    faults = oracle_on_the_wire_databases.server.scene.faults
    for name in SEQUENCES:
        faults.order(rf"\b{name}\.NEXTVAL FROM dual$", NOT_ALLOWED)
    try:
        found = missing(check(real, SystemClock().now()))
    finally:
        faults.clear()

    assert named(found) == {f"privilege use of {name}" for name in SEQUENCES}
