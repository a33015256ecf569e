"""Simulated problems: what comes twice, late, or not at all, and what cannot be recorded."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.page.visitor import LATER, Visitor, visiting

JONAH = "W914573"
IDRIS = "B260847"


def test_a_late_event_and_a_message_that_comes_twice(visitor: Visitor, browser: Browser, url: str) -> None:
    with visiting(browser, url) as onlooker:
        onlooker.visit(JONAH)
        visitor.visit(JONAH)
        visitor.needs_a_confirmed_booking()
        before = onlooker.entries("Arrived at the accommodation").count()
        visitor.begin("Record an arrival")
        visitor.fill_notes("Has the key.")
        held = visitor.send("Record the arrival", travel="Held back")
        visitor.expect_state(held, "Held back")
        visitor.begin("Change the arrival")
        visitor.fill_notes("Moved to the back room.")
        visitor.send("Save the change")
        expect(onlooker.entries("Arrived at the accommodation")).to_have_count(before + 1)
        arrived = onlooker.page.locator("#diary article", has_text="Moved to the back room.")
        expect(arrived).to_contain_text("Moved to the back room.")
        expect(arrived).not_to_contain_text("Has the key.")
        expect(visitor.page.get_by_role("link", name=f"message {held}", exact=True)).to_be_visible()
        visitor.message(held).get_by_role("button", name="Release it now").click()
        onlooker.expect_state(held, "Received late")
        expect(arrived.locator("ins", has_text="Earlier entry, recorded in CAS3 on")).to_be_visible()
        expect(arrived.locator("ins", has_text="Has the key.")).to_be_visible()
        newest = visitor.newest_message()
        visitor.message(held).get_by_role("button", name="Send again").click()
        onlooker.expect_state(visitor.next_message(newest), "Already recorded")
        expect(arrived).to_have_count(1)


def test_what_is_sent_twice_is_recorded_once(visitor: Visitor) -> None:
    visitor.visit(IDRIS)
    before = visitor.entries("Referral submitted").count()
    visitor.begin("Submit a referral")
    newest = visitor.send("Submit the referral", travel="Twice")
    states = {visitor.message(number).locator(".tag") for number in (newest, newest - 1)}
    for state in states:
        expect(state).to_have_text(re.compile("^(Recorded|Already recorded)$"))
    assert {state.inner_text() for state in states} == {"Recorded", "Already recorded"}

    expect(visitor.entries("Referral submitted")).to_have_count(before + 1)


def test_who_is_not_known_in_delius_is_said_beside_the_outcome(visitor: Visitor) -> None:
    """Idris' officer records a booking, which becomes his community manager's entry."""
    visitor.visit(IDRIS)
    visitor.needs_a_referral()
    visitor.begin("Book a place provisionally")
    newest = visitor.send("Book provisionally")
    visitor.expect_state(newest, "Recorded")

    expect(visitor.message(newest)).to_contain_text("Delius does not know who recorded it")
    expect(visitor.entries("Booking made provisionally").first).to_contain_text("N52C010")


@pytest.mark.parametrize(
    ("api_state", "meanwhile", "reason"),
    [
        ("Answers with errors", "Will be retried", "It will be tried again at"),
        ("Unavailable", "Waiting for an outage to end", "answered 503"),
    ],
)
def test_while_the_api_fails_nothing_is_lost(
    visitor: Visitor, api_state: str, meanwhile: str, reason: str
) -> None:
    visitor.visit(IDRIS)
    before = visitor.entries("Referral submitted").count()
    visitor.cas3.get_by_role("button", name=api_state).click()
    try:
        visitor.begin("Submit a referral")
        newest = visitor.send("Submit the referral")
        visitor.expect_state(newest, meanwhile)
        expect(visitor.message(newest)).to_contain_text(reason)
        expect(visitor.entries("Referral submitted")).to_have_count(before)
    finally:
        visitor.cas3.get_by_role("button", name="Working").click()
    visitor.expect_state(newest, "Recorded", within=LATER)

    expect(visitor.entries("Referral submitted")).to_have_count(before + 1)


def test_while_a_user_has_the_record_locked_nothing_is_lost(visitor: Visitor) -> None:
    visitor.visit(IDRIS)
    before = visitor.entries("Referral submitted").count()
    visitor.cas3.get_by_role("button", name="Locked by a user").click()
    try:
        visitor.begin("Submit a referral")
        newest = visitor.send("Submit the referral")
        visitor.expect_state(newest, "Will be retried")
        assert visitor.violations() == []
    finally:
        visitor.cas3.get_by_role("button", name="Free").click()
    visitor.expect_state(newest, "Recorded", within=LATER)

    expect(visitor.entries("Referral submitted")).to_have_count(before + 1)


def test_what_somebody_else_did_meanwhile_is_not_offered_any_more(
    visitor: Visitor, browser: Browser, url: str
) -> None:
    visitor.visit(JONAH)
    visitor.needs_a_referral()
    visitor.begin("Book a place provisionally")
    visitor.send("Book provisionally")
    with visiting(browser, url) as other:
        for each in (visitor, other):
            each.visit(JONAH)
            each.begin("Confirm the booking")
        other.send("Confirm the booking")
        expect(visitor.cas3.get_by_role("link", name="Confirm the booking")).to_have_count(0)
        visitor.may_be_refused = True
        visitor.form.get_by_role("button", name="Confirm the booking").click()

    notice = visitor.page.get_by_role("alert")
    expect(notice).to_contain_text("CAS3 does not offer this at the moment")
    assert visitor.violations() == []


def test_a_bad_message_is_set_aside_with_its_reason(visitor: Visitor) -> None:
    visitor.visit(IDRIS)
    choice = visitor.cas3.get_by_label("Send a message that cannot be recorded")
    for number, option in enumerate(choice.locator("option").all_inner_texts()):
        newest = visitor.newest_message()
        visitor.cas3.get_by_label("Send a message that cannot be recorded").select_option(option)
        visitor.cas3.get_by_role("button", name="Send it").click()
        number_of_it = visitor.next_message(newest)
        visitor.expect_state(number_of_it, "Set aside")
        expect(visitor.message(number_of_it)).to_contain_text(_REASONS[number])


_REASONS = (
    "is not JSON",
    "has no CRN",
    "Delius has no person",
    "is not at the CAS3 API",
    "bookingId",
)
