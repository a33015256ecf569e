"""Actions of staff at CAS3, with the fields that each needs and the event that it publishes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from domain.event import EventType
from entrypoints.demo.cas3.fields import DateField, Field
from entrypoints.demo.cas3.proposals import Situation, Values
from entrypoints.demo.cas3.record import Status
from entrypoints.demo.refusals import Refused


class Action(StrEnum):
    """An action of staff at CAS3. Those with CHANGE in their names correct what was recorded before."""

    SUBMIT_REFERRAL = "submit-referral"
    BOOK = "book"
    CONFIRM = "confirm"
    ARRIVE = "arrive"
    CHANGE_ARRIVAL = "change-arrival"
    DEPART = "depart"
    CHANGE_DEPARTURE = "change-departure"
    CANCEL = "cancel"
    CHANGE_CANCELLATION = "change-cancellation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionKind:
    """One row of the table of actions. What leads to no status concerns no booking; `offered_on` are the
    statuses of bookings on which it is offered, none for what concerns a person. `staff` is the detail that
    names the officer; `check` says what is wrong with values that can be read, by the names of the fields.
    """

    event: EventType
    title: str
    button: str
    leads_to: Status | None = None
    offered_on: frozenset[Status] = frozenset()
    staff: str = ""
    fields: Sequence[Field]
    check: Callable[[Situation, Values], Mapping[str, str]] = lambda _, __: {}

    @property
    def asked(self) -> Sequence[Field]:
        """Return the fields that stand in the form."""
        return [field for field in self.fields if field.is_asked]

    @property
    def is_step(self) -> bool:
        """Return whether it takes a person a step further, instead of correcting or ending something."""
        return self.leads_to is not Status.CANCELLED and not self.event.is_update

    def proposed(self, situation: Situation) -> Values:
        """Return sensible values for the form: where something is corrected, what was recorded last."""
        return {field.name: field.proposal(situation) for field in self.asked}

    def details(self, situation: Situation, values: Values) -> Values:
        """Return the details of the event that come from fields. Refused if they contradict each other."""
        if errors := self.check(situation, values):
            raise Refused(errors)
        filled = {
            field: values[field.name] if field.is_asked else field.proposal(situation)
            for field in self.fields
        }
        return {field.detail: field.written(value) for field, value in filled.items() if field.detail}

    def values(self, details: Mapping[str, Any], kept: Values) -> Values:
        """Return the values that these details, and what CAS3 kept to itself, were made from."""
        names = {"place", *(field.name for field in self.fields)}
        told = {
            each.name: _read(each, details[each.detail]) for each in self.fields if details.get(each.detail)
        }
        return {**{name: value for name, value in kept.items() if name in names}, **told}


def _read(field: Field, value: Any) -> Any:
    return date.fromisoformat(str(value)[:10]) if isinstance(field, DateField) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAction:
    """Something that staff do with a person; `booking` is None for what concerns no booking."""

    crn: str
    action: Action
    booking: str | None = None
