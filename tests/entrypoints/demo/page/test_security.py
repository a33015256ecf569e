"""Requests that the page refuses, and those that it tells browsers to refuse."""

from ipaddress import IPv4Address

import httpx
import pytest

from entrypoints.demo.page.security import allowed_hosts
from tests.entrypoints.demo.page.browser import HOST, Browser, parsed
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

ROSAS = "/people/X418302"
STYLES = "/static/page.css"
CONFIRM = f"{ROSAS}/bookings/b-2/do/confirm"
FIELDS = {"notes": "", "delivery": "as-usual"}


@pytest.mark.parametrize("path", [ROSAS, "/", "/nowhere", STYLES, f"{ROSAS}/do/book"])
def test_every_answer_tells_browsers_to_load_nothing_from_elsewhere(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == ("max-age=31536000, immutable" if path == STYLES else "no-store")
    assert headers["x-content-type-options"] == "nosniff"


def test_so_do_refusals_and_breakdowns(demo: ScriptedDemo, browser: Browser) -> None:
    demo.breaks_with = RuntimeError("secret")
    refused = browser.post(CONFIRM, FIELDS, {"origin": "http://elsewhere.test"})

    for headers in (refused.headers, browser.get(ROSAS).headers):
        assert headers["content-security-policy"].startswith("default-src 'self';")
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.test",
        f"{HOST}.elsewhere.test",
        f"www.{HOST}",
        "",
        "[192.0.2.7",
        "192.0.2.7.test",
        "192.0.2.7",
    ],
)
def test_a_foreign_host_is_refused(browser: Browser, host: str) -> None:
    response = browser.get(ROSAS, {"host": host})

    assert response.status_code == 400
    assert "Rosa" not in response.text


@pytest.mark.parametrize("host", [HOST, f"{HOST}:8080", HOST.upper()])
def test_our_own_host_is_not(browser: Browser, host: str) -> None:
    assert browser.get(ROSAS, {"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("served_at", "hosts"),
    [
        ("127.0.0.1", {"localhost", "127.0.0.1", "[::1]"}),
        ("::1", {"localhost", "127.0.0.1", "[::1]", "::1"}),
        ("demo.test", {"localhost", "127.0.0.1", "[::1]", "demo.test"}),
        (str(IPv4Address(0)), {"*"}),
        ("::", {"*"}),
    ],
)
def test_the_names_are_those_of_this_machine_where_it_is_served_to_no_other(
    served_at: str, hosts: set[str]
) -> None:
    assert set(allowed_hosts(served_at)) == hosts


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.test"},
        {"origin": f"http://{HOST}:8080"},
        {"origin": f"http://{HOST}.elsewhere.test"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://["},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"},
    ],
    ids=str,
)
def test_what_another_site_posts_is_refused(
    demo: ScriptedDemo, browser: Browser, headers: dict[str, str]
) -> None:
    assert browser.post(CONFIRM, FIELDS, headers).status_code == 403
    assert demo.done == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": f"http://{HOST}"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"host": f"{HOST}:8080", "origin": f"http://{HOST.upper()}:8080"},
    ],
    ids=str,
)
def test_what_the_page_itself_posts_is_taken(
    demo: ScriptedDemo, browser: Browser, headers: dict[str, str]
) -> None:
    assert browser.post(CONFIRM, FIELDS, headers).status_code == 303
    assert len(demo.done) == 1


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_only_plain_forms_are_taken(demo: ScriptedDemo, browser: Browser, kind: str) -> None:
    request = httpx.Request(
        "POST", f"http://{HOST}{CONFIRM}", content=b"delivery=as-usual", headers={"content-type": kind}
    )
    response = browser.send(request)

    assert response.status_code == 415
    assert parsed(response.text).texts("h1") == ["This cannot be done"]
    assert demo.done == []


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"notes": "n" * 400_000}, 413), ({str(index): "" for index in range(50)}, 400)],
    ids=["bytes", "fields"],
)
def test_more_than_a_form_can_take_is_refused(
    demo: ScriptedDemo, browser: Browser, fields: dict[str, str], status: int
) -> None:
    assert browser.post(CONFIRM, {**FIELDS, **fields}).status_code == status
    assert demo.done == []


def test_what_can_only_be_done_is_not_to_be_looked_at(browser: Browser) -> None:
    response = browser.get("/api")

    assert response.status_code == 405
    assert "POST" in response.headers["allow"]


def test_a_breakdown_is_told_in_plain_words(demo: ScriptedDemo, browser: Browser) -> None:
    demo.breaks_with = RuntimeError("secret")
    response = browser.get(ROSAS)

    assert response.status_code == 500
    assert parsed(response.text).texts("h1") == ["Something went wrong"]
    assert "secret" not in response.text
    assert "Traceback" not in response.text
