"""Ask the application as a browser does, without a network, and read what it answers."""

import asyncio
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

import httpx

from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.page.app import create_app

HOST = "page.test"
_VOID = frozenset({"input", "meta", "link", "br", "hr", "img"})

Fields = Mapping[str, str]


class Browser:
    """Follows no redirects."""

    def __init__(self, demo: LiveDemo) -> None:
        self._app = create_app(demo, [HOST])

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.send(httpx.Request("GET", f"http://{HOST}{path}", headers=headers))

    def post(
        self, path: str, fields: Fields | None = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return self.send(
            httpx.Request("POST", f"http://{HOST}{path}", data=fields or {"": ""}, headers=headers)
        )

    def send(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run(self._answer(request))

    def page(self, path: str) -> "Element":
        """The page of that path, which is to be there."""
        response = self.get(path)
        assert response.status_code == 200, response.text
        return parsed(response.text)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.send(request)


class Element:
    """An element of a page, with what is in it."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Element | str] = []

    @property
    def elements(self) -> Sequence["Element"]:
        """All elements in it, and itself, in the order of the page."""
        below = [each.elements for each in self.inside if isinstance(each, Element)]
        return [self, *(element for elements in below for element in elements)]

    @property
    def text(self) -> str:
        """All text in it, with single spaces."""
        return " ".join(self.raw_text.split())

    @property
    def raw_text(self) -> str:
        """All text in it, as it stands there."""
        return "".join(each if isinstance(each, str) else each.raw_text for each in self.inside)

    def __getitem__(self, name: str) -> "Element":
        return next(each for each in self.elements if each.attributes.get("id") == name)

    def __contains__(self, name: str) -> bool:
        return any(each.attributes.get("id") == name for each in self.elements)

    def all(self, tag: str, **attributes: str) -> Sequence["Element"]:
        """The elements of that tag that have those attributes."""
        return [
            each
            for each in self.elements
            if each.tag == tag and attributes.items() <= each.attributes.items()
        ]

    @property
    def title(self) -> str:
        """Return what the browser's window is called."""
        return self.all("title")[0].text

    def texts(self, tag: str) -> Sequence[str]:
        return [each.text for each in self.all(tag)]

    def fields(self) -> dict[str, str]:
        """Return what a browser would post of the forms in it."""
        posted = {}
        for each in self.elements:
            if "name" in each.attributes and (value := each.value) is not None:
                posted[each.attributes["name"]] = value
        return posted

    @property
    def value(self) -> str | None:
        """Return what a browser would post of the field; None for nothing."""
        if self.tag == "textarea":
            return self.raw_text.removeprefix("\n")
        if self.tag == "select":
            options = self.all("option")
            selected = [each for each in options if "selected" in each.attributes] or options
            return selected[0].attributes["value"]
        is_off = self.attributes.get("type") == "radio" and "checked" not in self.attributes
        return self.attributes.get("value", "") if self.tag == "input" and not is_off else None

    def error_of(self, name: str) -> str:
        """The message beside the field of that id, which is to be marked as wrong. It is said once."""
        assert self[name].attributes["aria-invalid"] == "true"
        around = [self[name], *(each for each in self.all("fieldset") if name in each)]
        described_by = " ".join(each.attributes.get("aria-describedby", "") for each in around).split()
        (error,) = (each for each in described_by if each.endswith("-error"))
        return self[error].text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), attrs
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"{tag} at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parsed(html: str) -> Element:
    """The page. AssertionError if its elements are not closed as they were opened."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, reader.open[-1].tag
    return reader.open[0]
