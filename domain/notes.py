"""The notes of a contact: parts joined with line feeds, appended to and never erased (rules 1 and 2)."""

from collections.abc import Iterable, Sequence

from domain.london import Instant, as_date_and_time
from domain.text import is_blank


def not_blank(*parts: str | None) -> tuple[str, ...]:
    """Return the parts that say something, as they are."""
    return tuple(part for part in parts if part and not is_blank(part))


def joined(parts: Iterable[str]) -> str:
    """Return the parts, each on a line of its own."""
    return "\n".join(parts)


def appended(notes: str, parts: Iterable[str]) -> str:
    """Return the notes with the parts after them."""
    return joined((notes, *parts)) if notes else joined(parts)


def not_held(notes: str, parts: Iterable[str]) -> Sequence[str]:
    """Return the parts that do not stand in the notes yet, on whole lines, whatever the line breaks.

    An edit of a contact in Delius may turn LF into CRLF, lose blanks at the end of a line and empty lines.
    """
    held = _framed(notes)
    return [part for part in parts if _framed(part) not in held]


def updated(timestamp: Instant) -> str:
    """Return the line ahead of what an update says: what comes after it is the newest."""
    return f"Updated in CAS3 on {as_date_and_time(timestamp)}:"


def earlier_entry(timestamp: Instant) -> str:
    """Return the line ahead of what an event says that comes after a newer one: it is not the newest."""
    return f"Earlier entry, recorded in CAS3 on {as_date_and_time(timestamp)} (received late):"


def _framed(text: str) -> str:
    return "\n".join(["", *(line.rstrip() for line in text.splitlines() if line.strip()), ""])
