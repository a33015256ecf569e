"""Serve the page of a demo, tell the story, and stay."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from socket import socket
from typing import Final

import httpx

from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.narrator import Narrator, StoryPace
from entrypoints.demo.page.server import listener, serving
from entrypoints.demo.script import PostedForm, Script
from entrypoints.demo.stack import Stack
from entrypoints.sandbox.story import story
from entrypoints.stop import Stop
from entrypoints.terminal import print_text
from entrypoints.usage import UnusableInput

_USUAL_PORT: Final = 8425
_DAYS_SINCE: Final = 2
_FORM_SECONDS: Final = 60
"""A form may wait for a database that is out, or a machine that is busy."""
PACE: Final = StoryPace(lingering=1.0)
"""Slow enough to be watched while the page is opened, and without a limit: an outage may last."""


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The host and port of the page. Without a port it is the usual one, or a free one if that is taken."""

    host: str
    port: int | None = None

    @property
    def ports(self) -> Sequence[int]:
        """Return the ports to try, in that order; 0 is any that is free."""
        return (_USUAL_PORT, 0) if self.port is None else (self.port,)

    def check(self) -> None:
        """Raise UnusableInput if the page cannot be served there."""
        with page_listener(self):
            pass


def stay(demo: LiveDemo, stack: Stack, address: PageAddress, stop: Stop, places: Sequence[str] = ()) -> None:
    """Serve the page, tell the story as if it had ended two days ago, and stay until the end is asked for.
    Whenever everything starts again the story is told again.

    `places` are lines on what else there is to look at. UnusableInput if the page cannot be served there.
    """
    scenes = story()
    ended = scenes[-1].event.timestamp.date()
    with page(demo, address) as url:
        print_text(
            "\n".join([*places, f"The page is at {url}, and what happens there is told here as well.\n"])
        )
        while not stop.is_asked_for:
            if demo.beginning > 1:
                print_text("\nEverything has started again.\n")
            script = demo.script
            narrator = Narrator(demo, stack, stop, StoryPace() if script.forms else PACE)
            days_later = (script.day - ended).days - _DAYS_SINCE
            narrator.tell(scenes, days_later, _redoing(script, url, narrator))
            if not narrator.is_over:
                print_text(f"\nThe page is at {url} until Ctrl-C.")
            narrator.stay()


def _redoing(script: Script, url: str, narrator: Narrator) -> Callable[[int], None]:
    """Return what posts the forms of the script once more, as a browser did when so many scenes were told."""

    def redo(scenes: int) -> None:
        for form in script.forms:
            if form.scenes == scenes and not narrator.is_over:
                if not is_posted(form, url):
                    print_text(f"  This could not be done again: {form.path}")
                narrator.settle()

    return redo


def is_posted(form: PostedForm, url: str) -> bool:
    """Post the form to the page there, and tell whether the page took it."""
    try:
        answer = httpx.post(f"{url}{form.path}", data=form.fields, trust_env=False, timeout=_FORM_SECONDS)
    except httpx.HTTPError:
        return False
    return not answer.is_error


def page(demo: LiveDemo, address: PageAddress) -> AbstractContextManager[str]:
    """Return the page while it is served; what it yields is its URL. UnusableInput if it cannot be served."""
    return serving(demo, page_listener(address), address.host)


def page_listener(address: PageAddress) -> socket:
    """Return a socket that listens there. UnusableInput if that is not possible."""
    problem = ""
    for port in address.ports:
        try:
            return listener(address.host, port)
        except OSError as error:
            problem = str(error.strerror)
    where = address.host if address.port is None else f"{address.host}, port {address.port}"
    raise UnusableInput(f"the page cannot be served at {where}: {problem}")
