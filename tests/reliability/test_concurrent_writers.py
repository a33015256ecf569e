"""Rules 2 and 5: many workers at once leave Delius as one alone would, whatever comes in which order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import text

from adapters.oracle.database import Database
from domain.event import Event
from tests.domain.convergence.ending import ending, told
from tests.domain.convergence.stories import Story
from tests.domain.convergence.world import World
from tests.reliability.crowd import crowd, deliveries
from tests.reliability.outcome import Found, found_in, register
from tests.reliability.workers import Done, record_all
from tests.support.databases import PostgreSqlDatabases

pytestmark = pytest.mark.thorough
THREADS = 8
EVENTS = 2_000
THOROUGH_EVENTS = 4_000
LOCK_NOT_FREE = "55P03"
ONE_MAIN_ADDRESS = text(
    "CREATE UNIQUE INDEX one_main_address ON offender_address (offender_id)"
    " WHERE address_status_id = 1 AND end_date IS NULL AND soft_deleted = 0"
)
"""Delius has no such index: here it tells of a second main address at whatever moment there is one."""


@dataclass(frozen=True, slots=True)
class Run:
    """The events that each process had to record, its outcomes, and the records that they left."""

    events: int
    done: Sequence[Done]
    found: Found


@pytest.fixture(scope="module")
def stories() -> Sequence[Story]:
    return crowd()


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
def run(
    request: pytest.FixtureRequest,
    postgresql_databases: PostgreSqlDatabases,
    stories: Sequence[Story],
    is_thorough: bool,
) -> Iterator[Run]:
    events = THOROUGH_EVENTS if is_thorough else EVENTS
    with postgresql_databases.new() as database:
        register(database, stories)
        watch(database)
        url = database.engine.url.render_as_string(hide_password=False)
        done = processes(url, events, range(request.param))
        yield Run(events, done, found_in(database))


def watch(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(ONE_MAIN_ADDRESS)
        connection.commit()


def processes(url: str, events: int, seeds: Sequence[int]) -> Sequence[Done]:
    """Run a process for each seed; all of them begin at the same moment."""
    context = get_context("spawn")
    start = context.Barrier(len(seeds))
    with ProcessPoolExecutor(len(seeds), context, initializer=_wait_at, initargs=(start,)) as pool:
        return list(pool.map(partial(_work, url, events), seeds))


def _wait_at(start: Barrier) -> None:
    start.wait(timeout=60)


def _work(url: str, events: int, seed: int) -> Done:
    return record_all(url, deliveries(all_events(crowd()), events, seed), THREADS)


def all_events(stories: Sequence[Story]) -> Sequence[Event]:
    return [event for story in stories for event in story.events]


def test_every_event_is_recorded_with_a_few_tries(run: Run) -> None:
    for done in run.done:
        assert done.outcomes.total() == run.events
        assert done.failures.total() < run.events / 100


def test_nobody_deadlocks_and_nobody_adds_what_another_added(run: Run) -> None:
    """Check that whoever had to try again did so because the person's row was not free in time."""
    reasons = {reason for done in run.done for reason in done.failures}

    assert not [reason for reason in reasons if LOCK_NOT_FREE not in reason]


def test_no_reference_has_two_contacts(run: Run) -> None:
    assert run.found.doubled == []


def test_nobody_has_two_main_addresses(run: Run) -> None:
    assert run.found.with_two_homes == []


def test_the_end_is_that_of_one_worker_in_another_order(run: Run, stories: Sequence[Story]) -> None:
    one_by_one = told(World(*stories), deliveries(all_events(stories), run.events, seed=99))

    assert run.found.endings == {story.crn: ending(one_by_one, story.crn) for story in stories}


def test_what_was_committed_is_announced_exactly_once(run: Run) -> None:
    assert run.found.stored == sum((done.announced for done in run.done), Counter())
    assert run.found.stored.total() > 0
