"""Find clocks, chance and waiting that a module reaches for by itself, under whatever name."""

import ast
from dataclasses import dataclass, field
from typing import Final

MODULES: Final = frozenset(
    {
        "_thread",
        "asyncio",
        "concurrent",
        "importlib",
        "multiprocessing",
        "queue",
        "random",
        "sched",
        "secrets",
        "select",
        "selectors",
        "signal",
        "time",
    }
)
"""Nothing of these is for the rules to use; `importlib` would bring in any of the others unseen."""

NAMES: Final = frozenset(
    {
        *(f"datetime.{each}" for each in ("date.today", "datetime.now", "datetime.today", "datetime.utcnow")),
        *(f"uuid.{each}" for each in ("getnode", "uuid1", "uuid4", "uuid6", "uuid7")),
        *(f"os.{each}" for each in ("getrandom", "times", "urandom")),
        *(f"threading.{each}" for each in ("Barrier", "Condition", "Event", "Semaphore", "Timer", "*")),
    }
)
BUILT_IN: Final = frozenset({"__import__"})
OF_CLASSES: Final = frozenset({"now", "today", "utcnow"})
"""Methods that a class derived from one of `datetime` inherits. Of an object, as of a clock that was passed
in, they are nothing hidden.
"""


def hidden_sources(source: str) -> set[str]:
    """Return what the source uses of them by its full name, as `time.monotonic`, called or not."""
    found = _Names()
    found.visit(ast.parse(source))
    return found.hidden


@dataclass
class _Names(ast.NodeVisitor):
    """Follows every name back to where it was imported from."""

    known: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.known[alias.asname or alias.name.partition(".")[0]] = (
                alias.name if alias.asname else alias.name.partition(".")[0]
            )
            self._use(alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self.known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            self._use(f"{node.module}.{alias.name}")

    def visit_Assign(self, node: ast.Assign) -> None:
        origin = self._origin(node.value)
        for target in node.targets:
            if origin and isinstance(target, ast.Name):
                self.known[target.id] = origin
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self.known or node.id in BUILT_IN:
            self._use(self.known.get(node.id, node.id))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        origin = self._origin(node)
        if origin:
            self._use(origin)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        origin = self._origin(node)
        if origin:
            self._use(origin)
        self.generic_visit(node)

    def _origin(self, node: ast.expr) -> str | None:
        """Return the full name of what an expression names; None where that shows only when it runs."""
        match node:
            case ast.Name(id=name):
                return self.known.get(name) or (name if name[:1].isupper() else None)
            case ast.Attribute(value=value, attr=attribute):
                return _joined(self._origin(value), attribute)
            case ast.Call(func=ast.Name(id="getattr"), args=[value, ast.Constant(value=str(attribute)), *_]):
                return _joined(self._origin(value), attribute)
            case _:
                return None

    def _use(self, name: str) -> None:
        parts = name.split(".")
        is_of_a_class = parts[-1] in OF_CLASSES and len(parts) > 1 and parts[-2][:1].isupper()
        if parts[0] in MODULES or name in NAMES or name in BUILT_IN or is_of_a_class:
            self.hidden.add(name)


def _joined(origin: str | None, attribute: str) -> str | None:
    return f"{origin}.{attribute}" if origin else None
