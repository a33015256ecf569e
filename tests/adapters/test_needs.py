"""The rights that the check asks for are enough: the service works for a user who has no other."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from dependency_injector import providers
from sqlalchemy import text

from adapters.in_memory.event_details import Answer
from adapters.oracle.check.needs import SEQUENCES, TABLES, Privilege, TableNeed
from adapters.oracle.database import Database
from adapters.oracle.delius import OracleDelius
from adapters.oracle.installation import read_installation
from adapters.oracle.outbox import OracleOutbox
from adapters.system.clock import SystemClock
from domain.london import instant
from entrypoints.sandbox.in_memory import InMemoryContainer
from entrypoints.sandbox.people import assemble
from entrypoints.sandbox.play import Played, Player
from entrypoints.sandbox.sql_delius_users import SqlDeliusUsers
from entrypoints.sandbox.story import story
from tests.support.databases import USERNAME, PostgreSqlDatabases

ROLE = "needs_only"
AFTERWARDS = instant(datetime(2026, 12, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def restricted(postgresql_databases: PostgreSqlDatabases) -> Iterator[Database]:
    """The database of the demo's people, for somebody who may use only what is needed, column by column."""
    with postgresql_databases.new() as database:
        assemble(SqlDeliusUsers(database, read_installation(database, SystemClock())))
        with database.transaction() as connection:
            for statement in grants():
                connection.execute(text(statement))
            connection.commit()
        restricted = Database.at(database.engine.url.set(username=ROLE), USERNAME)
        yield restricted
        restricted.close()


def grants() -> Iterator[str]:
    yield f"CREATE ROLE {ROLE} LOGIN"
    yield f"GRANT USAGE ON SEQUENCE {', '.join(SEQUENCES)} TO {ROLE}"
    for need in TABLES:
        for privilege in need.uses:
            yield f"GRANT {granted(privilege, need)} ON {need.name} TO {ROLE}"


def granted(privilege: Privilege, need: TableNeed) -> str:
    used, optional = ", ".join(need.uses[privilege]), ", ".join(need.optional)
    match privilege:
        case Privilege.SELECT:
            return f"SELECT ({used})"
        case Privilege.INSERT:
            return f"INSERT ({', '.join(filter(None, (used, optional)))})"
        case Privilege.UPDATE:
            return f"UPDATE ({', '.join(need.columns)})"
        case Privilege.LOCK:
            return f"UPDATE ({need.columns[0]})"
        case Privilege.DELETE:
            return "DELETE"


@pytest.fixture
def container(restricted: Database) -> InMemoryContainer:
    container = InMemoryContainer(now=AFTERWARDS)
    clock = container.clock()
    installation = read_installation(restricted, clock)
    container.delius.override(providers.Object(OracleDelius(restricted, installation, clock)))
    container.outbox.override(providers.Object(OracleOutbox(restricted, clock)))
    return container


def test_the_whole_story_can_be_recorded_and_announced(container: InMemoryContainer) -> None:
    played = [
        play(container, scene.event.detail_path, scene.event.answer, scene.event.envelope)
        for scene in story()
        if scene.answered
    ]
    assert {each.reason for each in played} == {None}
    assert len(container.topic().messages) > 3


def test_people_who_were_merged_can_be_looked_for(container: InMemoryContainer) -> None:
    event = story()[0].event
    answer, envelope = (each.replace(event.crn, "Z999999") for each in (event.answer, event.envelope))
    played = play(container, event.detail_path, answer, envelope)
    assert played.reason is not None
    assert "Z999999" in played.reason


def play(container: InMemoryContainer, path: str, answer: str, envelope: str) -> Played:
    container.api().put(path, Answer(answer))
    return Player(container).play(envelope)
