"""A form: its fields with what stands in them, and what is wrong with that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from domain.london import WallTime
from entrypoints.demo.cas3.action import ActionKind
from entrypoints.demo.cas3.fields import (
    PARTS,
    BadInput,
    DateField,
    Field,
    RadiosField,
    TextField,
    TimeField,
    Typed,
)
from entrypoints.demo.cas3.proposals import Values
from entrypoints.demo.page.wording import DELIVERY_MODES
from entrypoints.demo.page_state import Correction, DeliveryMode
from entrypoints.demo.refusals import Refused
from entrypoints.sandbox.person_view import DiaryEntry

_DELIVERY: Final = RadiosField(
    "delivery", "How is the message delivered?", "how the message is delivered", options=DELIVERY_MODES
)
_ENTRY: Final[Sequence[Field]] = (
    DateField("date", "Date", "date"),
    TimeField("time", "Time", hint="24-hour clock, for example 14:05"),
    TextField("notes", "Notes", longest=20_000, rows=8),
)


@dataclass(slots=True)
class Form:
    """Fields with the texts typed into them, by the names of the inputs; `values` once they are read. Errors
    are by field; the error of an empty name is about the whole form.
    """

    fields: Sequence[Field]
    typed: Typed
    errors: dict[str, str] = field(default_factory=dict)
    wrong_parts: dict[str, Sequence[str]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def filled(cls, fields: Sequence[Field], values: Values) -> "Form":
        """Return the form with these values."""
        typed = [each.typed(values[each.name]) for each in fields]
        return cls(fields, {name: text for inputs in typed for name, text in inputs.items()})

    def read(self) -> bool:
        """Read all fields; return whether nothing is wrong with any."""
        for each in self.fields:
            try:
                self.values[each.name] = each.read(self.typed)
            except BadInput as bad:
                self.errors[each.name] = str(bad)
                self.wrong_parts[each.name] = bad.parts
        return not self.errors

    def refuse(self, refused: Refused) -> None:
        """Take over what is wrong with values that could be read."""
        self.errors.update(refused.errors)
        self.wrong_parts.update(dict.fromkeys(refused.errors, PARTS))

    def first_wrong(self, name: str) -> str:
        """Return the id of the first input of a field that is to be mended."""
        parts = self.wrong_parts.get(name)
        return f"{name}-{parts[0]}" if parts and isinstance(self._field(name), DateField) else name

    def _field(self, name: str) -> Field | None:
        return next((each for each in self.fields if each.name == name), None)


def action_form(kind: ActionKind, proposed: Values) -> Form:
    """Return the form of an action with the values that CAS3 proposes."""
    return Form.filled(_fields(kind), {**proposed, "delivery": DeliveryMode.AS_USUAL})


def posted_action(kind: ActionKind, typed: Mapping[str, str]) -> Form:
    """Return the form of an action as it was posted."""
    return Form(_fields(kind), typed)


def entry_form(entry: DiaryEntry) -> Form:
    """Return the form that edits an entry, as the entry stands."""
    contact = entry.contact
    values = {"date": contact.time.date(), "time": contact.time.time(), "notes": contact.notes}
    return Form.filled(_ENTRY, values)


def posted_entry(typed: Mapping[str, str]) -> Form:
    """Return the form that edits an entry as it was posted."""
    return Form(_ENTRY, typed)


def correction(form: Form, crn: str, entry: DiaryEntry, version: int) -> Correction:
    """Return what the practitioner wants. Seconds are not on the form, and stay unless the time changes."""
    stands: time = entry.contact.time.time()
    typed: time = form.values["time"]
    day: date = form.values["date"]
    at = stands if typed == stands.replace(second=0, microsecond=0) else typed
    return Correction(
        crn=crn,
        entry=entry.contact.id,
        version=version,
        time=WallTime(datetime.combine(day, at)),
        notes=form.values["notes"],
    )


def _fields(kind: ActionKind) -> Sequence[Field]:
    return (*kind.asked, _DELIVERY)
