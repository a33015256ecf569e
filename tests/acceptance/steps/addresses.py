"""Steps about addresses, as Delius shows them."""

from pytest_bdd import then

from tests.acceptance.phrases import phrase
from tests.acceptance.seen import Home
from tests.acceptance.story import Story
from tests.acceptance.wording import DataTable, Row, as_day, as_day_or_moment, compared

_KINDS = {"A17": "A17 CAS3"}


@then(phrase("{who:Person}'s addresses are"))
def addresses_are(story: Story, who: str, datatable: DataTable) -> None:
    shown, expected = compared([_shown(home) for home in story.addresses_of(who)], datatable)
    assert shown == expected


@then(phrase("{who:Person} has no address"))
def no_address(story: Story, who: str) -> None:
    assert story.addresses_of(who) == []


def _shown(home: Home) -> Row:
    return {
        "Status": "Main" if home.is_main else "Previous",
        "Type": _KINDS.get(home.kind, home.kind),
        "Building": home.lines.building,
        "Street": home.lines.street,
        "District": home.lines.district,
        "Town": home.lines.town,
        "County": home.lines.county,
        "Postcode": home.lines.postcode,
        "From": as_day_or_moment(home.start),
        "To": as_day(home.end),
    }
