"""Identifiers, postcodes, people who were merged, and what a notification may be about."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from domain.address import same_postcode
from domain.event import EventType
from domain.failures import PermanentFailure
from domain.identifiers import ApplicationId, BookingId, Code, Crn, EventId, ExternalReference
from domain.notification import Notification
from domain.person import MergeRow, surviving
from tests.domain.builders import departed, referral
from tests.domain.desk import day


@pytest.mark.parametrize("kind", [ApplicationId, BookingId, Crn, EventId, ExternalReference])
@pytest.mark.parametrize("blank", ["", " ", "\n", "\u200b", "\u00a0\ufeff"])
def test_no_identifier_is_blank(kind: type[Crn], blank: str) -> None:
    with pytest.raises(ValueError, match="is blank"):
        kind(blank)


def test_codes_are_compared_without_padding() -> None:
    assert Crn("A000001 ") == Crn("A000001")
    assert BookingId("b ") != BookingId("b")


def test_a_crn_is_in_upper_case_however_it_was_typed() -> None:
    assert Crn("t100200") == Crn("T100200 ")
    assert str(Crn("t100200")) == "T100200"
    assert Code("n54") != Code("N54")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("BB1 1BB", "bb11bb", True),
        ("BB1 1BB", "\u200bBB1\u00a01BB\ufeff", True),
        ("BB1 1BB", "BB1 1BC", False),
        (None, None, False),
        ("", " ", False),
        ("\u200b", "\ufeff", False),
    ],
)
def test_postcodes_are_compared_without_case_and_blanks(
    one: str | None, other: str | None, same: bool
) -> None:
    assert same_postcode(one, other) is same


def test_a_reason_can_be_logged_and_sent() -> None:
    reason = PermanentFailure("booking b\n\x01" + "x" * 2_000).reason

    assert reason.startswith("booking b??xxx")
    assert len(reason) == 1_000


def merge_row(number: int, into: str, *, soft_deleted: bool = False) -> MergeRow:
    return MergeRow(
        id=number, identifier=into, created=datetime(2026, 6, number % 2 + 1), soft_deleted=soft_deleted
    )


def chain(*crns: str) -> Callable[[Crn], Sequence[MergeRow]]:
    merges = {Crn(gone): [merge_row(1, survivor)] for gone, survivor in pairwise(crns)}
    return lambda crn: merges.get(crn, [])


@pytest.mark.parametrize("crns", [("A",), ("A", "B"), ("A", "B", "C", "D", "E", "F")])
def test_a_crn_stands_for_the_survivor_of_at_most_five_merges(crns: tuple[str, ...]) -> None:
    survivor = Crn(crns[-1])

    assert surviving(Crn("A"), lambda crn: crn if crn == survivor else None, chain(*crns)) == survivor


@pytest.mark.parametrize("crns", [("A", "B", "C", "D", "E", "F", "G"), ("A", "B", "A"), ("A",)])
def test_nobody_is_found_behind_six_merges_a_circle_or_no_merge(crns: tuple[str, ...]) -> None:
    def live(crn: Crn) -> Crn | None:
        return crn if crn == Crn("G") else None

    with pytest.raises(PermanentFailure, match="no person with the CRN A"):
        surviving(Crn("A"), live, chain(*crns))


@pytest.mark.parametrize(
    ("rows", "survivor"),
    [
        ([merge_row(1, "NEWER"), merge_row(2, "OLDER")], "NEWER"),
        ([merge_row(1, "OLDER"), merge_row(3, "NEWER")], "NEWER"),
        ([merge_row(1, "GONE", soft_deleted=True), merge_row(2, "LIVE")], "LIVE"),
        ([merge_row(1, " "), merge_row(2, "NAMED ")], "NAMED"),
        ([], None),
    ],
)
def test_a_merge_is_into_whom_the_newest_live_row_names(rows: list[MergeRow], survivor: str | None) -> None:
    def live(crn: Crn) -> Crn | None:
        return crn if survivor is not None and crn == Crn(survivor) else None

    def merges(crn: Crn) -> list[MergeRow]:
        return rows if crn == Crn("A") else []

    if survivor is None:
        with pytest.raises(PermanentFailure, match="no person with the CRN A"):
            surviving(Crn("A"), live, merges)
    else:
        assert surviving(Crn("A"), live, merges) == Crn(survivor)


NOTIFICATION = Notification(
    event_type=EventType.PERSON_DEPARTED, crn=Crn("A000001"), detail_url="http://x/1", booking=BookingId("b1")
)


def test_a_notification_fits_details_of_its_person_and_booking() -> None:
    NOTIFICATION.check(departed(day(2)))
    NOTIFICATION.check(referral())
    replace(NOTIFICATION, booking=None).check(departed(day(2), "b2"))
    replace(NOTIFICATION, crn=Crn("a000001")).check(departed(day(2)))


def test_details_of_another_booking_are_refused() -> None:
    with pytest.raises(PermanentFailure, match="about booking b1, its details are about booking b2"):
        NOTIFICATION.check(departed(day(2), "b2"))


def test_details_of_another_person_are_refused() -> None:
    with pytest.raises(PermanentFailure, match="about B000002, its details are about A000001"):
        replace(NOTIFICATION, crn=Crn("B000002")).check(departed(day(2)))
