"""How thoroughly properties are searched: the same examples every time, unless more are asked for.

`pytest --hypothesis-profile=thorough` looks for new ones, many more of them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.databases import PostgreSqlDatabases, SqliteDatabases
from tests.support.postgresql import postgresql

settings.register_profile("same-every-time", max_examples=400, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=5_000, deadline=None)
settings.load_profile("same-every-time")


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
