"""The shape of the code that no import contract can say: what may be imported, and how large a module is."""

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "application", "adapters", "entrypoints")
LINE_LIMIT = 250


def modules(*packages: str) -> list[Path]:
    return sorted(path.relative_to(ROOT) for package in packages for path in (ROOT / package).rglob("*.py"))


def imported(source: str) -> Iterator[str]:
    """The top-level names of all packages that the source imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def foreign(source: str, allowed: frozenset[str]) -> set[str]:
    """Return what the source imports beyond the standard library and what is allowed."""
    return set(imported(source)) - sys.stdlib_module_names - allowed


@pytest.mark.parametrize("path", modules("domain"), ids=str)
def test_the_domain_knows_the_standard_library_only(path: Path) -> None:
    assert foreign((ROOT / path).read_text(), frozenset({"domain"})) == set()


@pytest.mark.parametrize("path", modules("application"), ids=str)
def test_the_application_knows_the_domain_and_the_standard_library_only(path: Path) -> None:
    assert foreign((ROOT / path).read_text(), frozenset({"domain", "application"})) == set()


@pytest.mark.parametrize("path", modules(*PACKAGES, "tests"), ids=str)
def test_modules_are_small(path: Path) -> None:
    assert len((ROOT / path).read_text().splitlines()) <= LINE_LIMIT


def classes(source: str) -> Iterator[str]:
    """The public classes that the source defines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def named_twice(sources: Iterable[str]) -> set[str]:
    """The names that more than one public class has."""
    counts = Counter(name for source in sources for name in classes(source))
    return {name for name, count in counts.items() if count > 1}


def test_no_two_classes_have_one_name() -> None:
    assert named_twice((ROOT / path).read_text() for path in modules(*PACKAGES)) == set()


@pytest.mark.parametrize("path", modules("domain/ports"), ids=str)
def test_a_port_is_one_protocol_of_at_most_five_methods(path: Path) -> None:
    classes = [node for node in ast.parse((ROOT / path).read_text()).body if isinstance(node, ast.ClassDef)]
    protocols = [node for node in classes if any(ast.unparse(base) == "Protocol" for base in node.bases)]
    methods = [node for protocol in protocols for node in protocol.body if isinstance(node, ast.FunctionDef)]

    assert len(protocols) == (path.name != "__init__.py")
    assert len(methods) <= 5
    assert all(ast.get_docstring(method) for method in methods)


def test_the_checks_above_can_fail() -> None:
    assert named_twice(["class A: ...", "class B:\n    class A: ...", "class _C: ...", "class _C: ..."]) == {
        "A"
    }
    assert foreign("import pydantic.fields\nfrom rich import box", frozenset()) == {"pydantic", "rich"}
