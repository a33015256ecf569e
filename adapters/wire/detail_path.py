"""The permitted paths of details, whatever encodings or dots a path has (rule 6)."""

import re
from typing import Final
from urllib.parse import unquote

_DECODINGS_LIMIT: Final = 5
_PARAMETERS: Final = re.compile(r";[^/]*")
_SLASHES: Final = re.compile(r"[/\\]+")


def is_below(path: str, beginning: str) -> bool:
    """Return whether the path begins so, for every server that may read it: as it is, percent-decoded once or
    several times, with or without the parameters of its segments, with many slashes or backslashes as one.
    Dot segments are resolved each time.
    """
    readings = {path}
    for _ in range(_DECODINGS_LIMIT):
        decoded = unquote(path)
        if decoded == path:
            return all(_begins(reading, beginning) for reading in readings)
        readings.add(path := decoded)
    # Nobody codes an id so often.
    return False


def _begins(path: str, beginning: str) -> bool:
    plain = _SLASHES.sub("/", _PARAMETERS.sub("", path))
    return all(_resolved(each).startswith(beginning) for each in (path, plain))


def _resolved(path: str) -> str:
    """Return the path without dot segments (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            # The first is what stands before the slash that a path begins with.
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept)
