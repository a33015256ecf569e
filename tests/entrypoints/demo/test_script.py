"""Scripts of what was done on the page: carried by a link, and done again."""

import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import date
from socket import socket
from threading import Thread

import pytest

from adapters.system.clock import SystemClock
from entrypoints.demo.in_memory import in_memory
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.page_state import ApiState
from entrypoints.demo.refusals import NotThere
from entrypoints.demo.script import PostedForm, Script
from entrypoints.demo.stay import PageAddress, is_posted, stay
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.stop import Stop
from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo
from tests.support.waiting import wait_until

DAY = date(2026, 11, 22)
REFERRAL = PostedForm(
    2,
    "/people/X418302/do/submit-referral",
    {"needed_from-day": "1", "needed_from-month": "12", "needed_from-year": "2026", "delivery": "as-usual"},
)


def packed(document: object) -> str:
    return urlsafe_b64encode(zlib.compress(json.dumps(document).encode())).decode()


@pytest.mark.parametrize("forms", [(), (REFERRAL,), (REFERRAL, PostedForm(11, "/api", {"notes": "é & <b>"}))])
def test_what_is_carried_comes_out_as_it_was(forms: Sequence[PostedForm]) -> None:
    encoded = Script(DAY, forms).encoded()

    assert Script.read(encoded) == Script(DAY, list(forms))
    assert set(encoded) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "é",
        "not base 64",
        "AAAA",
        Script(DAY, (REFERRAL,)).encoded()[:-9],
        packed(["yesterday", []]),
        packed(["0001-01-01", []]),
        packed(["9999-12-31", []]),
        packed(["2026-11-22", [[float("inf"), "/api", {}]]]),
        packed(["2026-11-22", [[1, "/api", {"notes": "\ud800"}]]]),
        urlsafe_b64encode(zlib.compress(b"[" * 200_000)).decode(),
        packed({"day": "2026-11-22"}),
        packed(["2026-11-22", [[1, "@elsewhere.example/people", {}]]]),
        packed(["2026-11-22", [[1, "//elsewhere.example", {}]]]),
        packed(["2026-11-22", [[1, "/start-again", {}]]]),
        packed(["2026-11-22", [[1, "/people/../start-again", {}]]]),
        packed(["2026-11-22", [[1, "/people/" + "x" * 70_000, {}]]]),
        packed(["2026-11-22", [[1, "/people" * 10_000, {}]]]),
        packed(["2026-11-22", [[1, 7, {}]]]),
        packed(["2026-11-22", [[1, "/api", "state"]]]),
        packed(["2026-11-22", [[1, "/api", {"notes": "x" * 600_000}]]]),
    ],
)
def test_what_is_no_script_is_refused(text: str) -> None:
    with pytest.raises(NotThere):
        Script.read(text)


def test_what_was_done_is_noted_and_what_was_refused_is_not() -> None:
    demo = ScriptedDemo()
    browser = Browser(demo)
    browser.post("/api", {"state": "errors"})
    browser.post("/api", {"state": "no such state"})
    browser.post("/start-again", {"x": ""})

    assert demo.posted == [PostedForm(0, "/api", {"state": "errors"})]


def test_the_link_leads_to_a_page_that_asks_before_it_is_done_again() -> None:
    demo = ScriptedDemo(posted=[REFERRAL])
    browser = Browser(demo)
    link = browser.page("/share")["link"].raw_text.strip()
    asked = browser.page(link.partition("page.test")[2])

    assert "1 step." in asked.text
    assert demo.done == []
    browser.post("/start-again", asked.fields())
    assert demo.done == [Script(demo.done_so_far().day, [REFERRAL])]
    assert browser.get("/start-again?of=AAAA").status_code == 404


def test_a_script_is_done_again_between_the_scenes() -> None:
    """The API is set right while a scene waits for it, without which the story would not go on."""
    away = [
        PostedForm(1, "/api", {"state": "unavailable"}),
        PostedForm(2, "/api", {"state": "working"}),
        REFERRAL,
    ]
    clock, stop = SystemClock(), Stop()
    with in_memory(clock) as stack:
        demo = LiveDemo(stack, clock)
        demo.start_again(Script(DAY, away))
        demo.look()
        staying = Thread(target=stay, args=(demo, stack, PageAddress(LOCALHOST, 0), stop), daemon=True)
        staying.start()
        try:
            wait_until(lambda: len(demo.done_so_far().forms) == len(away), 60)
        finally:
            stop.times += 1
            staying.join()

    assert demo.done_so_far() == Script(DAY, tuple(away))
    assert demo.state("X418302").api_state is ApiState.WORKING
    assert [each.crn for each in demo.state("X418302").messages][-3:] == ["X418302", "D507116", "X418302"]


def test_a_form_to_which_no_page_answers_is_not_posted() -> None:
    with socket() as nobody:
        nobody.bind((LOCALHOST, 0))

        assert not is_posted(REFERRAL, f"http://{LOCALHOST}:{nobody.getsockname()[1]}")
