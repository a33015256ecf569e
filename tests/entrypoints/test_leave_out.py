"""Replays in which Delius lacks somebody."""

from dataclasses import replace

import pytest

from entrypoints.sandbox.sample_events import staff
from tests.entrypoints.conftest import Command
from tests.entrypoints.samples import CRN, OFFICER, REGION, SampleFolder, SampleStay

_MANAGED = ("M00", "M00CMT", "M00CM01")


@pytest.fixture
def stay(folder: SampleFolder) -> SampleFolder:
    folder.add("referral", SampleStay().referral())
    folder.add("arrived", SampleStay().arrived())
    return folder


def _owner(contact: dict[str, str]) -> tuple[str, str, str]:
    return contact["provider"], contact["team"], contact["staff"]


@pytest.mark.parametrize("code", [REGION, f"{REGION}HPT", OFFICER])
def test_without_provider_team_or_staff_the_manager_owns_the_contact(
    code: str, stay: SampleFolder, command: Command
) -> None:
    ended = command("replay", stay.path, "--json", "--leave-out", code)
    assert (ended.status, _owner(ended.contact(CRN, "EAAR"))) == (0, _MANAGED)


def test_without_managers_what_names_no_staff_cannot_be_recorded(
    stay: SampleFolder, command: Command
) -> None:
    ended = command("replay", stay.path, "--json", "--leave-out", "managers")
    assert ended.outcomes == {"referral": "SetAside", "arrived": "Recorded"}
    reason = "the person has no active manager with a team and a member of staff"
    assert ended.shown["events"][0]["reason"] == reason
    assert ended.status == 1


def test_a_person_may_be_missing(stay: SampleFolder, command: Command) -> None:
    stay.add("other", SampleStay(crn="T900900", booking="b-9").referral())
    ended = command("replay", stay.path, "--json", "--leave-out", CRN)
    assert ended.outcomes == {"other": "Recorded", "referral": "SetAside", "arrived": "SetAside"}
    assert [person["crn"] for person in ended.shown["people"]] == ["T900900"]


def test_several_may_be_missing(stay: SampleFolder, command: Command) -> None:
    ended = command("replay", stay.path, "--json", "--leave-out", f"managers, {OFFICER}")
    assert set(ended.outcomes.values()) == {"SetAside"}
    assert ended.person(CRN) == {"crn": CRN, "contacts": [], "addresses": []}
    assert ended == command("replay", stay.path, "--json", "--leave-out=managers", "--leave-out", OFFICER)


def test_staff_of_two_regions_belong_to_both_teams(stay: SampleFolder, command: Command) -> None:
    elsewhere = SampleStay(booking="b-2").arrived(recordedBy=staff(OFFICER, "N58"), after=30)
    stay.add("elsewhere", elsewhere)
    contacts = command("replay", stay.path, "--json").person(CRN)["contacts"]
    owners = {_owner(contact) for contact in contacts if contact["type"] == "EAAR"}
    assert owners == {(REGION, f"{REGION}HPT", OFFICER), ("N58", "N58XXX", OFFICER)}


@pytest.mark.parametrize("name", ["N99", "", "Managers"])
def test_a_name_that_the_folder_does_not_know_is_an_error(
    name: str, stay: SampleFolder, command: Command
) -> None:
    ended = command("replay", stay.path, f"--leave-out={CRN},{name}")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"cas3-and-delius: --leave-out: {name!r} is named nowhere in {stay.path}\n"


def test_a_crn_in_lower_case_is_the_same_person(folder: SampleFolder, command: Command) -> None:
    folder.add("referral", replace(SampleStay().referral(), crn=CRN.lower()))

    recorded = command("replay", folder.path, "--json")
    assert (recorded.status, recorded.person(CRN)["contacts"] != []) == (0, True)

    without = command("replay", folder.path, "--json", "--leave-out", CRN.lower())
    assert without.shown["events"][0]["reason"] == f"Delius has no person with the CRN {CRN}"
