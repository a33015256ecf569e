"""Units of tests that the processes of a test run share out among them, the longest first."""

from typing import Final

_ALONE: Final = ("reliability/test_worker_", "entrypoints/test_run.py", "entrypoints/test_demo_page.py")
"""Files of long tests, each with processes of its own: whichever process is free takes the next."""

_LONGEST_FIRST: Final = ("page of run", "page of demo", "tests/reliability/", "tests/entrypoints/test_run.py")


def unit_of(test: str) -> str:
    """Return the name of those tests that one process runs in a row, as they share what takes long to start:
    usually a file.
    """
    path, _, name = test.partition("::")
    if path.startswith("tests/page/"):
        return "page of run" if "[run" in name else "page of demo"
    if path == "tests/acceptance/test_features.py":
        stack = name.partition("[")[2].partition("-")[0].rstrip("]")
        return f"features on {stack}"
    return test if any(each in path for each in _ALONE) else path


def place_of(test: str) -> int:
    """Return how early the test is to be begun, 0 for the earliest: a unit that is long and comes late leaves
    the other processes idle at the end.
    """
    unit = unit_of(test)
    places = (place for place, start in enumerate(_LONGEST_FIRST) if unit.startswith(start))
    return next(places, len(_LONGEST_FIRST))
