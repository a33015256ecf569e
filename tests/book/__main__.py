"""`python -m tests.book`: writes build/book.html from the features and the last run of the tests."""

import subprocess
import sys
from typing import Final

from tests.book.book import ROOT, book
from tests.book.results import RESULTS_FILE, read_results

_BOOK: Final = ROOT / "build" / "book.html"


def main() -> None:
    """Write the book, and say where it is and whose results it shows."""
    results = read_results(ROOT / RESULTS_FILE)
    _BOOK.parent.mkdir(exist_ok=True)
    _BOOK.write_text(book(results, _revision()))
    ended = results.ended
    run = f"the run that ended {ended:%d/%m/%Y %H:%M} UTC" if ended else "no run yet: make test"
    sys.stdout.write(f"{_BOOK.relative_to(ROOT)}, with the results of {run}\n")


def _revision() -> str:
    """Return the commit, `dirty` where something was changed since; what is no repository has none."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"]
    try:
        told = subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return told.stdout.strip()


if __name__ == "__main__":
    main()
