"""A worker that is killed, and everything started again, in front of an onlooker."""

from playwright.sync_api import Browser, expect

from tests.page.visitor import LATER, Visitor, visiting

MAEVE = "K731059"
DANIEL = "D507116"


def test_what_a_worker_was_killed_at_is_received_again_and_recorded_once(visitor: Visitor) -> None:
    visitor.visit(MAEVE)
    before = visitor.entries("Referral submitted").count()
    newest = visitor.newest_message()
    visitor.cas3.get_by_role("button", name="Submit and kill").click()
    number = visitor.next_message(newest)
    visitor.expect_state(number, "Recorded", within=LATER)

    steps = visitor.page.locator(".steps strong").all_inner_texts()
    assert steps == ["Queued", "Being processed", "Worker killed", "Being processed", "Recorded"]
    expect(visitor.entries("Referral submitted")).to_have_count(before + 1)
    assert visitor.violations() == []


def test_starting_again_is_asked_first_and_every_window_follows(
    visitor: Visitor, browser: Browser, url: str
) -> None:
    with visiting(browser, url) as onlooker:
        onlooker.visit(MAEVE)
        visitor.visit(MAEVE)
        visitor.needs_a_referral()
        expect(onlooker.entries("Referral submitted").first).to_be_visible()
        visitor.page.get_by_role("link", name="Start again").click()
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
            "Are you sure you want to start again?"
        )
        assert visitor.violations() == []
        expect(onlooker.entries("Referral submitted").first).to_be_visible()
        visitor.page.get_by_role("button", name="Yes, start again").click()
        expect(onlooker.entries("Referral submitted")).to_have_count(0)
        onlooker.visit(DANIEL)
        expect(onlooker.entries("Left the accommodation")).to_have_count(1, timeout=LATER)
