"""The servers that tests share, one of each in every process, and how thoroughly properties are searched.

The same examples are tried every time: a quarter of them by `make test`, all by `make test-thorough`.
`pytest --hypothesis-profile=search` looks for new ones, many more of them.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from entrypoints.sandbox.neighbours.aws import Aws, aws_at
from entrypoints.sandbox.neighbours.ministack import ministack
from tests.book.results import RESULTS_FILE, ScenarioResults
from tests.support.databases import PostgreSqlDatabases, SqliteDatabases
from tests.support.distribution import place_of, unit_of
from tests.support.h2.databases import WireDatabases
from tests.support.oracle import OracleSchema
from tests.support.oracle_wire.server import wire_server
from tests.support.postgresql import postgresql

settings.register_profile("quick", max_examples=100, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=400, derandomize=True, deadline=None)
settings.register_profile("search", max_examples=5_000, deadline=None)
settings.load_profile("quick")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what becomes of the scenarios, for `make book`."""
    config.pluginmanager.register(ScenarioResults(config.rootpath / RESULTS_FILE))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest units, so that none of them is alone at work at the end."""
    items.sort(key=lambda item: place_of(item.nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Return what hands the units out to the processes, in their order."""
    config.option.loadscopereorder = False
    scheduling = LoadScopeScheduling(config, log)
    scheduling._split_scope = unit_of
    return scheduling


@pytest.fixture(scope="session")
def is_thorough(pytestconfig: pytest.Config) -> bool:
    """Return whether as much as possible is to be tried, however long it takes."""
    return bool(pytestconfig.getoption("hypothesis_profile") == "thorough")


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgreSqlDatabases]:
    """Databases on a real PostgreSQL server, which runs as long as the tests."""
    with postgresql() as server:
        yield PostgreSqlDatabases(server)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Databases in files."""
    folder: Path = tmp_path_factory.mktemp("sqlite")
    return SqliteDatabases(folder)


@pytest.fixture(scope="session")
def oracle_on_the_wire_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WireDatabases]:
    """Databases behind a server that speaks Oracle's protocol to the driver that production uses."""
    with wire_server() as server:
        yield WireDatabases(server, tmp_path_factory.mktemp("h2"))


@pytest.fixture(scope="session")
def real_oracle_databases() -> OracleSchema:
    """A real Oracle database, the one whose SQLAlchemy URL is in CAS3_TEST_ORACLE_URL.

    Its user needs an empty schema, made for tests, in which they may create tables, sequences and a package.
    Each test fills it with the tables of Delius and of the service, and drops them again; a schema with
    anything in it is refused, so that no real Delius is ever touched.
    """
    url = os.environ.get("CAS3_TEST_ORACLE_URL")
    if url is None:
        pytest.skip("no Oracle to test on: CAS3_TEST_ORACLE_URL names none")
    return OracleSchema.at(url)


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """A server that stands in for SQS and SNS, which runs as long as the tests."""
    with ministack(tmp_path_factory.mktemp("aws")) as endpoint, aws_at(endpoint) as aws:
        yield aws
