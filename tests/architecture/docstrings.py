"""Find docstrings that open as a question, in the third person, or in the middle of a sentence."""

import ast
from collections.abc import Iterator
from typing import Final

QUESTIONS: Final = frozenset(
    {"How", "That", "What", "When", "Where", "Whether", "Which", "Who", "Whoever", "Whom", "Whose", "Why"}
)
VERBS: Final = frozenset(
    {
        *("Adds", "Asks", "Brings", "Builds", "Calls", "Changes", "Checks", "Closes", "Counts", "Creates"),
        *("Decides", "Deletes", "Delivers", "Fetches", "Finds", "Gets", "Gives", "Handles", "Keeps", "Lets"),
        *("Looks", "Makes", "Merges", "Names", "Plays", "Prints", "Publishes", "Puts", "Raises", "Reads"),
        *("Receives", "Records", "Removes", "Returns", "Rolls", "Runs", "Says", "Sends", "Serves", "Shows"),
        *("Stores", "Takes", "Tells", "Tries", "Turns", "Waits", "Wakes", "Wires", "Writes", "Yields"),
    }
)
"""The imperative is the form of the house: "Return", not "Returns"."""
REMAINDERS: Final = frozenset(
    {
        *("Among", "As", "At", "By", "For", "In", "Of", "On", "To", "Under", "With", "Without"),
        *("False", "None", "Those", "True"),
    }
)
"""A reader has to add what the sentence is about: "True if …" for "Return whether …"."""


def riddles(source: str) -> Iterator[str]:
    """Yield the first lines of the source's docstrings, those of attributes included, that open so."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                opening = text.strip().split("\n")[0]
                if opening.split(" ")[0].rstrip(":,.") in QUESTIONS | VERBS | REMAINDERS:
                    yield opening
