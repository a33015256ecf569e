"""Everything in every container can be built: a misspelt argument shows here, and not in production."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module

import httpx
import pytest
from dependency_injector import containers, providers
from dependency_injector.errors import Error

import entrypoints
from adapters.http.client import BoundedTransport
from adapters.in_memory.clock import InMemoryClock
from adapters.in_memory.delius.tables import Tables
from adapters.oracle.database import Database
from application.outage import RetryPauses
from entrypoints.demo.in_memory import demo_container
from entrypoints.operations.container import DatabaseContainer
from entrypoints.operations.queue_container import QueueContainer
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.neighbours.aws import CREDENTIALS, Aws, create_messaging
from entrypoints.sandbox.neighbours.ministack import REGION
from entrypoints.settings import DatabaseSettings, QueueSettings
from entrypoints.worker.application import ApplicationContainer, Ports
from entrypoints.worker.container import WorkerContainer
from entrypoints.worker.settings import WorkerSettings
from tests.support.databases import SqliteDatabases

_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
Needed = Mapping[str, object]
_GIVEN = (providers.Object, providers.Dependency, providers.AttributeGetter)
"""Providers of what is handed on as it is, which may be nothing."""


def _in_memory(_: pytest.FixtureRequest) -> Needed:
    return {"now": _NOON}


def _ports(_: pytest.FixtureRequest) -> Needed:
    ports = dict.fromkeys(Ports.__annotations__, providers.Object("an adapter"))
    return {**ports, "pauses": RetryPauses(), "suspicious_people": 10, "concurrency": 2}


def _database(request: pytest.FixtureRequest) -> Needed:
    return {"settings": DatabaseSettings.model_validate({"delius_url": _url(request)})}


def _queue(request: pytest.FixtureRequest) -> Needed:
    worker = _worker(request)["settings"]
    assert isinstance(worker, WorkerSettings)
    return {"settings": QueueSettings.model_validate({"queue_url": worker.queue_url, "AWS_REGION": REGION})}


def _worker(request: pytest.FixtureRequest) -> Needed:
    aws: Aws = request.getfixturevalue("aws")
    environment: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    for name, value in {**CREDENTIALS, "AWS_ENDPOINT_URL": aws.endpoint}.items():
        environment.setenv(name, value)
    messaging = create_messaging(aws, "-containers")
    settings = {
        "queue_url": messaging.queue,
        "dead_letter_queue_url": messaging.dead_letter_queue,
        "topic_arn": messaging.announcements_topic,
        "api_url": "http://cas3.example",
        "token_url": "http://cas3.example/token",
        "client_id": "a client",
        "client_secret": "its secret",
        "AWS_REGION": REGION,
        "delius_url": _url(request),
    }
    return {"settings": WorkerSettings.model_validate(settings)}


def _url(request: pytest.FixtureRequest) -> str:
    databases: SqliteDatabases = request.getfixturevalue("sqlite_databases")
    return f"sqlite:///{databases.folder / 'template.db'}"


_NEEDED: Mapping[type[containers.DeclarativeContainer], Callable[[pytest.FixtureRequest], Needed]] = {
    InMemoryContainer: _in_memory,
    ApplicationContainer: _ports,
    DatabaseContainer: _database,
    QueueContainer: _queue,
    WorkerContainer: _worker,
}


class Misspelt(containers.DeclarativeContainer):
    """A container that wires a clock with an argument that it does not have."""

    now = providers.Dependency(instance_of=datetime)
    clock = providers.Singleton(InMemoryClock, noww=now)


def _declared() -> Iterator[type[containers.DeclarativeContainer]]:
    for module in pkgutil.walk_packages(entrypoints.__path__, "entrypoints."):
        for _, found in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(found, containers.DeclarativeContainer) and found.__module__ == module.name:
                yield found


def _build_everything(declared: type[containers.DeclarativeContainer], needed: Needed) -> list[object]:
    every: Iterator[providers.Provider[object]] = declared(**needed).traverse()
    return [provider() for provider in every if not isinstance(provider, _GIVEN)]


def test_every_container_is_built_here() -> None:
    assert set(_declared()) == set(_NEEDED)


@pytest.mark.parametrize("declared", _NEEDED)
def test_every_provider_of_a_container_can_be_built(
    declared: type[containers.DeclarativeContainer], request: pytest.FixtureRequest
) -> None:
    built = _build_everything(declared, _NEEDED[declared](request))
    assert len(built) > 1
    assert None not in built
    for database in built:
        if isinstance(database, Database):
            database.close()


def test_the_worker_closes_what_it_opened(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[BoundedTransport] = []

    def close(transport: BoundedTransport) -> None:
        closed.append(transport)

    monkeypatch.setattr(BoundedTransport, "close", close)
    container = WorkerContainer(**_worker(request))
    client, other = container.http_client(), container.http_client()
    assert client is other
    with pytest.raises(httpx.UnsupportedProtocol), client.stream("GET", "gopher://api.example/", {}):
        pass

    container.shutdown_resources()

    assert len(closed) == 1


def test_in_the_demo_an_outage_may_last_without_using_up_a_receive() -> None:
    clock = InMemoryClock(_NOON)
    queue = demo_container(clock, "http://cas3-api.example", Tables()).queue()
    queue.send("rubbish")
    (delivery,) = queue.receive(10)
    clock.wait(7 * 24 * 3600)

    assert queue.is_held(delivery)
    assert (queue.receive(10), queue.dead_letters) == ([], ())


def test_a_misspelt_argument_shows() -> None:
    with pytest.raises(TypeError, match="noww"):
        _build_everything(Misspelt, {"now": _NOON})


def test_what_a_container_needs_shows_when_it_is_missing() -> None:
    with pytest.raises(Error, match="now"):
        _build_everything(InMemoryContainer, {})
