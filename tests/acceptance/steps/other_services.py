"""Steps about notifications to other services."""

from collections.abc import Mapping

from pytest_bdd import given, then, when

from tests.acceptance.driver import Driver
from tests.acceptance.phrases import phrase
from tests.acceptance.seen import News
from tests.acceptance.story import Story
from tests.acceptance.wording import DataTable, Row, compared

_TITLES: Mapping[str, str] = {
    "A new address has been created on the probation case": "address added",
    "An address has been updated on the probation case": "address changed",
}


@given("other services cannot be reached")
def cut_off(driver: Driver) -> None:
    driver.others.cut_off()


@when("other services can be reached again")
def reconnected(driver: Driver) -> None:
    driver.others.reconnect()


@given(phrase("notifications about {who:Person} cannot be delivered"))
def refused(driver: Driver, story: Story, who: str) -> None:
    driver.others.refuse(story.crn_of(who))


@when("all notifications can be delivered again")
def no_longer_refused(driver: Driver) -> None:
    driver.others.refuse_nobody()


@then("other services are notified")
def told(story: Story, datatable: DataTable) -> None:
    shown, expected = compared([_shown(news, story.streets) for news in story.news], datatable)
    assert shown == expected


@then("no other service is notified")
def told_nothing(story: Story) -> None:
    assert story.news == []


def _shown(news: News, streets: Mapping[int, str]) -> Row:
    return {
        "Notification": _TITLES[news.title],
        "CRN": news.crn,
        "Address": streets[news.address],
        "Status": news.status,
    }
