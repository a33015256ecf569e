"""The tables of README and glossary, which the book takes over."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

_LINK: Final = re.compile(r"\[[^\]]+\]\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class CodeOfRules:
    """Modules that hold the rules of each feature, as the table of the README says."""

    modules: Mapping[str, Sequence[str]]

    @property
    def features(self) -> Sequence[str]:
        """The features in the order of the table."""
        return list(self.modules)

    @property
    def paths(self) -> Sequence[str]:
        """Every module once."""
        return sorted({path for paths in self.modules.values() for path in paths})


def code_of_rules(readme: str) -> CodeOfRules:
    """Return what the table "Where every rule lives" says."""
    modules: dict[str, list[str]] = {}
    for _, where, features in _rows(readme.partition("## Where every rule lives")[2], 3):
        for feature in filter(None, features.split(", ")):
            known = modules.setdefault(feature, [])
            known += [path for path in _LINK.findall(where) if path not in known]
    return CodeOfRules(modules)


def glossary(text: str) -> Sequence[tuple[Markup, Markup]]:
    """Return each word with its meaning."""
    return [(as_html(word), as_html(meaning)) for word, meaning in _rows(text, 2)]


def examples_table(text: str) -> Mapping[str, tuple[Markup, Markup]]:
    """Return what happened and what Delius gets, by the name of the example."""
    return {name.strip("`"): (as_html(what), as_html(got)) for name, what, got in _rows(text, 3)}


def _rows(text: str, columns: int) -> Sequence[Sequence[str]]:
    """The rows of the only table, without its heading and the line below that."""
    rows = [line.strip().strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:] if len(row) == columns]


def as_html(text: str) -> Markup:
    """Return the text with its Markdown for bold, italic and code as HTML."""
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", str(escape(text)))
    marked = re.sub(r"\*(.+?)\*", r"<i>\1</i>", marked)
    return Markup(re.sub(r"`(.+?)`", r"<code>\1</code>", marked))  # noqa: S704 - escaped
