"""Troubles of CAS3 that pass, and flaws of one event that do not."""

from enum import StrEnum


class Trouble(StrEnum):
    """A trouble that CAS3 may have for a while."""

    DETAILS_MISSING = "does not have the details yet"
    ERRORS = "answers with an error"
    CUT_OFF = "breaks off in the middle of the details"
    REFUSED = "refuses to give the details"
    OUT_OF_REACH = "is out of reach"
    NO_ENTRY = "does not let this service in"


class Flaw(StrEnum):
    """A flaw that an event has for good."""

    UNREADABLE = "that cannot be read"
    NOBODY = "that does not say whom it is about"
    UNKNOWN_KIND = "of a type that this service does not know"
    NOT_TO_BE_FOUND = "that does not say where its details are"
    ELSEWHERE = "whose details are not at CAS3"
    ABOUT_ANOTHER_PERSON = "whose details are about another person"
    ABOUT_ANOTHER_BOOKING = "whose details are about another booking"
    WITHOUT_DATE = "whose details lack the date of the arrival"
    INVISIBLE_CHARACTERS = "whose postcode has invisible characters in it"
    UNREADABLE_DEPARTURE = "whose expected departure is not a date"
    UNREADABLE_ARRIVAL = "whose expected arrival is not a date"
