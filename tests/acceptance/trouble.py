"""What can go wrong at CAS3: for a while with all of it, or for good with one event."""

from enum import StrEnum


class Trouble(StrEnum):
    """What can be the matter with CAS3 for a while."""

    DETAILS_MISSING = "does not have the details yet"
    ERRORS = "answers with an error"
    OUT_OF_REACH = "is out of reach"


class Flaw(StrEnum):
    """What can be wrong with an event for good."""

    UNREADABLE = "that cannot be read"
    NOBODY = "that does not say whom it is about"
    UNKNOWN_KIND = "of a kind that nobody knows"
    NOT_TO_BE_FOUND = "that does not say where its details are"
    ELSEWHERE = "whose details are not at CAS3"
    ABOUT_ANOTHER_PERSON = "whose details are about another person"
    ABOUT_ANOTHER_BOOKING = "whose details are about another booking"
    WITHOUT_DATE = "whose details lack the date of the arrival"
    INVISIBLE_CHARACTERS = "whose postcode has invisible characters in it"
    UNREADABLE_DEPARTURE = "whose expected departure is not a date"
