"""Steps about the diary that a practitioner reads, and the remarks for those who run the service."""

from collections.abc import Mapping

from pytest_bdd import then

from tests.acceptance.driver import Driver
from tests.acceptance.phrases import phrase
from tests.acceptance.seen import Change, DiaryEntry
from tests.acceptance.story import Story
from tests.acceptance.wording import (
    CONTACT_TYPES,
    ContactType,
    DataTable,
    Row,
    as_day,
    as_time,
    compared,
    rows,
)

_REMARKS: Mapping[str, str] = {
    "the officer does not work in that team": "StaffNotInTeam",
    "the officer is unknown to Delius": "StaffNotFound",
    "the booking was cancelled, but the person arrived": "CancelledAfterArrival",
    "the place that was left is still a main address": "StillMainElsewhere",
    "no address fits the arrival that the earlier service recorded": "AddressNotFound",
    "a practitioner has deleted the address": "AddressDeleted",
    "the departure is dated before the arrival": "DepartureBeforeArrival",
    "a detail was left out": "DetailLeftOut",
    "the date is more than a year away": "DateFarAway",
    "no arrival is known of the booking": "DepartureWithoutArrival",
    "the event had been recorded before": "AlreadyRecorded",
    "a newer event had been recorded before": "OutOfSequence",
    "CAS3 itself may be at fault": "SuspectedOutage",
    "CAS3 is not at fault after all": "SuspectedOutageOver",
}


@then(phrase("{who:Person}'s diary shows"))
def diary_shows(story: Story, who: str, datatable: DataTable) -> None:
    shown, expected = compared([_shown(entry) for entry in story.diary_of(who)], datatable)
    assert shown == expected


@then(phrase("{who:Person}'s diary is empty"))
def diary_is_empty(story: Story, who: str) -> None:
    assert story.diary_of(who) == []


@then(phrase("the notes of the {contact:Contact} contact read"))
def notes_read(story: Story, contact: ContactType, docstring: str) -> None:
    assert story.entry(contact).notes == docstring


@then(phrase("the {contact:Contact} contact has no notes"))
def no_notes(story: Story, contact: ContactType) -> None:
    assert not story.entry(contact).notes


@then(phrase("the notes of the {contact:Contact} contact say once each"))
def notes_say_once(story: Story, contact: ContactType, datatable: DataTable) -> None:
    lines = story.entry(contact).notes.split("\n")
    expected = [row["Line"] for row in rows(datatable)]
    assert {line: lines.count(line) for line in expected} == dict.fromkeys(expected, 1)


@then(phrase("the record of changes to {who:Person}'s diary shows"))
def record_of_changes(driver: Driver, story: Story, who: str, datatable: DataTable) -> None:
    shown = [_shown_change(change) for change in driver.view.changes(story.crn_of(who))]
    assert shown == rows(datatable)


@then(phrase("nothing is recorded of {who:Person}"))
def nothing_recorded(story: Story, who: str) -> None:
    assert story.diary_of(who) == []
    assert story.addresses_of(who) == []
    assert story.news == []


@then(phrase("those who run the service are told that {remark}"))
def told_to_operators(driver: Driver, remark: str) -> None:
    assert _REMARKS[remark] in driver.view.remarks()


@then(phrase("those who run the service are not told that {remark}"))
def not_told_to_operators(driver: Driver, remark: str) -> None:
    assert _REMARKS[remark] not in driver.view.remarks()


def _shown_change(change: Change) -> Row:
    done = "contact added" if change.is_addition else "contact changed"
    return {"What was done": done, "Contact": str(_contact_type(change.code))}


def _contact_type(code: str) -> ContactType:
    [contact] = [contact for contact in CONTACT_TYPES.values() if contact.code == code]
    return contact


def _shown(entry: DiaryEntry) -> Row:
    contact = _contact_type(entry.code)
    return {
        "External reference": entry.reference,
        "Type": str(contact),
        "Date": as_day(entry.time),
        "Time": as_time(entry.time),
        "Provider": entry.provider,
        "Team": entry.team,
        "Officer": entry.officer,
        "Sensitive": "yes" if entry.is_sensitive else "no",
    }
