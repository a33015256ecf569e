"""Announcements as other services read them."""

import json
from datetime import UTC, datetime

import pytest

from adapters.wire.announcement import write_announcement
from domain.announcement import Announcement, AnnouncementType
from domain.identifiers import AddressId, Crn
from domain.london import instant


def test_an_announcement_is_written_as_agreed() -> None:
    announcement = Announcement(
        type=AnnouncementType.ADDRESS_CREATED,
        crn=Crn("A000001"),
        occurred_at=instant(datetime(2026, 6, 11, 9, 12, 44, 999, UTC)),
        status="Main Address",
        address=AddressId(2500000001),
    )

    assert json.loads(write_announcement(announcement)) == {
        "eventType": "probation-case.address.created",
        "version": 1,
        "occurredAt": "2026-06-11T10:12:44+01:00",
        "description": "A new address has been created on the probation case",
        "additionalInformation": {"addressStatus": "Main Address", "addressId": 2500000001},
        "personReference": {"identifiers": [{"type": "CRN", "value": "A000001"}]},
    }


def test_an_announcement_about_no_address_is_not_written() -> None:
    announcement = Announcement(
        type=AnnouncementType.ADDRESS_CREATED,
        crn=Crn("A000001"),
        occurred_at=instant(datetime(2026, 6, 11, tzinfo=UTC)),
        status="Main Address",
    )

    with pytest.raises(ValueError, match="names the address"):
        write_announcement(announcement)


def test_a_previous_address_that_changed_is_written_as_agreed() -> None:
    announcement = Announcement(
        type=AnnouncementType.ADDRESS_UPDATED,
        crn=Crn("A000001"),
        occurred_at=instant(datetime(2026, 1, 11, 9, 12, 44, tzinfo=UTC)),
        status="Previous Address",
        address=AddressId(7),
    )

    written = json.loads(write_announcement(announcement))

    assert written["occurredAt"] == "2026-01-11T09:12:44+00:00"
    assert written["description"] == "An address has been updated on the probation case"
    assert written["additionalInformation"]["addressStatus"] == "Previous Address"
