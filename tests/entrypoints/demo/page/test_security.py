"""What the page refuses, and what it tells browsers to refuse."""

import httpx
import pytest

from tests.entrypoints.demo.page.browser import HOST, Browser, parsed
from tests.entrypoints.demo.page.scripted_stage import ScriptedStage

ROSAS = "/people/X418302"
CONFIRM = f"{ROSAS}/bookings/b-2/do/confirm"
FIELDS = {"notes": "", "travel": "as-usual"}


@pytest.mark.parametrize("path", [ROSAS, "/", "/nowhere", "/static/page.css", f"{ROSAS}/do/book"])
def test_every_answer_tells_browsers_to_load_nothing_from_elsewhere(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_so_do_refusals_and_breakdowns(stage: ScriptedStage, browser: Browser) -> None:
    stage.breaks_with = RuntimeError("secret")
    refused = browser.post(CONFIRM, FIELDS, {"origin": "http://elsewhere.test"})

    for headers in (refused.headers, browser.get(ROSAS).headers):
        assert headers["content-security-policy"].startswith("default-src 'self';")
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host", ["elsewhere.test", f"{HOST}.elsewhere.test", f"www.{HOST}", "", "[192.0.2.7", "192.0.2.7.test"]
)
def test_a_foreign_host_is_refused(browser: Browser, host: str) -> None:
    response = browser.get(ROSAS, {"host": host})

    assert response.status_code == 400
    assert "Rosa" not in response.text


@pytest.mark.parametrize(
    "host", [HOST, f"{HOST}:8080", HOST.upper(), "192.0.2.7", "192.0.2.7:8080", "[2001:db8::7]:8080"]
)
def test_our_own_host_is_not_nor_is_an_address(browser: Browser, host: str) -> None:
    assert browser.get(ROSAS, {"host": host}).status_code == 200


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
    stage: ScriptedStage, browser: Browser, headers: dict[str, str]
) -> None:
    assert browser.post(CONFIRM, FIELDS, headers).status_code == 403
    assert stage.done == []


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
    stage: ScriptedStage, browser: Browser, headers: dict[str, str]
) -> None:
    assert browser.post(CONFIRM, FIELDS, headers).status_code == 303
    assert len(stage.done) == 1


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_only_plain_forms_are_taken(stage: ScriptedStage, browser: Browser, kind: str) -> None:
    request = httpx.Request(
        "POST", f"http://{HOST}{CONFIRM}", content=b"travel=as-usual", headers={"content-type": kind}
    )
    response = browser.send(request)

    assert response.status_code == 415
    assert parsed(response.text).texts("h1") == ["This cannot be done"]
    assert stage.done == []


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"notes": "n" * 400_000}, 413), ({str(index): "" for index in range(50)}, 400)],
    ids=["bytes", "fields"],
)
def test_more_than_a_form_can_take_is_refused(
    stage: ScriptedStage, browser: Browser, fields: dict[str, str], status: int
) -> None:
    assert browser.post(CONFIRM, {**FIELDS, **fields}).status_code == status
    assert stage.done == []


def test_what_can_only_be_done_is_not_to_be_looked_at(browser: Browser) -> None:
    response = browser.get("/api")

    assert response.status_code == 405
    assert "POST" in response.headers["allow"]


def test_a_breakdown_is_told_in_plain_words(stage: ScriptedStage, browser: Browser) -> None:
    stage.breaks_with = RuntimeError("secret")
    response = browser.get(ROSAS)

    assert response.status_code == 500
    assert parsed(response.text).texts("h1") == ["Something went wrong"]
    assert "secret" not in response.text
    assert "Traceback" not in response.text
