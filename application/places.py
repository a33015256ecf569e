"""The place in the code at which an error came up."""

from traceback import walk_tb
from typing import Final

_PLACES_LIMIT: Final = 8


def place_of(error: BaseException) -> str:
    """Return the newest places that the error came through, each as module, function and line, the innermost
    last. No value and nothing that the error says is in it: that might be about a person.
    """
    places = [
        f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}:{line}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    return " > ".join(places[-_PLACES_LIMIT:])
