"""Premises, and how their free text is laid out in the columns of Delius (rule 3, "Lines")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from domain.address import AddressLines
from domain.text import on_one_line

_LINE_WIDTH = 35


@dataclass(frozen=True, slots=True)
class Column:
    """The width of a column: `size` characters, or bytes of UTF-8 if it is measured `in_bytes`."""

    size: int = _LINE_WIDTH
    in_bytes: bool = False

    def fit(self, text: str) -> str | None:
        """Return as much of the text as the column takes, without a torn character; None for nothing."""
        if not self.in_bytes:
            return text[: self.size].strip() or None
        return text.encode()[: self.size].decode(errors="ignore").strip() or None


@dataclass(frozen=True, slots=True)
class AddressColumns:
    """The widths of the columns of an address."""

    building: Column = field(default=Column())
    street: Column = field(default=Column())
    district: Column = field(default=Column())
    town: Column = field(default=Column())
    county: Column = field(default=Column())
    postcode: Column = field(default=Column())


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """An address as CAS3 gives it: free text of any length, any of it blank, each part on one line."""

    line1: str = ""
    line2: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""

    def __post_init__(self) -> None:
        for part in fields(self):
            object.__setattr__(self, part.name, on_one_line(getattr(self, part.name)))

    @property
    def on_one_line(self) -> str:
        """Return the whole address, for the notes of a contact."""
        parts = (self.line1, self.line2, self.postcode, self.town, self.region)
        return " ".join(part for part in parts if part)

    def laid_out(self, columns: AddressColumns) -> AddressLines:
        """Return the address in columns. One or two lines are street and district, of more the first is the
        building; what does not fit is cut, as the notes of the contact hold the whole of it.
        """
        lines = [*_wrapped(self.line1), *_wrapped(self.line2)]
        building, street, district = _placed(lines)
        return AddressLines(
            building=columns.building.fit(building),
            street=columns.street.fit(street),
            district=columns.district.fit(district),
            town=columns.town.fit(self.town),
            county=columns.county.fit(self.region),
            postcode=columns.postcode.fit(self.postcode.upper()),
        )


def _placed(lines: Sequence[str]) -> tuple[str, str, str]:
    if len(lines) > 2:
        return lines[0], lines[1], lines[2]
    street, district = (*lines, "", "")[:2]
    return "", street, district


def _wrapped(text: str) -> Iterator[str]:
    """Yield the text in lines of at most 35 characters, broken at blanks; a longer word is cut at 35."""
    if text and len(text) <= _LINE_WIDTH:
        yield text
        return
    line = ""
    for word in _cut(text.split()):
        if line and len(line) + 1 + len(word) > _LINE_WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def _cut(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        for start in range(0, len(word), _LINE_WIDTH):
            yield word[start : start + _LINE_WIDTH]
