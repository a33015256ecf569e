"""Protection of the page: no other site may show it, post to it or be loaded by it."""

from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Without any referrer a browser would also hide the origin of a form, which is looked at below.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def allowed_hosts(host: str) -> Sequence[str]:
    """Return the names by which a browser may ask for the page that is served there: any, where it is served
    to other machines too, which know this one by names of their own.
    """
    try:
        is_everywhere = ip_address(host).is_unspecified
    except ValueError:
        is_everywhere = False
    literal = f"[{host}]" if ":" in host else host
    return ["*"] if is_everywhere else ["localhost", "127.0.0.1", "[::1]", host, literal]


class OwnPagesOnly:
    """A middleware that adds the headers to every response without its own, and refuses, with status 403,
    what another site makes a browser post here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._app
        if scope["type"] == "http" and scope["method"] == "POST" and _is_foreign(Headers(scope=scope)):
            app = PlainTextResponse("This page takes forms of its own only.", status_code=403)
        await app(scope, receive, send_with_headers)


def _is_foreign(headers: Headers) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    return origin is not None and _host(origin) != headers.get("host", "").lower()


def _host(origin: str) -> str | None:
    """Return the host and port of an origin; None if it has none, such as `null`."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
