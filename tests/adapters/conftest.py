"""The stores on which their contracts are tried."""

from collections.abc import Callable, Iterator

import pytest

from adapters.in_memory.clock import InMemoryClock
from adapters.sqs.inbound_events import SqsInboundEvents
from domain.case import Case, CaseRequest
from domain.event import Event
from domain.identifiers import PersonId
from domain.recording import record
from entrypoints.sandbox.neighbours.aws import Aws
from tests.adapters.sqs_port import port_to
from tests.adapters.stores import OTHER_CRN, STORES, Store, in_memory, on_database
from tests.domain.desk import CRN, NOW
from tests.support.aws import Queues
from tests.support.databases import SHORT_LOCK_WAIT_SECONDS


@pytest.fixture
def clock() -> InMemoryClock:
    return InMemoryClock(NOW)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, clock: InMemoryClock) -> Iterator[Store]:
    """Every store there is; all but the one in memory are `NAME_databases` of `tests/conftest.py`."""
    name: str = request.param
    if name == "in memory":
        yield in_memory(clock)
    else:
        databases = request.getfixturevalue(f"{name.replace(' ', '_')}_databases")
        with databases.new(lock_wait=SHORT_LOCK_WAIT_SECONDS) as database:
            yield on_database(database, clock)


@pytest.fixture
def person(store: Store) -> PersonId:
    users = store.users
    team = users.add_team("N03HPT")
    provider, staff = users.add_provider("N03"), users.add_staff("N03A001", team)
    person, other = users.register(CRN), users.register(OTHER_CRN)
    users.allocate(person, provider, team, staff)
    users.allocate(other, provider, team, staff)
    return person


@pytest.fixture
def read(store: Store, person: PersonId) -> Callable[[Event], Case]:
    def read_case(event: Event) -> Case:
        with store.delius.open_case(CaseRequest.of(event)) as open_case:
            return open_case.case

    assert person
    return read_case


@pytest.fixture
def commit(store: Store, person: PersonId, clock: InMemoryClock) -> Callable[..., None]:
    def record_and_commit(*events: Event) -> None:
        for event in events:
            with store.delius.open_case(CaseRequest.of(event)) as open_case:
                recording = record(event, open_case.case, clock.now())
                assert recording.changes is not None
                open_case.commit(recording.changes)

    assert person
    return record_and_commit


@pytest.fixture
def queues(aws: Aws) -> Queues:
    return Queues.new(aws)


@pytest.fixture
def port(queues: Queues) -> SqsInboundEvents:
    return port_to(queues)
