"""The kinds of fields that the forms are made of, each with what it says of bad input."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, ClassVar

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

PARTS = ("day", "month", "year")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_GREATEST = {"day": 31, "month": 12, "year": 9999}
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")


def cleaned(text: str) -> str:
    """The text with line feeds as its only line breaks, and without NULs, which no database stores."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


class BadDay(ValueError):
    """No date: what is wrong with it, and which of its parts are."""

    def __init__(self, told: str, parts: Sequence[str]) -> None:
        super().__init__(told)
        self.parts = parts


def read_day(typed: Sequence[str], noun: str) -> date:
    """The date of a day, a month and a year. BadDay says what is wrong with them."""
    texts = dict(zip(PARTS, typed, strict=True))
    missing = [part for part in PARTS if not texts[part]]
    if len(missing) == len(PARTS):
        raise BadDay(f"Enter the {noun}", PARTS)
    if missing:
        raise BadDay(f"The {noun} must include a {' and '.join(missing)}", missing)
    wrong = [part for part in PARTS if not _may_be(part, texts[part])]
    try:
        read = date(*(0 if wrong else int(texts[part]) for part in reversed(PARTS)))
    except ValueError as error:
        raise BadDay(f"The {noun} must be a real date", wrong or PARTS) from error
    if not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        raise BadDay(f"The year of the {noun} must be between {_FIRST_YEAR} and {_LAST_YEAR}", ["year"])
    return read


def _may_be(part: str, text: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,4}", text)) and 1 <= int(text) <= _GREATEST[part]


class DayField(Field):
    """A date, typed into three inputs: NAME-day, NAME-month and NAME-year."""

    drawn_as: ClassVar[str] = "day"
    parts = PARTS

    def __init__(self, label: str, noun: str, **bound: Any) -> None:
        super().__init__(label, **bound)
        self.noun = noun
        self.typed: Sequence[str] = ("", "", "")
        self._wrong: Sequence[str] = PARTS

    def process(
        self, formdata: Any, data: Any = unset_value, extra_filters: Sequence[Any] | None = None
    ) -> None:
        """Takes the parts that were posted, or else the date that was given."""
        super().process(None, data, extra_filters)
        if formdata is not None:
            self._read([cleaned(formdata.get(f"{self.name}-{part}", "")).strip() for part in PARTS])
        elif isinstance(self.data, date):
            self.typed = (str(self.data.day), str(self.data.month), str(self.data.year))

    def _read(self, typed: Sequence[str]) -> None:
        self.typed, self.data = typed, None
        try:
            self.data = read_day(typed, self.noun)
        except BadDay as error:
            self.process_errors, self._wrong = [str(error)], error.parts

    @property
    def wrong(self) -> Sequence[str]:
        """The parts that are to be mended; all of them where each is good in itself."""
        return self._wrong if self.errors else ()


class ClockField(Field):
    """A time of day such as 14:05."""

    drawn_as: ClassVar[str] = "line"
    is_short: ClassVar[bool] = True

    @property
    def typed(self) -> str:
        """What stands in the input."""
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if isinstance(self.data, time) else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Reads what was posted. ValueError says what is wrong with it."""
        text = cleaned(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            raise ValueError("Enter the time")
        self.data = _read_clock(text)


def _read_clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    try:
        return time(int(match[1]), int(match[2])) if match else time(-1)
    except ValueError as error:
        raise ValueError("The time must be a time of the 24-hour clock, such as 14:05") from error


class TextField(Field):
    """A text of at most so many characters, which may be empty."""

    is_short: ClassVar[bool] = False

    def __init__(self, label: str, longest: int, lines: int = 4, **bound: Any) -> None:
        super().__init__(label, **bound)
        self.longest = longest
        self.lines = lines

    @property
    def drawn_as(self) -> str:
        """As one line or as an area of several."""
        return "line" if self.lines == 1 else "area"

    @property
    def typed(self) -> str:
        """What stands in the input."""
        return str(self.data or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Takes what was posted, or nothing."""
        self.data = cleaned(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: BaseForm) -> None:
        """ValidationError if it is too long."""
        if len(self.data) > self.longest:
            raise ValidationError(f"{self.label.text} must be {self.longest:,} characters or less")


class ChoiceField(Field):
    """One of some values; `options` are values, labels and hints."""

    def __init__(
        self,
        label: str,
        noun: str,
        drawn_as: str = "select",
        options: Sequence[tuple[str, str, str]] = (),
        **bound: Any,
    ) -> None:
        super().__init__(label, **bound)
        self.noun = noun
        self.drawn_as = drawn_as
        self.options = options

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Takes what was posted, or nothing."""
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: BaseForm) -> None:
        """ValidationError if it is none of them."""
        if self.data not in {value for value, _, _ in self.options}:
            raise ValidationError(f"Select {self.noun}")
