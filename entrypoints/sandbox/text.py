"""The view for people's eyes: nothing is cut, what is long is wrapped."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.rule import Rule

from entrypoints.sandbox.as_json import as_json
from entrypoints.sandbox.happenings import announcement_parts, event_parts
from entrypoints.sandbox.model import Picture
from entrypoints.sandbox.person import person_parts
from entrypoints.terminal import plain, print_text, print_view


def print_picture(picture: Picture, *, in_json: bool) -> None:
    """Print the picture as one JSON object, or for people's eyes."""
    if in_json:
        print_text(as_json(picture))
    else:
        print_view(lambda console: show(picture, console))


def show(picture: Picture, console: Console) -> None:
    """Prints people with their diaries and addresses, the events, the announcements."""
    for part in _parts(picture, console):
        console.print(part)
        console.print()


def _parts(picture: Picture, console: Console) -> Iterator[RenderableType]:
    for person in picture.people:
        yield _heading(f"Person on probation {person.crn}", console)
        yield from person_parts(person)
    yield _heading("What became of each event", console)
    yield from event_parts(picture, console.width)
    yield _heading("What other services were told", console)
    yield from announcement_parts(picture.announcements, console.width)


def _heading(title: str, console: Console) -> RenderableType:
    line = "-" if console.options.ascii_only else "─"
    return Group(Rule(characters=line, style="blue"), plain(title, "bold blue"))
