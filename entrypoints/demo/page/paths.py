"""The paths of the pages."""

from urllib.parse import quote

from entrypoints.demo.cas3.action import StaffAction


def person(crn: str) -> str:
    """Return the page of a person."""
    return f"/people/{quote(crn, safe='')}"


def happened(crn: str) -> str:
    """Return what came of the newest action, on the page of a person."""
    return f"{person(crn)}#happened"


def message(crn: str, number: int | None, listed: int | None = None) -> str:
    """Return the page of a person with the journey of that message, or of the newest if it is None, and with
    so many messages listed, or as many as usual if that is None.
    """
    asked = [f"message={number}"] if number is not None else []
    asked += [f"listed={listed}"] if listed is not None else []
    return f"{person(crn)}?{'&'.join(asked)}" if asked else person(crn)


def journey(crn: str, number: int) -> str:
    """Return the journey of that message, on the page of a person."""
    return f"{message(crn, number)}#messages"


def action(of: StaffAction) -> str:
    """Return the form of an action, which is also where it is posted to."""
    booking = f"/bookings/{quote(of.booking, safe='')}" if of.booking is not None else ""
    return f"{person(of.crn)}{booking}/do/{of.action}"


def entry(crn: str, number: int) -> str:
    """Return the form that edits an entry of the diary."""
    return f"{person(crn)}/diary/{number}"
