"""From a notification to what Delius holds: fetch, open the case, decide, write."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.case import CaseRequest
from domain.event import Event
from domain.notification import Notification
from domain.ports.clock import Clock
from domain.ports.delius import Delius
from domain.ports.event_details import EventDetails
from domain.ports.telemetry import Telemetry
from domain.recording import Recording, record


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """The recording of one event in Delius, all of it or nothing."""

    details: EventDetails
    delius: Delius
    clock: Clock
    telemetry: Telemetry

    def __call__(self, notification: Notification) -> Recording:
        """Return what became of the event. Raise the Failure if it could not be recorded."""
        return self.record(notification, self.fetch(notification))

    def fetch(self, notification: Notification) -> Event:
        """Return the event that the notification speaks of. Raise the Failure if it cannot be had."""
        event = self.details.fetch(notification)
        notification.check(event)
        return event

    def record(self, notification: Notification, event: Event) -> Recording:
        """Record the event that was fetched. Raise the Failure if it could not be."""
        with self.delius.open_case(CaseRequest.of(event)) as open_case:
            recording = record(event, open_case.case, self.clock.now(), self.telemetry.trace_parent())
            if recording.changes is not None:
                open_case.commit(recording.changes)
        self._report(notification, event, recording)
        return recording

    def _report(self, notification: Notification, event: Event, recording: Recording) -> None:
        facts = {**_facts(notification, event), **_announced(recording), **_unchanged(recording)}
        for name in (recording.outcome, *recording.remarks):
            self.telemetry.report(name.value, facts)


def _announced(recording: Recording) -> Mapping[str, str]:
    """Return how many announcements were stored, if any were."""
    announcements = recording.changes.announcements if recording.changes is not None else ()
    return {"announcements": str(len(announcements))} if announcements else {}


def _unchanged(recording: Recording) -> Mapping[str, str]:
    """Return that an event that is remembered left the contact as it is, since it told nothing new."""
    changes = recording.changes
    if changes is None or changes.added_contact is not None or changes.changed_contact is not None:
        return {}
    return {"contact": "unchanged"}


def _facts(notification: Notification, event: Event) -> Mapping[str, str]:
    left_out = {"leftOut": ", ".join(event.left_out)} if event.left_out else {}
    return {
        "eventType": notification.event_type.value,
        "crn": event.crn.value,
        "externalReference": event.reference.value,
        "eventId": event.id.value,
        **left_out,
    }
