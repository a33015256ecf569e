"""Where the view goes: a terminal, a pipe or a file."""

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from rich.console import Console

_WIDTH_OF_FILES = 100
_LEAST_WIDTH = 40


def print_view(show: Callable[[Console], None]) -> None:
    """Shows something on standard output; in colours, and as wide as it is, if that is a terminal."""
    console = _console()
    if console.is_terminal:
        show(console)
        return
    with console.capture() as captured:
        show(console)
    print_text("\n".join(line.rstrip() for line in captured.get().strip().split("\n")))


def print_text(text: str) -> None:
    """Writes the text as it is, and ends its last line."""
    _console().out(text, highlight=False)


def _console() -> Console:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_FILES
    console = Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
    console.width = max(console.width, _LEAST_WIDTH)
    return console
