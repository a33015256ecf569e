"""The output of a replay of a folder."""

import json

import pytest

from tests.entrypoints.conftest import Command
from tests.entrypoints.samples import COURSE, CRN, OFFICER, SampleFolder, SampleStay, stay_in_full


@pytest.fixture
def full(folder: SampleFolder) -> SampleFolder:
    for name, event in stay_in_full(SampleStay()).items():
        folder.add(name, event)
    return folder


def test_all_nine_kinds_are_recorded_in_the_course_of_the_stay(full: SampleFolder, command: Command) -> None:
    ended = command("replay", full.path, "--json")
    assert ended.status == 0
    assert list(ended.outcomes) == list(COURSE)
    assert set(ended.outcomes.values()) == {"Recorded"}


def test_each_reference_has_one_contact(full: SampleFolder, command: Command) -> None:
    contacts = command("replay", full.path, "--json").person(CRN)["contacts"]
    assert {contact["type"]: contact["externalReference"] for contact in contacts} == {
        "EARS": "urn:hmpps:cas3:application-submitted:application-of-booking-1",
        "EABP": "urn:hmpps:cas3:booking-provisionally-made:booking-1",
        "EACO": "urn:hmpps:cas3:booking-confirmed:booking-1",
        "EACA": "urn:hmpps:cas3:booking-cancelled:booking-1",
        "EAAR": "urn:hmpps:cas3:person-arrived:booking-1",
        "EADP": "urn:hmpps:cas3:person-departed:booking-1",
    }


def test_a_contact_is_shown_with_all_that_delius_holds(full: SampleFolder, command: Command) -> None:
    assert command("replay", full.path, "--json").contact(CRN, "EAAR") == {
        "externalReference": "urn:hmpps:cas3:person-arrived:booking-1",
        "type": "EAAR",
        "date": "2026-02-09",
        "startTime": "00:00:00",
        "provider": "N23",
        "team": "N23HPT",
        "staff": OFFICER,
        "sensitive": "N",
        "notes": "Arrival date: 10/02/2026\n"
        "Arrival address: 5 Low Row LN1 9AA Lincoln East Midlands\n"
        "Updated in CAS3 on 11/02/2026 09:30:00:\n"
        "Arrival date: 09/02/2026\n"
        "Arrival address: 5 Low Row LN1 9AA Lincoln East Midlands",
    }


def test_an_address_is_shown_with_all_that_delius_holds(full: SampleFolder, command: Command) -> None:
    assert command("replay", full.path, "--json").person(CRN)["addresses"] == [
        {
            "type": "A17",
            "status": "P",
            "startDate": "2026-02-09",
            "endDate": "2026-02-21",
            "buildingName": None,
            "streetName": "5 Low Row",
            "district": None,
            "town": "Lincoln",
            "county": "East Midlands",
            "postcode": "LN1 9AA",
        }
    ]


def test_an_open_address_has_no_end(folder: SampleFolder, command: Command) -> None:
    folder.add("arrived", SampleStay().arrived())
    (address,) = command("replay", folder.path, "--json").person(CRN)["addresses"]
    assert (address["status"], address["endDate"]) == ("M", None)


def test_the_announcements_are_shown_as_they_were_sent(full: SampleFolder, command: Command) -> None:
    created, *updated = command("replay", full.path, "--json").shown["announcements"]
    address = created["additionalInformation"]["addressId"]
    assert created == {
        "eventType": "probation-case.address.created",
        "version": 1,
        "occurredAt": "2026-02-21T09:31:00+00:00",
        "description": "A new address has been created on the probation case",
        "additionalInformation": {"addressStatus": "Main Address", "addressId": address},
        "personReference": {"identifiers": [{"type": "CRN", "value": CRN}]},
    }
    assert isinstance(address, int)
    statuses = [each["additionalInformation"]["addressStatus"] for each in updated]
    assert statuses == ["Main Address", "Previous Address", "Previous Address"]


