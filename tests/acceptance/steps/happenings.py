"""What happens at CAS3, and when word of it comes."""

from pytest_bdd import given, when

from tests.acceptance.driver import Driver
from tests.acceptance.phrases import phrase
from tests.acceptance.story import Story
from tests.acceptance.wording import DataTable


@given("CAS3 has recorded")
def has_recorded(story: Story, datatable: DataTable) -> None:
    story.record(datatable, tell=True)
    story.look_up()


@given("CAS3 has recorded, but word of it is held up")
def held_up(story: Story, datatable: DataTable) -> None:
    story.record(datatable, tell=False)


@given(phrase("word of the {name:Event} has arrived"))
def word_has_arrived(driver: Driver, story: Story, name: str) -> None:
    driver.cas3.tell(name)
    story.look_up()


@when("CAS3 records")
def records(story: Story, datatable: DataTable) -> None:
    story.record(datatable, tell=True)


@when(phrase("word of the {name:Event} arrives"))
def word_arrives(driver: Driver, name: str) -> None:
    driver.cas3.tell(name)


@when(phrase("word of the {name:Event} arrives again"))
def word_arrives_again(driver: Driver, name: str) -> None:
    driver.cas3.tell(name)


@when(phrase("word arrives of the {first:Event}, then of the {second:Event}, then of the {third:Event}"))
def word_of_three_arrives(driver: Driver, first: str, second: str, third: str) -> None:
    for name in (first, second, third):
        driver.cas3.tell(name)


@when(phrase("word arrives first of the {first:Event}, then of the {second:Event}"))
def word_of_two_arrives(driver: Driver, first: str, second: str) -> None:
    for name in (first, second):
        driver.cas3.tell(name)
