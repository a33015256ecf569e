"""A database over Oracle's own protocol, on whose way and at whose work something goes wrong."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text

from adapters.in_memory.clock import InMemoryClock
from adapters.oracle.database import Database
from domain.failures import Failure
from tests.adapters.stores import Store, on_database
from tests.domain.desk import CRN, NOW
from tests.support.h2.databases import USERNAME, WireDatabases
from tests.support.oracle_wire.scene import Scene

LOGON_SECONDS = 0.5
SHORT_CALL_MILLISECONDS = 3_000
"""Longer than a machine stands still: what is not to wait is done within."""


@pytest.fixture
def scene(oracle_on_the_wire_databases: WireDatabases, no_leftovers: None) -> Iterator[Scene]:
    scene = oracle_on_the_wire_databases.server.scene
    version, verifier, is_fast = scene.version, scene.verifier, scene.is_fast
    yield scene
    scene.faults.clear()
    scene.commits_at_once = scene.tells_transactions = True
    scene.version, scene.verifier, scene.is_fast = version, verifier, is_fast


@pytest.fixture
def database(oracle_on_the_wire_databases: WireDatabases, scene: Scene) -> Iterator[Database]:
    with oracle_on_the_wire_databases.new() as ready:
        url = ready.engine.url
        with closing(Database.at(url, USERNAME, 3, 0.2)) as database:
            yield database
    assert scene.crashes == []


@pytest.fixture(name="store")
def store_on_the_wire(database: Database) -> Store:
    store = on_database(database, InMemoryClock(NOW))
    team = store.users.add_team("N03HPT")
    store.users.allocate(
        store.users.register(CRN),
        store.users.add_provider("N03"),
        team,
        store.users.add_staff("N03A001", team),
    )
    return store


def ask(database: Database) -> int:
    """Does something in a transaction."""
    with database.transaction() as connection:
        return int(connection.execute(text("SELECT COUNT(*) FROM user_")).scalar_one())


def refused(database: Database) -> Failure:
    with pytest.raises(Failure) as raised:
        ask(database)
    return raised.value


def with_short_calls(database: Database) -> Database:
    """Opens a session that does not wait for an answer as long as in production."""
    with database.transaction() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.call_timeout = SHORT_CALL_MILLISECONDS
    return database
