"""What is worth telling those who run the service, although the event was recorded."""

from enum import StrEnum


class Remark(StrEnum):
    """The name of a telemetry event."""

    STAFF_NOT_FOUND = "StaffNotFound"
    """The active manager owns the contact: Delius lacks the provider, the team or the member of staff."""

    STAFF_NOT_IN_TEAM = "StaffNotInTeam"
    """The member of staff owns the contact without being a member of the team."""

    CANCELLED_AFTER_ARRIVAL = "CancelledAfterArrival"
    """A booking was cancelled after the person had arrived; the address stays."""

    DEPARTURE_BEFORE_ARRIVAL = "DepartureBeforeArrival"
    """The residence ends on the day it starts: the departure's date lies before."""
