"""The web application."""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.page.change_stream import ChangeStreams
from entrypoints.demo.page.get_pages import GetPages
from entrypoints.demo.page.post_forms import PostForms
from entrypoints.demo.page.security import HEADERS, OwnPagesOnly
from entrypoints.demo.page.templates import STATIC, Templates
from entrypoints.demo.refusals import NotThere


def create_app(demo: LiveDemo, hosts: Sequence[str], changes: ChangeStreams | None = None) -> Starlette:
    """Return the page of that demo, for browsers that ask for one of the hosts.

    Who gives the changes can end their streams.
    """
    templates = Templates(demo)
    pages = GetPages(demo, templates, changes or ChangeStreams(demo.listeners))
    problems = _Problems(templates)
    return Starlette(
        routes=_routes(pages, PostForms(demo, templates, pages)),
        middleware=[
            Middleware(OwnPagesOnly),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        ],
        exception_handlers={
            HTTPException: problems.refused,
            NotThere: problems.not_found,
            Exception: problems.broken,
        },
    )


def _routes(pages: GetPages, forms: PostForms) -> list[BaseRoute]:
    person = "/people/{crn}"
    return [
        Route("/", pages.first),
        Route(person, pages.person),
        *_form(person + "/do/{action}", pages.action, forms.posting(forms.action)),
        *_form(person + "/bookings/{booking}/do/{action}", pages.action, forms.posting(forms.action)),
        *_form(person + "/diary/{entry}", pages.entry, forms.posting(forms.entry)),
        Route(person + "/bad-message", forms.posting(forms.bad_message), methods=["POST"]),
        Route("/messages/{number}/again", forms.posting(forms.again), methods=["POST"]),
        Route("/messages/{number}/release", forms.posting(forms.release), methods=["POST"]),
        Route("/api", forms.posting(forms.api_state), methods=["POST"]),
        Route(person + "/record", forms.posting(forms.record), methods=["POST"]),
        Route(person + "/kill", forms.posting(forms.kill), methods=["POST"]),
        Route("/any-order", pages.any_order),
        *_form("/start-again", pages.start_again, forms.posting(forms.start_again, is_done_again=False)),
        Route("/share", pages.share),
        Route("/changes", pages.changes),
        Mount("/static", _LastingFiles(directory=STATIC)),
    ]


def _form(
    path: str, show: Callable[[Request], Response], post: Callable[[Request], Awaitable[Response]]
) -> list[BaseRoute]:
    return [Route(path, show, methods=["GET"]), Route(path, post, methods=["POST"])]


class _LastingFiles(StaticFiles):
    """Files that a browser keeps: what changes them changes the URLs by which pages name them."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "max-age=31536000, immutable"
        return response


class _Problems:
    """Pages that name a problem in place of the one asked for."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def not_found(self, request: Request, error: Exception) -> Response:
        """Return the page that says that there is nothing of that name."""
        return self._templates.problem(
            "Page not found", "Check that the web address is complete and correct.", HTTPStatus.NOT_FOUND
        )

    def refused(self, request: Request, error: Exception) -> Response:
        """Return the page that says that the request cannot be served as it is."""
        if not isinstance(error, HTTPException):
            return self.broken(request, error)
        if error.status_code == HTTPStatus.NOT_FOUND:
            return self.not_found(request, error)
        page = self._templates.problem(
            "This cannot be done", f"{error.detail.removesuffix('.')}.", error.status_code
        )
        page.headers.update(error.headers or {})
        return page

    def broken(self, request: Request, error: Exception) -> Response:
        """Return the page that says that the demo itself failed; the error goes on to the server."""
        page = self._templates.problem(
            "Something went wrong",
            "The demo could not do this. Go back to the page and try it once more.",
            HTTPStatus.INTERNAL_SERVER_ERROR,
        )
        page.headers.update(HEADERS)
        return page
