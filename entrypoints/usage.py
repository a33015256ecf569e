"""What a user of the command line did not mean."""

from pathlib import Path


class UnusableInput(Exception):
    """What was asked for cannot be done; the one line for the user names what is wrong."""

    @classmethod
    def at(cls, path: Path, problem: str) -> "UnusableInput":
        """Something is wrong with that file or folder."""
        return cls(f"{path}: {problem}")
