"""The dead letters as a table and as JSON."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from rich.console import Console
from rich.text import Text

from domain.dead_letter import DeadLetter
from entrypoints.terminal import plain, table

_ROWS_PER_REASON: Final = 20
_ROOMY_COLUMNS: Final = 80
NO_REASON: Final = "moved by the queue itself: its receives were used up"
_ID: Final = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[A-Z]\d{6}\b", re.IGNORECASE)
_UNITS: Final = ((86_400, "d"), (3_600, "h"), (60, "min"))


def as_json(value: object, indent: int | None = 2) -> str:
    """Return the value as JSON."""
    return json.dumps(value, indent=indent, ensure_ascii=False)


def summary(letter: DeadLetter) -> Mapping[str, object]:
    """Return what identifies the message, without its body."""
    subject = letter.subject
    return {
        "id": letter.id,
        "reason": letter.reason,
        "eventType": subject.event_type,
        "crn": subject.crn,
        "bookingId": subject.booking,
        "detailPath": subject.detail_path,
        "sent": letter.sent.isoformat(),
        "receives": letter.receives,
    }


def described(letter: DeadLetter) -> str:
    """Return a few words that identify the message."""
    subject = letter.subject
    about = [subject.event_type or "a message of no known event type", f"CRN {subject.crn or 'unknown'}"]
    return f"{letter.id} ({', '.join(about)})"


def show_letters(letters: Sequence[DeadLetter], held: int, console: Console, *, full: bool) -> None:
    """Print the messages of one reason after the other, the most frequent first, newest messages first."""
    groups = _by_reason(letters)
    console.print(plain(_headline(len(letters), held), "bold"))
    for reason, group in groups.items():
        console.print()
        console.print(plain(f"{len(group)} × {reason}", "bold"))
        _show_group(group if full else group[:_ROWS_PER_REASON], console)
        if not full and len(group) > _ROWS_PER_REASON:
            console.print(plain(f"… and {len(group) - _ROWS_PER_REASON} more: --full shows all", "dim"))


def show_letter(letter: DeadLetter, console: Console) -> None:
    """Print one message as it is."""
    rows = table("", "")
    for name, value in {**summary(letter), "reason": letter.reason or NO_REASON}.items():
        rows.add_row(Text(name, "dim"), plain("-" if value is None else str(value)))
    for name, value in letter.attributes.items():
        rows.add_row(plain(f"attribute {name}", "dim"), plain(value))
    console.print(rows)
    console.print()
    console.print(plain(letter.body), soft_wrap=True)


def hidden_in_words(held: int) -> Sequence[str]:
    """Return a sentence on those that cannot be seen, if there are any."""
    if held <= 0:
        return ()
    seen_by = "another command looks at them, or was killed less than five minutes ago"
    return [f"About {held} of them cannot be seen: {seen_by}."]


def _headline(number: int, held: int) -> str:
    all_of_them = number + max(0, held)
    told = (
        f"{all_of_them} in the dead-letter queue." if all_of_them else "Nothing is in the dead-letter queue."
    )
    return " ".join([told, *hidden_in_words(held)])


def _by_reason(letters: Sequence[DeadLetter]) -> Mapping[str, Sequence[DeadLetter]]:
    groups: dict[str, list[DeadLetter]] = {}
    for letter in sorted(letters, key=lambda each: each.sent, reverse=True):
        groups.setdefault(_general(letter.reason), []).append(letter)
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


def _general(reason: str | None) -> str:
    """Return the reason without the ids in it, which differ from message to message."""
    return NO_REASON if reason is None else _ID.sub("…", reason)


def _show_group(letters: Sequence[DeadLetter], console: Console) -> None:
    rows = table("Id", "Event", "CRN", "Path of the details", "Age", "Receives")
    for letter in letters:
        rows.add_row(
            plain(letter.id),
            plain((letter.subject.event_type or "-").removeprefix("accommodation.cas3.")),
            plain(letter.subject.crn or "-"),
            plain(letter.subject.detail_path or "-"),
            plain(_age(letter)),
            plain(str(letter.receives)),
        )
    # An id is to be copied; in a narrow table rich would cut what it may not wrap.
    rows.columns[0].no_wrap = console.width >= _ROOMY_COLUMNS
    console.print(rows)


def _age(letter: DeadLetter) -> str:
    seconds = max(0.0, (datetime.now(UTC) - letter.sent).total_seconds())
    for length, unit in _UNITS:
        if seconds >= length:
            return f"{seconds // length:.0f} {unit}"
    return f"{seconds:.0f} s"
