"""How the parts of the view are set."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

DATE = "%d/%m/%Y"
DATE_AND_TIME = "%d/%m/%Y %H:%M:%S"
_WIDE = 110


def caption(title: str, explanation: str) -> Text:
    """What follows, for someone who has never seen it."""
    return Text.assemble((title, "bold"), (f": {explanation}", "dim"))


def indented(part: RenderableType) -> RenderableType:
    """The part, a little to the right."""
    return Padding(part, (0, 0, 0, 2))


def spread(width: int, first: Text, second: Text) -> Sequence[RenderableType]:
    """Both in cells of their own where there is room for that, else the second below the first."""
    return (first, second) if width >= _WIDE else (Group(first, second),)


def spread_headings(width: int, first: str, second: str) -> Sequence[str]:
    """The headings of what is so spread."""
    return (first, second) if width >= _WIDE else (first,)