def test_an_event_tells_its_type_and_its_crn(folder: SampleFolder, command: Command) -> None:
    folder.add("1", SampleStay().referral(), enveloped=True)
    (event,) = command("replay", folder.path, "--json").shown["events"]
    assert event == {
        "name": "1",
        "eventType": "accommodation.cas3.referral.submitted",
        "crn": CRN,
        "outcome": "Recorded",
        "reason": None,
    }


def test_it_shows_the_same_every_time(full: SampleFolder, command: Command) -> None:
    assert command("replay", full.path, "--json") == command("replay", full.path, "--json")


def test_people_are_in_order_of_their_crns(folder: SampleFolder, command: Command) -> None:
    folder.add("1", SampleStay(crn="T300300", booking="b-3").referral())
    folder.add("2", SampleStay(crn="T200200", booking="b-2").referral(after=1))
    people = command("replay", folder.path, "--json").shown["people"]
    assert [person["crn"] for person in people] == ["T200200", "T300300"]


def test_whoever_is_not_named_as_its_officer_the_manager_owns_a_contact(
    folder: SampleFolder, command: Command
) -> None:
    folder.add("1", SampleStay().referral())
    contact = command("replay", folder.path, "--json").contact(CRN, "EARS")
    assert (contact["provider"], contact["team"], contact["staff"]) == ("M00", "M00CMT", "M00CM01")


@pytest.mark.parametrize("response", [{"status": 200}, {}])
def test_a_mapping_may_hold_its_own_answer(
    response: dict[str, int], folder: SampleFolder, command: Command
) -> None:
    provisional, confirmed = SampleStay().provisional(), SampleStay().confirmed()
    folder.add_message("as-json", provisional)
    folder.map(provisional.detail_path, {**response, "jsonBody": json.loads(provisional.answer)})
    folder.add_message("as-text", confirmed)
    folder.map(f"{confirmed.detail_path}?page=1", {**response, "body": confirmed.answer}, key="url")
    ended = command("replay", folder.path, "--json")
    assert ended.outcomes == {"as-json": "Recorded", "as-text": "Recorded"}
    assert ended.contact(CRN, "EACO")["staff"] == OFFICER


def test_of_a_detail_url_only_the_path_counts(folder: SampleFolder, command: Command) -> None:
    event = SampleStay().referral()
    folder.add("1", event)
    message = event.message.replace(event.api_url, "http://localhost:{wiremock.port}")
    folder.write("domain-events/1.json", message)
    assert command("replay", folder.path, "--json").outcomes == {"1": "Recorded"}


def test_what_else_is_in_the_folder_does_not_matter(folder: SampleFolder, command: Command) -> None:
    folder.add("1", SampleStay().referral())
    folder.write("more/unknown.json", "not JSON")
    folder.write("notes.txt", b"\xff")
    folder.write("domain-events/readme.md", "not a message")
    assert command("replay", folder.path, "--json").status == 0


def test_a_folder_without_messages_shows_nothing(folder: SampleFolder, command: Command) -> None:
    ended = command("replay", folder.path, "--json")
    assert (ended.status, ended.shown) == (0, {"people": [], "announcements": [], "events": []})


def test_mappings_of_other_methods_do_not_matter(folder: SampleFolder, command: Command) -> None:
    folder.add("1", SampleStay().referral())
    folder.mappings.append({"request": {"method": "POST", "urlPattern": "/auth/.*"}, "response": {}})
    folder.map("/elsewhere", {"status": 404})
    assert command("replay", folder.path, "--json").status == 0


def test_a_byte_order_mark_does_not_matter(folder: SampleFolder, command: Command) -> None:
    event = SampleStay().referral()
    folder.add("1", event)
    folder.write("domain-events/1.json", b"\xef\xbb\xbf" + event.message.encode())
    assert command("replay", folder.path, "--json").status == 0
