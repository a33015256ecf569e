"""Exceptions that end a command, each with one line for its user."""

from pathlib import Path


class UnusableInput(Exception):
    """The command cannot be done as asked; the one line for the user names what is wrong."""

    @classmethod
    def at(cls, path: Path, problem: str) -> "UnusableInput":
        """Return the exception for a file or folder with which something is wrong."""
        return cls(f"{path}: {problem}")


class Unsuccessful(Exception):
    """The command makes sense, but it did not work this time."""
