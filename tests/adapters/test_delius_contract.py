"""The contract of every store with the application, whatever it is made of."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import pytest

from adapters.in_memory.clock import InMemoryClock
from domain.arrival_and_departure import arrival_reference
from domain.case import Case, CaseRequest
from domain.contact import Contact
from domain.event import Event
from domain.failures import PermanentFailure, TemporaryFailure
from domain.history import AppliedEvent
from domain.identifiers import BookingId, Code, Crn, PersonId
from domain.owner import StaffMember
from domain.recording import record
from tests.adapters.stores import OTHER_CRN, WITH_ROW_LOCKS, Store
from tests.domain.builders import arrived, departed, referral
from tests.domain.desk import CRN, NOW, day


def test_a_person_of_whom_nothing_is_known_has_an_empty_case(
    read: Callable[[Event], Case], person: PersonId
) -> None:
    case = read(arrived(day(2)))

    assert (case.person, case.crn, case.contact_is_sensitive) == (person, Crn(CRN), False)
    assert (dict(case.contacts), dict(case.residences), dict(case.addresses)) == ({}, {}, {})
    assert not case.history
    assert [len(case.staffing.providers), len(case.staffing.teams), len(case.staffing.staff)] == [1, 1, 1]
    assert len(case.staffing.members) == len(case.staffing.managers) == 1


def test_codes_are_found_whether_padded_or_not(
    store: Store, read: Callable[[Event], Case], person: PersonId
) -> None:
    store.users.add_staff("N3A01  ")
    assert person

    case = read(arrived(day(2), staff=StaffMember(Code("N3A01"), Code("N03"))))

    assert len(case.staffing.staff) == 1
    assert case.staffing.members == frozenset()


def test_what_was_committed_is_in_the_case(
    read: Callable[[Event], Case], commit: Callable[..., None]
) -> None:
    arrival = arrived(day(2), notes="Two bags")
    commit(arrival)

    case = read(arrival)

    contact = case.contacts[arrival.reference]
    assert (contact.version, contact.time, contact.notes) == (
        0,
        arrival.contact_time,
        "\n".join(arrival.lines),
    )
    assert case.history.newest == AppliedEvent.of(arrival)
    stay = case.residences[BookingId("b1")]
    assert stay.address is not None
    address = case.addresses[stay.address]
    assert (address.version, address.type, address.status, address.start, address.end) == (
        0,
        "A17",
        "M",
        day(2),
        None,
    )
    assert stay.written is not None
    assert (stay.written.lines, stay.written.start) == (address.lines, day(2))


def test_changes_raise_the_versions(read: Callable[[Event], Case], commit: Callable[..., None]) -> None:
    commit(arrived(day(2)), departed(day(9)), arrived(day(3), minute=1, update=True))

    case = read(departed(day(9), minute=2, update=True))

    (address,) = case.addresses.values()
    assert (address.version, address.start, address.end) == (2, day(3), day(9))
    assert case.contacts[arrival_reference(BookingId("b1"))].version == 1


def test_without_a_commit_nothing_is_written(store: Store, read: Callable[[Event], Case]) -> None:
    event = arrived(day(2))
    read(event)

    assert (store.view.person(CRN).diary, store.view.person(CRN).addresses) == ([], [])
    assert not read(event).history
    assert store.outbox.claim(10) == []


def test_an_error_inside_the_case_leaves_it_unlocked_and_unchanged(
    store: Store, read: Callable[[Event], Case]
) -> None:
    with pytest.raises(ZeroDivisionError), store.delius.open_case(CaseRequest.of(referral())):
        _ = 1 / 0

    assert dict(read(referral()).contacts) == {}


def test_nobody_of_that_crn_is_a_permanent_failure(store: Store) -> None:
    request = replace(CaseRequest.of(referral()), crn=Crn("Z999999"))

    with pytest.raises(PermanentFailure, match="Z999999"), store.delius.open_case(request):
        pytest.fail("a case was opened")


def test_a_merged_person_is_followed_with_all_that_is_remembered(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    arrival = arrived(day(2))
    commit(arrival)
    store.users.merge(CRN, into=OTHER_CRN)

    case = read(departed(day(9)))

    assert case.crn == Crn(OTHER_CRN)
    assert case.person != person
    assert arrival.reference in case.contacts
    assert case.residences[BookingId("b1")].address in case.addresses


def test_soft_deleted_contacts_are_not_in_the_case(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    event = referral()
    commit(event)
    store.users.delete_contact(person, read(event).contacts[event.reference].id)

    assert dict(read(event).contacts) == {}


def test_people_do_not_overwrite_what_was_changed_since_they_read_it(
    store: Store, read: Callable[[Event], Case], commit: Callable[..., None], person: PersonId
) -> None:
    event = referral()
    commit(event)
    contact = read(event).contacts[event.reference]

    assert store.users.edit_contact(person, replace(contact, notes="By one"))
    assert not store.users.edit_contact(person, replace(contact, notes="By another"))
    assert read(event).contacts[event.reference].notes == "By one"


def opened_beside(store: Store, held: CaseRequest, wanted: CaseRequest) -> Crn:
    """Opens a case in another thread while one is open."""

    def open_case() -> Crn:
        with store.delius.open_case(wanted) as open_case:
            return open_case.case.crn

    with store.delius.open_case(held), ThreadPoolExecutor(1) as threads:
        return threads.submit(open_case).result()


def test_cases_of_one_person_take_turns(store: Store, person: PersonId) -> None:
    request = CaseRequest.of(referral())

    assert person
    with pytest.raises(TemporaryFailure, match="somebody else"):
        opened_beside(store, request, request)


@pytest.mark.parametrize("store", WITH_ROW_LOCKS, indirect=True)
def test_cases_of_different_people_never_wait_for_each_other(store: Store, person: PersonId) -> None:
    request = CaseRequest.of(referral())

    assert person
    assert opened_beside(store, request, replace(request, crn=Crn(OTHER_CRN))) == Crn(OTHER_CRN)


@pytest.mark.parametrize("store", WITH_ROW_LOCKS, indirect=True)
@pytest.mark.parametrize("edited", ["contact", "address"])
def test_what_somebody_changed_in_between_is_not_overwritten(
    store: Store,
    read: Callable[[Event], Case],
    commit: Callable[..., None],
    person: PersonId,
    edited: str,
) -> None:
    commit(arrived(day(2)))
    update = arrived(day(3), minute=1, update=True)

    with ExitStack() as stack:
        open_case = stack.enter_context(store.delius.open_case(CaseRequest.of(update)))
        recording = record(update, open_case.case, InMemoryClock(NOW).now())
        assert recording.changes is not None
        contact: Contact = open_case.case.contacts[update.reference]
        (address,) = open_case.case.addresses.values()
        if edited == "contact":
            store.users.edit_contact(person, replace(contact, notes="By hand"))
        else:
            store.users.edit_address(person, replace(address, start=day(1)))
        with pytest.raises(TemporaryFailure, match=r"changed .+ at the same time"):
            open_case.commit(recording.changes)

    case = read(update)
    assert not case.history.holds(AppliedEvent.of(update))
    assert len(case.history.applied) == 1
