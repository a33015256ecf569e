"""Data as it can be shown anywhere: never as markup, never as an order to the terminal."""

import unicodedata

from rich.text import Text

_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def plain(data: str, style: str = "") -> Text:
    """The data in that style. Unseen characters, which could steer a terminal, are shown as their codes."""
    lines = data.replace("\r\n", "\n").expandtabs(4)
    return Text("".join(map(_seen, lines)), style)


def _seen(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _UNSEEN:
        return character
    return character.encode("unicode_escape").decode()
