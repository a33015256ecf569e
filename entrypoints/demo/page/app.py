"""The web application."""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from entrypoints.demo.page.changes import Changes
from entrypoints.demo.page.doings import NotThere
from entrypoints.demo.page.drawing import HERE, Drawing
from entrypoints.demo.page.security import HEADERS, KnownHostsOnly, SameSiteOnly, SecurityHeaders
from entrypoints.demo.page.showing import Showing
from entrypoints.demo.page.stage import Stage
from entrypoints.demo.page.taking import Taking, taking


def create_app(stage: Stage, allowed_hosts: Sequence[str], changes: Changes | None = None) -> Starlette:
    """The page of that stage, for browsers that ask for one of the hosts.

    Who gives the changes can end their streams.
    """
    drawing = Drawing(stage)
    showing = Showing(stage, drawing, changes or Changes(stage))
    troubles = _Troubles(drawing)
    return Starlette(
        routes=_routes(showing, Taking(stage, drawing, showing)),
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(KnownHostsOnly, names=allowed_hosts),
            Middleware(SameSiteOnly),
        ],
        exception_handlers={
            HTTPException: troubles.refused,
            NotThere: troubles.not_found,
            Exception: troubles.broken,
        },
    )


def _routes(showing: Showing, doing: Taking) -> list[BaseRoute]:
    person = "/people/{crn}"
    return [
        Route("/", showing.first),
        Route(person, showing.person),
        *_form(person + "/do/{action}", showing.action, taking(doing.action)),
        *_form(person + "/bookings/{booking}/do/{action}", showing.action, taking(doing.action)),
        *_form(person + "/diary/{entry}", showing.entry, taking(doing.entry)),
        Route(person + "/rubbish", taking(doing.rubbish), methods=["POST"]),
        Route("/messages/{number}/again", taking(doing.again), methods=["POST"]),
        Route("/messages/{number}/arrive", taking(doing.arrive), methods=["POST"]),
        Route("/api", taking(doing.mood), methods=["POST"]),
        Route("/changes", showing.changes),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]


def _form(
    path: str, show: Callable[[Request], Response], take: Callable[[Request], Awaitable[Response]]
) -> list[BaseRoute]:
    return [Route(path, show, methods=["GET"]), Route(path, take, methods=["POST"])]


class _Troubles:
    """What is shown instead of a page that cannot be."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def not_found(self, request: Request, error: Exception) -> Response:
        """There is nothing of that name."""
        return self._drawing.trouble(
            "Page not found", "There is nobody and nothing of that name here.", HTTPStatus.NOT_FOUND
        )

    def refused(self, request: Request, error: Exception) -> Response:
        """The request cannot be served as it is."""
        if not isinstance(error, HTTPException):
            return self.broken(request, error)
        if error.status_code == HTTPStatus.NOT_FOUND:
            return self.not_found(request, error)
        page = self._drawing.trouble(
            "This cannot be done", f"{error.detail.removesuffix('.')}.", error.status_code
        )
        page.headers.update(error.headers or {})
        return page

    def broken(self, request: Request, error: Exception) -> Response:
        """Something is wrong with the demo itself; the error goes on to whoever serves it."""
        page = self._drawing.trouble(
            "Something went wrong",
            "The demo could not do this. Go back to the page and try it once more.",
            HTTPStatus.INTERNAL_SERVER_ERROR,
        )
        page.headers.update(HEADERS)
        return page
