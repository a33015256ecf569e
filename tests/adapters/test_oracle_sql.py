"""Every statement of the store, written for Oracle, against what Oracle takes; H2 takes more than that."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import (
    CHAR,
    TIMESTAMP,
    Column,
    Insert,
    Integer,
    MetaData,
    Sequence,
    String,
    Table,
    Text,
    bindparam,
    insert,
    literal_column,
    select,
    union,
    union_all,
)
from sqlalchemy.engine.url import make_url
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from adapters.oracle import notes, reference_data, schema_version, statements
from adapters.oracle.delius_tables import delius
from adapters.oracle.dialects import locking
from adapters.oracle.own_tables import own
from adapters.oracle.query_union import QueryUnion
from tests.adapters.stores import Store
from tests.domain.builders import arrived, departed, referral
from tests.domain.desk import CRN, day
from tests.support.h2.databases import WireDatabases
from tests.support.oracle_rules.text import TEXT_RULES
from tests.support.oracle_rules.types import TYPE_RULES

ORACLE = make_url("oracle+oracledb://").get_dialect()()
CONTACT = frozenset({"notes", "contact_date", "contact_start_time", "row_version", "last_updated_datetime"})
ADDRESS = frozenset({"street_name", "start_date", "end_date", "address_status_id", "row_version"})
STATEMENTS: Mapping[str, ClauseElement] = {
    **{
        name: each
        for name, each in vars(statements).items()
        if name.isupper() and isinstance(each, ClauseElement)
    },
    **{name: each.statement for name, each in vars(statements).items() if isinstance(each, QueryUnion)},
    "the same, locking": locking(statements.FIND_PERSON, "oracle", lock_wait=5),
    "change_contact": statements.change_contact(CONTACT),
    "change_address": statements.change_address(ADDRESS),
    "reference data": reference_data._QUERY.statement,
    "schema version": schema_version.READ_REVISION,
    "long notes": notes.READ_NOTES,
}


def written(statement: ClauseElement) -> SQLCompiler:
    """The statement as it is written for Oracle when it is executed."""
    keys = None
    if isinstance(statement, Insert):
        keys = [column.key for column in statement.table.columns if getattr(column, "default", None) is None]
    compiled = statement.compile(dialect=ORACLE, column_keys=keys)
    assert isinstance(compiled, SQLCompiler)
    return compiled


def faults_of_text(sql: str) -> dict[str, list[str]]:
    found = {rule.__name__: list(rule(sql)) for rule in TEXT_RULES}
    return {rule: faults for rule, faults in found.items() if faults}


def faults_of_types(statement: ClauseElement) -> dict[str, list[str]]:
    found = {rule.__name__: list(rule(written(statement))) for rule in TYPE_RULES}
    return {rule: faults for rule, faults in found.items() if faults}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_oracle_takes_every_statement(statement: ClauseElement) -> None:
    assert faults_of_text(written(statement).string) == {}
    assert faults_of_types(statement) == {}


def test_the_person_is_locked_for_a_bounded_time() -> None:
    assert written(STATEMENTS["the same, locking"]).string.rstrip().endswith("FOR UPDATE WAIT 5")


@pytest.mark.parametrize("name", ["ADD_CONTACT", "ADD_ADDRESS", "ADD_ANNOUNCEMENTS"])
def test_numbers_come_from_sequences(name: str) -> None:
    assert ".nextval" in written(STATEMENTS[name]).string


@pytest.mark.parametrize("metadata", [delius, own, schema_version.schema_version.metadata])
def test_all_names_are_as_short_as_any_oracle_wants_them(metadata: MetaData) -> None:
    names = {name for table in metadata.tables.values() for name in (table.name, *table.columns.keys())}

    assert {name for name in (*names, *metadata._sequences) if len(name) > 30} == set()


@pytest.mark.parametrize("store", ["oracle on the wire"], indirect=True)
def test_what_is_really_executed_is_like_that_too(
    store: Store, commit: Callable[..., None], oracle_on_the_wire_databases: WireDatabases
) -> None:
    scene = oracle_on_the_wire_databases.server.scene
    scene.reset()
    commit(referral(), arrived(day(2)), arrived(day(3), minute=1, update=True), departed(day(9)))
    store.outbox.finish(store.outbox.claim(10))
    store.users.merge(CRN, into="B000002")
    commit(departed(day(10), minute=2, update=True))

    executed = {each for each in scene.requests if each.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))}

    assert {each.partition(" (")[0] for each in executed if each.startswith("INSERT")} >= {
        "INSERT INTO contact",
        "INSERT INTO offender_address",
        "INSERT INTO audited_interaction",
        "INSERT INTO cas3_outbox",
    }
    assert {sql: faults for sql in executed if (faults := faults_of_text(sql))} == {}


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        ("foreign_words", "SELECT a FROM t LIMIT 1"),
        ("foreign_words", "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING"),
        ("foreign_words", "SELECT a FROM t WHERE b = true"),
        ("foreign_words", "SELECT a FROM t WHERE b IS 1"),
        ("foreign_words", "SELECT a FROM t AS x"),
        ("foreign_words", "SELECT a FROM (SELECT a FROM t) AS x"),
        ("foreign_words", "INSERT INTO t VALUES (1), (2)"),
        ("foreign_words", "SELECT a || b FROM t"),
        ("foreign_words", "SELECT CAST(NULL AS CLOB) AS a FROM t"),
        ("foreign_words", "SELECT a FROM t;"),
        ("empty_texts", "SELECT a FROM t WHERE b = ''"),
        ("unlockable_rows", "SELECT a FROM t FETCH FIRST 1 ROWS ONLY FOR UPDATE WAIT 5"),
        ("unlockable_rows", "SELECT DISTINCT a FROM t FOR UPDATE WAIT 5"),
        ("unlockable_rows", "SELECT a FROM t UNION ALL SELECT a FROM u FOR UPDATE WAIT 5"),
        ("endless_locks", "SELECT a FROM t FOR UPDATE"),
        ("lost_returns", "INSERT INTO t (a) VALUES (:a) RETURNING a"),
        ("lost_returns", "INSERT INTO t (a) VALUES (:a) RETURNING a, b INTO :ret_0"),
        ("bad_binds", "SELECT a FROM t WHERE b = :date"),
        ("bad_binds", 'SELECT a FROM t WHERE b = :"x"'),
        ("bad_binds", "SELECT a FROM t WHERE b = :1"),
        ("quoted_names", 'SELECT "date" FROM t'),
        ("long_names", "SELECT a FROM t_" + "a" * 127),
    ],
)
def test_the_rules_for_the_text_can_fail(rule: str, sql: str) -> None:
    assert rule in faults_of_text(sql)


def test_what_a_literal_says_breaks_no_rule() -> None:
    assert faults_of_text("SELECT a FROM t WHERE b = 'it''s true; || :date \"x\" LIMIT'") == {}


T = Table(
    "t",
    MetaData(),
    Column("id", Integer, Sequence("t_seq"), primary_key=True),
    Column("code", CHAR(7)),
    Column("name", String(7)),
    Column("notes", Text),
    Column("at", TIMESTAMP),
)


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        ("missing_numbers", insert(T).values(id=1)),
        ("differing_branches", union_all(select(T.c.id.label("a")), select(T.c.name.label("a")))),
        ("differing_branches", union_all(select(T.c.id, T.c.name), select(T.c.name, T.c.id))),
        ("differing_branches", union_all(select(literal_column("NULL")), select(T.c.id))),
        ("differing_branches", union_all(select(T.c.notes), select(literal_column("NULL")))),
        ("compared_lobs", union(select(T.c.notes), select(T.c.notes))),
        ("compared_lobs", select(T.c.notes).distinct()),
        ("unpadded_codes", select(T.c.id).where(T.c.code == bindparam("x", type_=String))),
        ("unpadded_codes", select(T.c.id).where(T.c.code.in_([bindparam("x"), bindparam("y")]))),
        ("unpadded_codes", select(T.c.id).where(T.c.name == T.c.code)),
        ("cut_times", select(T.c.id).where(T.c.at < bindparam("x", type_=String))),
    ],
)
def test_the_rules_for_types_can_fail(rule: str, statement: ClauseElement) -> None:
    assert rule in faults_of_types(statement)


def test_a_code_may_be_a_char_or_in_both_forms() -> None:
    query: Any = select(T.c.id).where(T.c.code.in_([bindparam("x"), bindparam("x_padded")]), T.c.code == "x")

    assert faults_of_types(query) == {}
