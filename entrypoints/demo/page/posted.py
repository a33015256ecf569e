"""Reads a posted form, of a size that is bounded."""

import re

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive

from entrypoints.demo.page.doings import NotThere

MOST_BYTES = 300_000
_MOST_FIELDS = 40
_FORM = "application/x-www-form-urlencoded"


async def posted(request: Request) -> FormData:
    """The fields of the form. HTTPException if it is no form, or too large."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, "This page takes plain forms only.")
    bounded = Request(request.scope, _Bounded(request.receive))
    return await bounded.form(max_fields=_MOST_FIELDS, max_part_size=MOST_BYTES)


class _Bounded:
    """Hands on what is received until it is too much."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._received = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._received > MOST_BYTES:
            raise HTTPException(413, "This is more than the form can take.")
        return message


def number(text: str) -> int:
    """The number of a message or an entry. NotThere if it is none."""
    if not re.fullmatch("[0-9]{1,18}", text):
        raise NotThere(text)
    return int(text)
