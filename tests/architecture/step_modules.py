"""Read the wordings of the steps from the source of the modules that define them."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from tests.acceptance.phrases import phrase

_DECORATORS = frozenset({"given", "when", "then", "step"})


def wordings(source: str) -> Sequence[str]:
    """The wordings of all steps that the source defines. ValueError if one is not written out as a text."""
    return list(_wordings(ast.parse(source)))


def _wordings(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and _name(decorator.func) in _DECORATORS:
                    yield _text(decorator.args[0])


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _text(wording: ast.expr) -> str:
    match wording:
        case ast.Constant(value=str(text)) | ast.Call(args=[ast.Constant(value=str(text)), *_]):
            return text
        case _:
            raise ValueError(f"the wording {ast.unparse(wording)} is not written out")


def shape(wording: str) -> str:
    """The wording whatever its words are called: two of one shape would take each other's steps."""
    return re.sub(r"\{[^}]*\}", "{}", wording)


def matching(step: str, known: Iterable[str]) -> Sequence[str]:
    """The wordings that would take the step."""
    return [wording for wording in known if phrase(wording).is_matching(step)]
