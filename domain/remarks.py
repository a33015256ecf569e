"""Remarks: the names of what those who run the service are told although the event was recorded (rule 3)."""

from enum import StrEnum


class Remark(StrEnum):
    """The name of a line in the log and of a metric; docs/running.md says what to do about each."""

    ADDRESS_DELETED = "AddressDeleted"
    """The event is for an address that people deleted: it is not written again."""

    ADDRESS_NOT_FOUND = "AddressNotFound"
    """The earlier service recorded the arrival, and none of the person's addresses fits it."""

    CANCELLED_AFTER_ARRIVAL = "CancelledAfterArrival"
    """A booking was cancelled of which the person has arrived; the address stays."""

    DATE_FAR_AWAY = "DateFarAway"
    """An arrival or departure more than a year away from the moment at which it was recorded at CAS3."""

    DEPARTURE_BEFORE_ARRIVAL = "DepartureBeforeArrival"
    """The residence ends on the day it starts: the departure's date lies before."""

    DEPARTURE_WITHOUT_ARRIVAL = "DepartureWithoutArrival"
    """Delius knows of no arrival; the departure is remembered until the arrival comes."""

    DETAIL_LEFT_OUT = "DetailLeftOut"
    """A detail that only the notes would have shown is missing or cannot be read."""

    STAFF_NOT_FOUND = "StaffNotFound"
    """The active manager owns the contact: Delius lacks the provider, the team or the member of staff."""

    STAFF_NOT_IN_TEAM = "StaffNotInTeam"
    """The member of staff owns the contact without being a member of the team."""

    STILL_MAIN_ELSEWHERE = "StillMainElsewhere"
    """After a departure another main address has the postcode of the premises that the person left."""
