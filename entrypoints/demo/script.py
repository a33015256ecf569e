"""All that was done on the page since it began, so that a link can carry it and it can be done again."""

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from entrypoints.demo.refusals import NotThere

_BYTE_LIMIT: Final = 500_000
# Of other days the story, and what staff do days before or after it, cannot be told.
_YEARS: Final = range(2000, 3000)
_PATH: Final = re.compile(r"/(people|messages|api)(/[A-Za-z0-9_-]{1,100}){0,9}")


@dataclass(frozen=True, slots=True)
class PostedForm:
    """A form that was posted to that path when so many scenes of the story had been told."""

    scenes: int
    path: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Script:
    """The forms in the order in which they were posted. The story was told as if it had ended shortly before
    that day.
    """

    day: date
    forms: Sequence[PostedForm] = ()

    def encoded(self) -> str:
        """Return it as text that can stand in a link."""
        document = [self.day.isoformat(), [[each.scenes, each.path, each.fields] for each in self.forms]]
        packed = zlib.compress(json.dumps(document, separators=(",", ":")).encode(), 9)
        return urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Script":
        """Return what was encoded. NotThere if the text holds nothing that can be done on the page."""
        try:
            packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
            day, forms = json.loads(zlib.decompressobj().decompress(packed, _BYTE_LIMIT))
            return cls(_day(day), [_form(*each) for each in forms])
        except (ValueError, TypeError, OverflowError, RecursionError, zlib.error) as error:
            raise NotThere("the link is not whole") from error


def _day(text: Any) -> date:
    """Return the day. ValueError or TypeError unless the story can be told as of then."""
    day = date.fromisoformat(text)
    if day.year not in _YEARS:
        raise ValueError(text)
    return day


def _form(scenes: Any, path: Any, fields: Any) -> PostedForm:
    """Return the form. ValueError or TypeError unless it can be posted to a page of the demo."""
    if not _PATH.fullmatch(path):
        raise ValueError(path)
    typed = {str(name): str(value) for name, value in dict(fields).items()}
    for text in (*typed, *typed.values()):
        # Half a character is text to JSON, but none that a browser could post.
        text.encode()
    return PostedForm(int(scenes), path, typed)
