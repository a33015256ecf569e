"""Read a posted form, of a size that is bounded."""

import re
from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from entrypoints.demo.refusals import NotThere

BYTE_LIMIT: Final = 300_000
_FIELD_LIMIT: Final = 40
_FORM: Final = "application/x-www-form-urlencoded"


async def posted(request: Request) -> Mapping[str, str]:
    """Return the fields of the form. HTTPException if it is no form, or too large."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, "This page takes plain forms only.")
    received = 0

    async def receive() -> Message:
        nonlocal received
        message = await request.receive()
        received += len(message.get("body", b""))
        if received > BYTE_LIMIT:
            raise HTTPException(413, "This is more than the form can take.")
        return message

    form = await Request(request.scope, receive).form(max_fields=_FIELD_LIMIT, max_part_size=BYTE_LIMIT)
    return {name: str(value) for name, value in form.items()}


def number(text: str) -> int:
    """Return the number of a message or an entry. NotThere if it is none."""
    if not re.fullmatch("[0-9]{1,18}", text):
        raise NotThere(text)
    return int(text)
