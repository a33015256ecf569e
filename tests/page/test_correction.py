"""A practitioner edits an entry of the diary, and a later update keeps that."""

from datetime import date

from playwright.sync_api import Browser, expect

from tests.page.visitor import Visitor, visiting

DANIEL = "D507116"


def test_an_edit_is_kept_by_a_later_update(visitor: Visitor, browser: Browser, url: str) -> None:
    with visiting(browser, url) as onlooker:
        onlooker.visit(DANIEL)
        visitor.visit(DANIEL)
        left = onlooker.entries("Left the accommodation")
        visitor.entries("Left the accommodation").get_by_role("link", name="Edit").click()
        visitor.form.get_by_label("Time").fill("14:05")
        visitor.fill_notes("He rang at two o'clock: he has left.")
        visitor.save()
        expect(left).to_contain_text(", 14:05")
        expect(left.get_by_text("Changed", exact=True)).to_be_visible()
        expect(left.locator("ins")).to_have_text("New: He rang at two o'clock: he has left.")
        visitor.begin("Change the departure")
        visitor.fill_notes("Keys were not returned.")
        visitor.send("Save the change")
        expect(left.locator("ins", has_text="Keys were not returned.")).to_be_visible()
        expect(left).to_contain_text("He rang at two o'clock: he has left.")
        expect(left).to_contain_text(", 14:05")


def test_an_edit_of_what_was_changed_meanwhile_is_refused(
    visitor: Visitor, browser: Browser, url: str
) -> None:
    with visiting(browser, url) as other:
        for each in (visitor, other):
            each.visit(DANIEL)
            each.entries("Arrived at the accommodation").get_by_role("link", name="Edit").click()
        other.fill_notes("He came by taxi.")
        other.save()
        visitor.fill_notes("He came on foot.")
        visitor.form.get_by_role("button", name="Save the entry").click()
        expect(visitor.form.get_by_role("alert")).to_contain_text("changed since you opened it")

        expect(other.entries("Arrived at the accommodation")).to_contain_text("He came by taxi.")


def test_a_change_at_cas3_at_the_same_moment_is_not_overwritten(visitor: Visitor) -> None:
    visitor.visit(DANIEL)
    left = visitor.entries("Left the accommodation")
    left.get_by_role("link", name="Edit").click()
    visitor.fill_notes("He rang: he has left.")
    visitor.form.get_by_role("button", name="Change it at CAS3 meanwhile").click()
    expect(left.get_by_text("Changed", exact=True)).to_be_visible()
    expect(visitor.form.get_by_label("Notes")).to_have_value("He rang: he has left.")
    visitor.form.get_by_role("button", name="Save the entry").click()

    expect(visitor.form.get_by_role("alert")).to_contain_text("changed since you opened it")
    expect(visitor.form).to_contain_text("The entry now reads:")
    assert visitor.violations() == []


def test_bad_input_is_answered_beside_the_field(visitor: Visitor) -> None:
    visitor.visit(DANIEL)
    visitor.begin("Change the departure")
    day = visitor.form.get_by_role("group", name="When did they leave?")
    day.get_by_label("Day").fill("31")
    day.get_by_label("Month").fill("2")
    visitor.form.get_by_label("Why did they leave?").select_option("")
    visitor.form.get_by_role("button", name="Save the change").click()

    expect(visitor.form.get_by_role("alert")).to_be_focused()
    expect(day).to_contain_text("The departure date must be a real date")
    expect(visitor.form).to_contain_text("Select a reason for the departure")
    expect(day.get_by_label("Day")).to_have_value("31")
    assert visitor.violations() == []


def test_what_contradicts_itself_is_answered_beside_the_field(visitor: Visitor) -> None:
    visitor.visit(DANIEL)
    visitor.begin("Change the departure")
    visitor.fill_day("When did they leave?", date(2020, 1, 1))
    visitor.form.get_by_role("button", name="Save the change").click()

    day = visitor.form.get_by_role("group", name="When did they leave?")
    expect(day).to_contain_text("must not be before")
