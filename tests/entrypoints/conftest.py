"""A folder to replay, and the command that replays it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adapters.in_memory.clock import InMemoryClock
from entrypoints.command_line import main
from entrypoints.sandbox.neighbours.aws import CREDENTIALS, Aws
from entrypoints.sandbox.neighbours.ministack import REGION
from tests.adapters.stores import on_database
from tests.domain.desk import CRN, NOW
from tests.entrypoints.person_scene import PersonScene
from tests.entrypoints.samples import SampleFolder
from tests.support.aws import Queues
from tests.support.databases import USERNAME, PostgreSqlDatabases, SqliteDatabases
from tests.support.h2.databases import WireDatabases


@dataclass(frozen=True, slots=True)
class Ended:
    """The exit status of the command, and all that it wrote."""

    status: int
    out: str
    err: str

    @property
    def shown(self) -> dict[str, Any]:
        """The JSON that it printed."""
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def outcomes(self) -> dict[str, str]:
        """Return what became of each event, by name."""
        return {event["name"]: event["outcome"] for event in self.shown["events"]}

    def person(self, crn: str) -> dict[str, Any]:
        """The person of that CRN."""
        (found,) = (person for person in self.shown["people"] if person["crn"] == crn)
        return dict(found)

    def contact(self, crn: str, kind: str) -> dict[str, Any]:
        """The person's only contact of that type."""
        (found,) = (contact for contact in self.person(crn)["contacts"] if contact["type"] == kind)
        return dict(found)


Command = Callable[..., Ended]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command with these arguments."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Ended:
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ended(status, captured.out, captured.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> SampleFolder:
    """A folder without messages."""
    empty = SampleFolder(tmp_path / "folder")
    empty.write("mappings.json", '{"mappings": []}')
    (empty.path / "domain-events").mkdir()
    return empty


@pytest.fixture(params=["sqlite_databases", "postgresql_databases", "oracle_on_the_wire_databases"])
def scene(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[PersonScene]:
    for name in ("CAS3_QUEUE_URL", "CAS3_QUEUE_NAME"):
        monkeypatch.delenv(name, raising=False)
    databases: SqliteDatabases | PostgreSqlDatabases | WireDatabases = request.getfixturevalue(request.param)
    with databases.new() as database:
        clock = InMemoryClock(NOW)
        store = on_database(database, clock)
        provider, team = store.users.add_provider("N03"), store.users.add_team("N03HPT")
        person = store.users.register(CRN)
        store.users.allocate(person, provider, team, store.users.add_staff("N03A001", team))
        url = database.engine.url.render_as_string(hide_password=False)
        monkeypatch.setenv("CAS3_DELIUS_URL", url)
        monkeypatch.setenv("CAS3_DELIUS_USERNAME", USERNAME)
        yield PersonScene(database, clock, store, person)


@pytest.fixture
def queues(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Queues:
    """Return empty queues, which the environment names for an operator's commands."""
    queues = Queues.new(aws)
    for name, value in _settings(queues).items():
        monkeypatch.setenv(name, value)
    return queues


def _settings(queues: Queues) -> Mapping[str, str]:
    return {
        **CREDENTIALS,
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": queues.aws.endpoint,
        "CAS3_QUEUE_NAME": queues.url.rpartition("/")[2],
    }
