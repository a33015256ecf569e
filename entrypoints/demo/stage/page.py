"""The page on which the stage is shown."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Final, TypeAlias

from entrypoints.demo.page.stage import Stage
from entrypoints.usage import UnusableInput

_USUAL_PORT: Final = 8425

_Serving: TypeAlias = Callable[[Stage, str, int], AbstractContextManager[str]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served. Without a port it is the usual one, or a free one if that is taken."""

    host: str
    port: int | None = None

    @property
    def ports(self) -> Sequence[int]:
        """The ports to try, in that order; 0 is any that is free."""
        return (_USUAL_PORT, 0) if self.port is None else (self.port,)


@contextmanager
def page(stage: Stage, address: Address) -> Iterator[str]:
    """Its URL, as long as the context lasts. UnusableInput if it cannot be served there."""
    with ExitStack() as opened:
        yield _opened(opened, _server(), stage, address)


def _server() -> _Serving:
    """Production goes without a web framework."""
    try:
        serving: _Serving = import_module("entrypoints.demo.page.server").serving
    except ModuleNotFoundError as missing:
        raise UnusableInput(f"the page needs {missing.name}: install the extra `page`") from None
    return serving


def _opened(opened: ExitStack, serving: _Serving, stage: Stage, address: Address) -> str:
    problem: OSError | None = None
    for port in address.ports:
        try:
            return opened.enter_context(serving(stage, address.host, port))
        except OSError as error:
            problem = error
    why = problem.strerror if problem else ""
    where = address.host if address.port is None else f"{address.host}, port {address.port}"
    raise UnusableInput(f"the page cannot be served at {where}: {why}")
