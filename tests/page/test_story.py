"""The whole story by clicks, as one person does it and another sees it."""

from datetime import date

from playwright.sync_api import Browser, expect

from tests.page.visitor import Visitor, visiting

MAEVE = "K731059"


def test_a_stay_from_referral_to_departure(visitor: Visitor, browser: Browser, url: str) -> None:
    """Check that whoever only looks never loads the page again, and sees all of it."""
    with visiting(browser, url) as onlooker:
        onlooker.visit(MAEVE)
        visitor.visit(MAEVE)
        _refers_and_books(visitor, onlooker)
        _arrives(visitor, onlooker)
        _departs(visitor, onlooker)
        _announced(onlooker)


def test_a_booking_that_is_cancelled(visitor: Visitor, browser: Browser, url: str) -> None:
    with visiting(browser, url) as onlooker:
        onlooker.visit(MAEVE)
        visitor.visit(MAEVE)
        visitor.needs_a_referral()
        before = onlooker.entries("Booking made provisionally").count()
        _opens(visitor, "Book a place provisionally")
        visitor.send("Book provisionally")
        expect(onlooker.entries("Booking made provisionally")).to_have_count(before + 1)
        cancellations = onlooker.entries("Booking cancelled").count()
        _opens(visitor, "Cancel the booking")
        visitor.fill_day("When was it cancelled?", date(2026, 3, 9))
        visitor.fill_notes("She stays with her sister.")
        visitor.send("Cancel the booking")
        expect(onlooker.entries("Booking cancelled")).to_have_count(cancellations + 1)
        cancelled = onlooker.entries("Booking cancelled").first
        expect(cancelled).to_contain_text("9 March 2026")
        expect(cancelled).to_contain_text("She stays with her sister.")
        _opens(visitor, "Change the cancellation")
        visitor.fill_notes("Her sister has moved away.")
        visitor.send("Save the change")
        expect(cancelled.get_by_text("Changed", exact=True)).to_be_visible()
        expect(cancelled.locator("ins", has_text="Her sister has moved away.")).to_be_visible()


def _opens(visitor: Visitor, action: str) -> None:
    """Opens the form of an action, with which axe finds nothing wrong."""
    visitor.begin(action)
    assert visitor.violations() == []


def _refers_and_books(visitor: Visitor, onlooker: Visitor) -> None:
    _opens(visitor, "Submit a referral")
    visitor.send("Submit the referral")
    expect(onlooker.entries("Referral submitted").get_by_text("New", exact=True)).to_be_visible()
    expect(onlooker.page.locator("#happened")).to_contain_text("Referral submitted")
    _opens(visitor, "Book a place provisionally")
    visitor.form.get_by_label("Place").select_option("Fen Lodge, Peterborough")
    visitor.fill_day("Start date", date(2026, 6, 1))
    visitor.fill_day("End date", date(2026, 8, 20))
    visitor.fill_notes("Ground floor, please.")
    visitor.send("Book provisionally")
    booked = onlooker.entries("Booking made provisionally")
    expect(booked).to_contain_text("Expected arrival date: 01/06/2026")
    expect(booked).to_contain_text("Ground floor, please.")
    expect(onlooker.entries("Referral submitted").get_by_text("New", exact=True)).to_have_count(0)
    _opens(visitor, "Confirm the booking")
    visitor.send("Confirm the booking")
    expect(onlooker.entries("Booking confirmed")).to_be_visible()


def _arrives(visitor: Visitor, onlooker: Visitor) -> None:
    expect(onlooker.homes()).to_have_count(0)
    _opens(visitor, "Record an arrival")
    visitor.fill_day("When did they arrive?", date(2026, 6, 1))
    visitor.fill_notes("Has the key.")
    visitor.send("Record the arrival")
    expect(onlooker.entries("Arrived at the accommodation")).to_contain_text("Has the key.")
    expect(onlooker.homes()).to_have_count(1)
    expect(onlooker.homes()).to_contain_text("Fen Lodge")
    expect(onlooker.homes()).to_contain_text("since 1 June 2026")
    expect(onlooker.homes()).to_contain_text("Main, CAS3 (A17)")
    _opens(visitor, "Change the arrival")
    visitor.fill_day("When did they arrive?", date(2026, 6, 3))
    visitor.send("Save the change")
    arrived = onlooker.entries("Arrived at the accommodation")
    expect(arrived.get_by_text("Changed", exact=True)).to_be_visible()
    expect(arrived.locator("ins", has_text="Updated in CAS3 on")).to_be_visible()
    expect(arrived).to_contain_text("3 June 2026")
    expect(onlooker.homes()).to_contain_text("since 3 June 2026")


def _departs(visitor: Visitor, onlooker: Visitor) -> None:
    _opens(visitor, "Record a departure")
    visitor.fill_day("When did they leave?", date(2026, 7, 1))
    visitor.form.get_by_label("More about the reason").fill("A flat of her own")
    visitor.send("Record the departure")
    left = onlooker.entries("Left the accommodation")
    expect(left).to_contain_text("A flat of her own")
    expect(onlooker.homes()).to_contain_text("3 June 2026 to 1 July 2026")
    expect(onlooker.homes()).to_contain_text("Previous, CAS3 (A17)")
    _opens(visitor, "Change the departure")
    visitor.fill_day("When did they leave?", date(2026, 7, 4))
    visitor.send("Save the change")
    expect(left).to_contain_text("4 July 2026")
    expect(onlooker.homes()).to_contain_text("3 June 2026 to 4 July 2026")


def _announced(onlooker: Visitor) -> None:
    told = onlooker.delius.get_by_role("region", name="What other services were told")
    expect(told.get_by_text("main Address added")).to_have_count(1)
    expect(told.get_by_text("probation-case.address.updated")).to_have_count(3)
