"""Steps in which something happens at CAS3, and its messages are received."""

from pytest_bdd import given, when

from tests.acceptance.driver import Driver
from tests.acceptance.happenings import kind_of
from tests.acceptance.phrases import phrase
from tests.acceptance.story import Story
from tests.acceptance.trouble import Trouble
from tests.acceptance.wording import DataTable


@given("CAS3 has recorded")
def has_recorded(story: Story, datatable: DataTable) -> None:
    story.record(datatable, tell=True)
    story.look_up()


@given("CAS3 has recorded, but its messages are delayed")
def messages_delayed(story: Story, datatable: DataTable) -> None:
    story.record(datatable, tell=False)


@given("CAS3 has recorded, but does not have the details yet")
def details_delayed(driver: Driver, story: Story, datatable: DataTable) -> None:
    driver.cas3.begin(Trouble.DETAILS_MISSING)
    story.record(datatable, tell=True)
    driver.cas3.end_trouble_of_new_events()


@given(phrase("the message about the {name:Event} has been received"))
def message_has_been_received(driver: Driver, story: Story, name: str) -> None:
    driver.cas3.tell(name)
    story.look_up()


@when("CAS3 records")
def records(story: Story, datatable: DataTable) -> None:
    story.record(datatable, tell=True)


@when(
    phrase(
        "CAS3 sends a message of the type {message_type:MessageType} about booking {booking:Reference} "
        "of application {application:Reference}"
    )
)
def message_of_type(story: Story, message_type: str, booking: str, application: str) -> None:
    headings = ["What happened", "Booking", "Application", "Date"]
    story.record([headings, [kind_of(message_type), booking, application, "05/03/2026"]], tell=True)


@when(phrase("the message about the {name:Event} is received"))
def message_is_received(driver: Driver, name: str) -> None:
    driver.cas3.tell(name)


@when(phrase("the message about the {name:Event} is received again"))
def message_is_received_again(driver: Driver, name: str) -> None:
    driver.cas3.tell(name)


@when(phrase("the messages are received in this order: {first:Event}, {second:Event}, {third:Event}"))
def three_messages_are_received(driver: Driver, first: str, second: str, third: str) -> None:
    for name in (first, second, third):
        driver.cas3.tell(name)


@when(phrase("the messages are received in this order: {first:Event}, {second:Event}"))
def two_messages_are_received(driver: Driver, first: str, second: str) -> None:
    for name in (first, second):
        driver.cas3.tell(name)
