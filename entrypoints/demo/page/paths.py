"""The addresses of the pages."""

from urllib.parse import quote

from entrypoints.demo.page.doings import Doing


def person(crn: str) -> str:
    """The page of a person."""
    return f"/people/{quote(crn, safe='')}"


def happened(crn: str) -> str:
    """What came of the newest action, on the page of a person."""
    return f"{person(crn)}#happened"


def message(crn: str, number: int | None) -> str:
    """The page of a person with the way of that message, or of the person's newest if it is None."""
    return person(crn) if number is None else f"{person(crn)}?message={number}"


def way(crn: str, number: int) -> str:
    """The way of that message, on the page of a person."""
    return f"{message(crn, number)}#messages"


def action(doing: Doing) -> str:
    """The form of an action, and where it is posted to."""
    booking = f"/bookings/{quote(doing.booking, safe='')}" if doing.booking is not None else ""
    return f"{person(doing.crn)}{booking}/do/{doing.action}"


def entry(crn: str, number: int) -> str:
    """The form that edits an entry of the diary."""
    return f"{person(crn)}/diary/{number}"
