"""Write to standard output: a terminal, a pipe or a file."""

import os
import sys
import unicodedata
from collections.abc import Callable
from io import TextIOWrapper
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

_FILE_COLUMNS: Final = 100
_LEAST_COLUMNS: Final = 40
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})


def print_view(show: Callable[[Console], None]) -> None:
    """Print what `show` draws: in colours, and as wide as it is, if standard output is a terminal."""
    console = _console()
    if console.is_terminal:
        show(console)
        return
    with console.capture() as captured:
        show(console)
    print_text("\n".join(line.rstrip() for line in captured.get().strip().split("\n")))


def print_text(text: str) -> None:
    """Write the text as it is, and end its last line."""
    _console().out(text, highlight=False)


def table(*headings: str) -> Table:
    """Return an empty table that wraps what is long and cuts nothing."""
    empty = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        empty.add_column(heading, overflow="fold")
    return empty


def plain(data: str, style: str = "") -> Text:
    """Return the data in that style. Unseen characters, which could steer a terminal, become their codes."""
    lines = data.replace("\r\n", "\n").expandtabs(4)
    return Text("".join(map(_seen, lines)), style)


def _seen(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _UNSEEN:
        return character
    return character.encode("unicode_escape").decode()


def _console() -> Console:
    # An output that takes little more than ASCII gets the codes of the rest instead of an error.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _FILE_COLUMNS
    console = Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
    console.width = max(console.width, _LEAST_COLUMNS)
    return console
