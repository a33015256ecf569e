"""Why a command ends without having done what was asked for, in one line for its user."""

from pathlib import Path


class UnusableInput(Exception):
    """What was asked for cannot be done; the one line for the user names what is wrong."""

    @classmethod
    def at(cls, path: Path, problem: str) -> "UnusableInput":
        """Something is wrong with that file or folder."""
        return cls(f"{path}: {problem}")


class Unsuccessful(Exception):
    """What was asked for makes sense, but it did not work this time."""
