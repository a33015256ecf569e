"""Docstrings begin with a verb in the imperative, or with a noun phrase."""

import pytest

from tests.architecture.docstrings import riddles
from tests.architecture.test_layout import PACKAGES, ROOT, modules


def test_no_docstring_opens_as_a_question_in_the_third_person_or_in_mid_sentence() -> None:
    found = {str(path): list(riddles((ROOT / path).read_text())) for path in modules(*PACKAGES, "tests")}

    assert {path: openings for path, openings in found.items() if openings} == {}


@pytest.mark.parametrize(
    ("source", "openings"),
    [
        ('"""What the service needs."""', ["What the service needs."]),
        ('class A:\n    """Whoever asks."""', ["Whoever asks."]),
        ('def f():\n    """\n    Whether it is so.\n    It may be.\n    """', ["Whether it is so."]),
        ('async def f():\n    """Returns it."""', ["Returns it."]),
        ('def f():\n    """True if it is so."""', ["True if it is so."]),
        ('def f():\n    """As it was, but for this."""', ["As it was, but for this."]),
        ('LIMIT = 3\n"""How many there may be."""', ["How many there may be."]),
        ('def f():\n    """Return what it is."""', []),
        ('class A:\n    """Addresses of a person."""\n\n    says = "What is this?"', []),
    ],
)
def test_such_an_opening_is_found(source: str, openings: list[str]) -> None:
    assert list(riddles(source)) == openings
