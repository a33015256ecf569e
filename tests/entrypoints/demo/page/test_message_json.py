"""The message that was picked, and its details, as JSON."""

from dataclasses import replace

from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.samples import MESSAGES
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo

ROSAS = "/people/X418302"


def test_a_message_and_its_details_can_be_read_as_json(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = [replace(MESSAGES[2], content='{"eventType": "x"}', answer='{"id": 1}')]
    shown = browser.page(ROSAS)["json-7"]

    assert shown.texts("h4") == ["Message", "Details at the CAS3 API"]
    assert [each.raw_text for each in shown.all("pre")] == ['{\n  "eventType": "x"\n}', '{\n  "id": 1\n}']


def test_what_is_no_json_is_shown_as_it_is(demo: ScriptedDemo, browser: Browser) -> None:
    demo.messages = [replace(MESSAGES[2], content="<html>")]

    assert [each.raw_text for each in browser.page(ROSAS)["json-7"].all("pre")] == ["<html>"]
