"""Text as readers see it: invisible characters are left out, and every kind of blank is a blank (rule 1)."""

from unicodedata import category

_INVISIBLE = "Cf"
"""The Unicode category "format", such as U+200B and U+FEFF, which come with pasted postcodes."""


def on_one_line(text: str) -> str:
    """Return the text trimmed, without invisible characters, with a blank for each line break or tab."""
    if text.isprintable():
        return text.strip()
    one_break = text.replace("\r\n", "\n")
    seen = (" " if each.isspace() else each for each in one_break if category(each) != _INVISIBLE)
    return "".join(seen).strip()


def is_blank(text: str) -> bool:
    """Tell whether the text has no visible character."""
    if text.isprintable():
        return not text or text.isspace()
    return all(each.isspace() or category(each) == _INVISIBLE for each in text)
