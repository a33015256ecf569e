"""The kinds of fields that forms are made of: each reads what was typed, and says what is wrong with it."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar, Final

PARTS: Final = ("day", "month", "year")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_GREATEST: Final = {"day": 31, "month": 12, "year": 9999}
_TIME: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")

Typed = Mapping[str, str]
"""The typed texts, by the names of the inputs."""


class BadInput(ValueError):
    """The typed text cannot be read: the reason, and for a date the parts that are wrong."""

    def __init__(self, problem: str, parts: Sequence[str] = ()) -> None:
        super().__init__(problem)
        self.parts = parts


@dataclass(frozen=True, slots=True)
class Field(ABC):
    """A field of a form. `noun` is what an error calls it; `detail` is its name in the event's details, empty
    where no event carries it; `proposal` gives the value that is filled in, and stands if nobody is asked.
    """

    kind: ClassVar[str]
    name: str
    label: str
    noun: str = ""
    detail: str = ""
    proposal: Callable[[Any], Any] = lambda _: ""
    hint: str = ""
    is_asked: bool = True

    @abstractmethod
    def read(self, typed: Typed) -> Any:
        """Return the value. BadInput says what is wrong with it."""

    def typed(self, value: Any) -> Typed:
        """Return what stands in the inputs for a value."""
        return {self.name: str(value or "")}

    def written(self, value: Any) -> Any:
        """Return the value as the details of an event hold it."""
        return value


@dataclass(frozen=True, slots=True)
class TextField(Field):
    """A text of at most so many characters, which may be empty. Its line breaks are line feeds."""

    kind = "text"
    longest: int = 4_000
    rows: int = 4

    def read(self, typed: Typed) -> str:
        """Return the text."""
        text = _cleaned(typed.get(self.name, ""))
        if len(text) > self.longest:
            raise BadInput(f"{self.label} must be {self.longest:,} characters or less")
        return text

    def written(self, value: str) -> str | None:
        """Return the text without blanks around it; None if that is nothing."""
        return value.strip() or None


@dataclass(frozen=True, slots=True)
class ChoiceField(Field):
    """One of some options: value, label and hint of each."""

    kind = "select"
    options: Sequence[tuple[str, str, str]] = ()

    def read(self, typed: Typed) -> str:
        """Return the value that was chosen."""
        chosen = typed.get(self.name, "")
        if chosen not in {value for value, _, _ in self.options}:
            raise BadInput(f"Select {self.noun}")
        return chosen


class RadiosField(ChoiceField):
    """A choice of which all options are seen at once."""

    kind = "radios"


@dataclass(frozen=True, slots=True)
class DateField(Field):
    """A date, typed into three inputs: NAME-day, NAME-month and NAME-year."""

    kind = "date"
    at_midnight: bool = False

    def read(self, typed: Typed) -> date:
        """Return the date."""
        texts = {part: _cleaned(typed.get(f"{self.name}-{part}", "")).strip() for part in PARTS}
        missing = [part for part in PARTS if not texts[part]]
        if len(missing) == len(PARTS):
            raise BadInput(f"Enter the {self.noun}", PARTS)
        if missing:
            raise BadInput(f"The {self.noun} must include a {' and '.join(missing)}", missing)
        return self._real(texts)

    def _real(self, texts: Typed) -> date:
        wrong = [part for part in PARTS if not _may_be(part, texts[part])]
        try:
            read = date(*(0 if wrong else int(texts[part]) for part in reversed(PARTS)))
        except ValueError as error:
            raise BadInput(f"The {self.noun} must be a real date", wrong or PARTS) from error
        if not _FIRST_YEAR <= read.year <= _LAST_YEAR:
            problem = f"The year of the {self.noun} must be between {_FIRST_YEAR} and {_LAST_YEAR}"
            raise BadInput(problem, ["year"])
        return read

    def typed(self, value: date) -> Typed:
        """Return the three parts of a date."""
        return {f"{self.name}-{part}": str(getattr(value, part)) for part in PARTS}

    def written(self, value: date) -> str:
        """Return the day, for an arrival or a departure as midnight UTC."""
        return f"{value.isoformat()}{'T00:00:00Z' if self.at_midnight else ''}"


@dataclass(frozen=True, slots=True)
class TimeField(Field):
    """A time of day such as 14:05."""

    kind = "time"

    def read(self, typed: Typed) -> time:
        """Return the time."""
        text = _cleaned(typed.get(self.name, "")).strip()
        if not text:
            raise BadInput("Enter the time")
        match = _TIME.fullmatch(text)
        try:
            return time(int(match[1]), int(match[2])) if match else time(-1)
        except ValueError as error:
            raise BadInput("The time must be a time of the 24-hour clock, such as 14:05") from error

    def typed(self, value: time) -> Typed:
        """Return the time in hours and minutes."""
        return {self.name: f"{value:%H:%M}"}


def _cleaned(text: str) -> str:
    """Return the text with line feeds as its only line breaks, and without NULs, which no database stores."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _may_be(part: str, text: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,4}", text)) and 1 <= int(text) <= _GREATEST[part]
