"""The form of each action, and that of a practitioner's correction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from starlette.datastructures import FormData
from wtforms import Form

from domain.london import WallTime
from entrypoints.demo.page.doings import Action, Correction, Refused, Travel
from entrypoints.demo.page.fields import ChoiceField, ClockField, DayField, TextField
from entrypoints.demo.page.sights import Entry
from entrypoints.demo.page.wording import TRAVELS

LONGEST_NOTES = 4_000
LONGEST_ENTRY = 20_000


def _notes() -> TextField:
    return TextField("Notes", longest=LONGEST_NOTES, description="You may leave this empty.")


class ActionForm(Form):
    """What staff fill in at CAS3, and how the message of it travels."""

    travel = ChoiceField(
        "How does the message travel?",
        noun="how the message travels",
        drawn_as="radios",
        options=TRAVELS,
        default=Travel.AS_USUAL,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # What all forms have in common comes last in each of them.
        self._fields["travel"] = self._fields.pop("travel")

    @property
    def values(self) -> Mapping[str, Any]:
        """What was filled in for the action itself, by the names of the fields."""
        return {name: field.data for name, field in self._fields.items() if name != "travel"}


class ReferralForm(ActionForm):
    """Submits a referral."""

    needed_from = DayField("When is accommodation needed from?", noun="date accommodation is needed from")


class BookingForm(ActionForm):
    """Books a place provisionally."""

    place = ChoiceField("Place", noun="a place")
    start = DayField("Start date", noun="start date of the booking")
    end = DayField("End date", noun="end date of the booking")
    notes = _notes()


class ConfirmationForm(ActionForm):
    """Confirms a booking."""

    notes = _notes()


class CancellationForm(ActionForm):
    """Cancels a booking, or corrects that."""

    cancelled_on = DayField("When was it cancelled?", noun="cancellation date")
    cancellation_reason = ChoiceField("Why was it cancelled?", noun="a reason for the cancellation")
    notes = _notes()


class ArrivalForm(ActionForm):
    """Records an arrival, or corrects that."""

    arrived_on = DayField("When did they arrive?", noun="arrival date")
    expected_departure = DayField("When are they expected to leave?", noun="expected departure date")
    notes = _notes()


class DepartureForm(ActionForm):
    """Records a departure, or corrects that."""

    departed_on = DayField("When did they leave?", noun="departure date")
    departure_reason = ChoiceField("Why did they leave?", noun="a reason for the departure")
    reason_detail = TextField(
        "More about the reason", longest=200, lines=1, description="You may leave this empty."
    )
    move_on = ChoiceField("Move-on category", noun="a move-on category")
    notes = _notes()


FORMS: Mapping[Action, type[ActionForm]] = {
    Action.SUBMIT_REFERRAL: ReferralForm,
    Action.BOOK: BookingForm,
    Action.CONFIRM: ConfirmationForm,
    Action.CANCEL: CancellationForm,
    Action.CHANGE_CANCELLATION: CancellationForm,
    Action.ARRIVE: ArrivalForm,
    Action.CHANGE_ARRIVAL: ArrivalForm,
    Action.DEPART: DepartureForm,
    Action.CHANGE_DEPARTURE: DepartureForm,
}


class CorrectionForm(Form):
    """What a practitioner may change of an entry of the diary."""

    date = DayField("Date", noun="date")
    time = ClockField("Time", description="24-hour clock, for example 14:05")
    notes = TextField("Notes", longest=LONGEST_ENTRY, lines=8)

    @classmethod
    def of(cls, entry: Entry) -> "CorrectionForm":
        """The form as the entry stands."""
        notes = "\n".join(line.text for line in entry.notes)
        return cls(data={"date": entry.time.date(), "time": entry.time.time(), "notes": notes})

    def correction(self, crn: str, entry: Entry, version: int) -> Correction:
        """What the practitioner wants; seconds are not on the form, and stay unless the time changes."""
        typed = self.time.data
        stands = entry.time.time()
        at = stands if typed == stands.replace(second=0) else typed
        return Correction(
            crn=crn,
            entry=entry.id,
            version=version,
            time=WallTime(datetime.combine(self.date.data, at)),
            notes=self.notes.data,
        )


def action_form(
    action: Action,
    choices: Mapping[str, Sequence[tuple[str, str]]],
    prefilled: Mapping[str, Any],
    posted: FormData | None = None,
) -> ActionForm:
    """The form of the action, with what was posted, or else with sensible values."""
    form = FORMS[action](formdata=posted, data=prefilled)
    for name, field in form._fields.items():
        if isinstance(field, ChoiceField) and name in choices:
            field.options = [(value, label, "") for value, label in choices[name]]
    return form


def refuse(form: Form, refused: Refused) -> None:
    """Puts what is wrong beside the fields, or above them all where it is about none of them."""
    for name, error in refused.errors.items():
        if name in form:
            form[name].errors = [*form[name].errors, error]
        else:
            form.form_errors.append(error)
