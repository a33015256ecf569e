"""Steps in which practitioners edit Delius themselves."""

from dataclasses import replace
from datetime import date, datetime

from pytest_bdd import given

from tests.acceptance.driver import Driver
from tests.acceptance.phrases import phrase
from tests.acceptance.story import Story
from tests.acceptance.wording import ContactType


@given(phrase("a practitioner has moved the {contact:Contact} contact to {time:Moment}"))
def time_corrected(driver: Driver, story: Story, contact: ContactType, time: datetime) -> None:
    driver.practitioner.correct_time(story.current_crn, story.entry(contact).reference, time)


@given(phrase("a practitioner has changed the notes of the {contact:Contact} contact to"))
def notes_changed(driver: Driver, story: Story, contact: ContactType, docstring: str) -> None:
    driver.practitioner.write(story.current_crn, story.entry(contact).reference, docstring)


@given(phrase('a practitioner adds "{line}" to the {contact:Contact} contact during the next update'))
def line_added_meanwhile(driver: Driver, story: Story, line: str, contact: ContactType) -> None:
    driver.practitioner.add_meanwhile(story.current_crn, story.entry(contact).reference, line)


@given(phrase("a practitioner has deleted the {contact:Contact} contact"))
def contact_deleted(driver: Driver, story: Story, contact: ContactType) -> None:
    driver.practitioner.delete(story.current_crn, story.entry(contact).reference)


@given(phrase("a practitioner has ended the address {street:Street} on {end:Day}"))
def address_ended(driver: Driver, story: Story, street: str, end: date) -> None:
    home = replace(story.address_in(street), end=end, is_main=False)
    driver.housekeeper.edit(story.current_crn, home)


@given(phrase("a practitioner has made the address {street:Street} the main one again"))
def address_reopened(driver: Driver, story: Story, street: str) -> None:
    driver.housekeeper.edit(story.current_crn, replace(story.address_in(street), end=None, is_main=True))


@given(phrase("a practitioner has let the address {street:Street} begin on {start:Day}"))
def address_begins(driver: Driver, story: Story, street: str, start: date) -> None:
    driver.housekeeper.edit(story.current_crn, replace(story.address_in(street), start=start))


@given(phrase('a practitioner has changed the street of {street:Street} to "{better}"'))
def street_changed(driver: Driver, story: Story, street: str, better: str) -> None:
    home = story.address_in(street)
    driver.housekeeper.edit(story.current_crn, replace(home, lines=replace(home.lines, street=better)))


@given(phrase("another service has removed the address {street:Street}"))
def address_removed(driver: Driver, story: Story, street: str) -> None:
    driver.housekeeper.remove_for_good(story.current_crn, story.address_in(street).number)


@given(phrase("a practitioner has deleted the address {street:Street}"))
def address_deleted(driver: Driver, story: Story, street: str) -> None:
    driver.housekeeper.remove(story.current_crn, story.address_in(street).number)
