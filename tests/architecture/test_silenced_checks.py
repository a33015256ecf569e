"""A check that is silenced says why, behind the rule that it silences."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.test_layout import PACKAGES, ROOT, modules

_SILENCED = re.compile(r"#\s*(?:noqa|type: ignore|pragma)\b(.*)")
_EXPLAINED = re.compile(r": [A-Z]+\d+(?:, ?[A-Z]+\d+)* (?:- \S|\(\S)|\[[a-z-]+\]  # \S")


def unexplained(source: str) -> Iterator[str]:
    """Yield the comments that silence a check without a reason."""
    for silenced in _SILENCED.finditer(source):
        if not _EXPLAINED.match(silenced[1]):
            yield silenced[0]


def test_every_silenced_check_has_a_reason() -> None:
    found = {str(path): list(unexplained((ROOT / path).read_text())) for path in modules(*PACKAGES, "tests")}
    del found["tests/architecture/test_silenced_checks.py"]

    assert {path: silenced for path, silenced in found.items() if silenced} == {}


@pytest.mark.parametrize(
    ("line", "is_explained"),
    [
        ("x = 1  # noqa", False),
        ("x = 1  # noqa: S311", False),
        ("x = 1  # noqa: S311 - no secret", True),
        ("x = 1  # type: ignore[misc]", False),
        ("x = 1  # type: ignore[misc]  # a library without types", True),
        ("x = 1  # pragma: no cover", False),
    ],
)
def test_what_has_no_reason_is_found(line: str, is_explained: bool) -> None:
    assert list(unexplained(line)) == ([] if is_explained else [line.removeprefix("x = 1  ")])
