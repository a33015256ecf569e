"""Oracle at several addresses, and behind a listener that sends clients elsewhere."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from adapters.oracle.database import Database
from tests.reliability.oracle_scene import LOGON_SECONDS, ask, database, refused, scene
from tests.support.h2.databases import USERNAME, WireDatabases
from tests.support.oracle_wire.faults import Redirect
from tests.support.oracle_wire.scene import Scene
from tests.support.oracle_wire.server import wire_server
from tests.support.ports import reserved_port
from tests.support.silent_server import silent_server

__all__ = ("database", "scene")

# Oracle's driver leaves the socket of a logon that failed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

REACHING_SECONDS = 6.0
"""Time enough to come to a second address, though the machine stands still for some seconds."""


def at_addresses(*ports: int | None, database: Database, seconds: float = 60) -> Database:
    """The database by a descriptor with several addresses."""
    addresses = "".join(f"(ADDRESS = (PROTOCOL=tcp) (HOST=127.0.0.1)(PORT={port}))" for port in ports)
    service = f"(CONNECT_DATA=(SERVICE_NAME={database.engine.url.query['service_name']}))"
    descriptor = f"(DESCRIPTION=(RETRY_COUNT=1)(ADDRESS_LIST={addresses}){service})"
    url = database.engine.url.set(host=descriptor, port=None, query={})
    return Database.at(url, USERNAME, logon_seconds=seconds)


def test_an_address_list_or_descriptor_may_stand_in_the_url(database: Database) -> None:
    with closing(at_addresses(database.engine.url.port, database=database)) as another:
        assert ask(another) == 1


def test_of_several_addresses_one_that_is_silent_costs_its_share_of_the_time(database: Database) -> None:
    with (
        silent_server() as silent,
        closing(
            at_addresses(silent.port, database.engine.url.port, database=database, seconds=10)
        ) as another,
    ):
        assert ask(another) == 1


def by_descriptions(silent: int, url: URL, _: Path) -> URL:
    service = url.query["service_name"]
    described = (
        f"(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT={port}))(CONNECT_DATA=(SERVICE_NAME={name})))"
        for port, name in ((silent, "another"), (url.port, service))
    )
    return url.set(host=f"(DESCRIPTION_LIST={''.join(described)})", port=None, query={})


def by_alias(silent: int, url: URL, folder: Path) -> URL:
    named = by_descriptions(silent, url, folder)
    (folder / "tnsnames.ora").write_text(f"delius = {named.host}")
    return url.set(host="delius", port=None, query={"config_dir": str(folder)})


def by_easy_connect(silent: int, url: URL, _: Path) -> URL:
    dsn = f"127.0.0.1:{silent},127.0.0.1:{url.port}/{url.query['service_name']}"
    return URL.create(url.drivername, url.username, url.password, query={"dsn": dsn})


@pytest.mark.parametrize("form", [by_descriptions, by_alias, by_easy_connect])
def test_in_each_form_a_silent_address_costs_its_share_of_the_time(
    form: Callable[[int, URL, Path], URL], database: Database, tmp_path: Path
) -> None:
    with silent_server() as silent:
        url = form(silent.port, database.engine.url, tmp_path)
        with closing(Database.at(url, USERNAME, logon_seconds=10)) as another:
            assert ask(another) == 1
        assert silent.accepted.wait(30)


def test_of_several_addresses_those_where_nobody_listens_cost_nothing(
    scene: Scene, database: Database
) -> None:
    logons = len(scene.logons)
    with (
        reserved_port() as closed,
        closing(at_addresses(closed, database.engine.url.port, database=database)) as another,
    ):
        assert ask(another) == 1
    assert len(scene.logons) == logons + 1


def test_several_addresses_that_are_all_silent_are_an_outage(database: Database) -> None:
    with (
        silent_server() as first,
        silent_server() as second,
        closing(at_addresses(first.port, second.port, database=database, seconds=REACHING_SECONDS)) as silent,
    ):
        assert "no logon within" in refused(silent).reason
        assert first.accepted.wait(30)
        assert second.accepted.wait(30)


@pytest.mark.parametrize(
    ("protocol", "cause"),
    [
        ("tcp", "the port may be one for TLS, which the URL must then say (tcps)"),
        ("tcps", "the port may not be one for TLS (tcps), as which the URL has it"),
    ],
)
def test_a_port_that_may_be_one_for_tls_or_not_is_named_as_a_cause(protocol: str, cause: str) -> None:
    with silent_server() as silent:
        address = f"(ADDRESS=(PROTOCOL={protocol})(HOST=127.0.0.1)(PORT={silent.port}))"
        descriptor = f"(DESCRIPTION={address}(CONNECT_DATA=(SERVICE_NAME=delius)))"
        url = URL.create("oracle+oracledb", "cas3", "secret", host=descriptor)
        with closing(Database.at(url, USERNAME, logon_seconds=LOGON_SECONDS)) as database:
            assert refused(database).reason.endswith(f"no logon within 0 s; {cause}")


def test_a_listener_may_send_the_client_to_another_address(
    scene: Scene, database: Database, oracle_on_the_wire_databases: WireDatabases
) -> None:
    database.close()
    with wire_server() as node:
        node.services.update(oracle_on_the_wire_databases.server.services)
        scene.faults.order("REDIRECT", Redirect(node.port))

        assert ask(database) == 1
        assert node.scene.logons
        database.close()


def test_an_address_that_the_listener_names_and_that_is_silent_is_an_outage(
    scene: Scene, database: Database
) -> None:
    with (
        silent_server() as silent,
        closing(Database.at(database.engine.url, USERNAME, logon_seconds=REACHING_SECONDS)) as impatient,
    ):
        scene.faults.order("REDIRECT", Redirect(silent.port))

        assert "no logon within" in refused(impatient).reason
        assert silent.accepted.wait(30)
