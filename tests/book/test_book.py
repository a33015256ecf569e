"""The book as its readers open it: whole, by itself, in light and dark, on a phone and on paper."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from gherkin.pickles.compiler import is_rule_container
from playwright.sync_api import Browser, Page, expect

from domain.event import EventType
from tests.acceptance.stacks import NAMES, SAMPLED, STACKS
from tests.architecture.feature_files import feature_of, scenarios_of
from tests.book.book import ROOT, book, fingerprint
from tests.book.conftest import REVISION
from tests.book.sample_results import FEATURES, ORDER, all_passed, one_failed
from tests.book.workflows import WORKFLOWS

LEGENDS: Final = 2
BUSINESS_TABLES: Final[Mapping[str, Sequence[tuple[str, EventType]]]] = {
    "Transitional accommodation referral application": [
        ("Submission of an accommodation referral application", EventType.REFERRAL_SUBMITTED),
    ],
    "Transitional accommodation booking": [
        ("Creation of a provisional accommodation booking", EventType.BOOKING_PROVISIONALLY_MADE),
        ("Confirmation of an accommodation booking", EventType.BOOKING_CONFIRMED),
        ("Cancellation of an accommodation booking", EventType.BOOKING_CANCELLED),
    ],
    "Transitional accommodation booking update": [
        (
            "An update to the details of an accommodation booking cancellation",
            EventType.BOOKING_CANCELLED_UPDATED,
        ),
    ],
    "Transitional accommodation residence": [
        ("Arrival at transitional accommodation", EventType.PERSON_ARRIVED),
        ("Departure from transitional accommodation", EventType.PERSON_DEPARTED),
    ],
    "Transitional accommodation residence update": [
        ("Update to transitional accommodation arrival details", EventType.PERSON_ARRIVED_UPDATED),
        ("Update to transitional accommodation departure details", EventType.PERSON_DEPARTED_UPDATED),
    ],
}
"""The names of events, and the types of their messages, as the business asks for them."""
MORE_OF_THE_SAME: Final = (
    "article:not(#moves), article .rule:nth-of-type(n + 3), details:nth-of-type(n + 2), "
    "dl > div:nth-of-type(n + 5), #formats h4 ~ .wide:nth-of-type(n + 7)"
)
"""Is drawn like what is left, and axe would take minutes."""


def shown(text: str) -> str:
    """A title as the book shows it: what the examples fill in is marked by its colour."""
    return text.replace("<", "").replace(">", "")


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_it_needs_nothing_from_anywhere(opened: tuple[Page, Sequence[str]]) -> None:
    page, requested = opened
    expect(page).to_have_title("CAS3 and Delius: rules, examples and proof")
    assert {urlsplit(url).scheme for url in requested} <= {"file", "data"}
    assert len([url for url in requested if url.startswith("file")]) == 1


@pytest.mark.parametrize("name", FEATURES)
def test_every_rule_and_scenario_of_the_feature_is_there(page: Page, name: str) -> None:
    feature, chapter = feature_of(FEATURES[name]), page.locator(f"#{name}")
    rules = [child["rule"]["name"] for child in feature["children"] if is_rule_container(child)]
    titles = [shown(scenario["name"]) for scenario in scenarios_of(FEATURES[name])]

    expect(chapter.locator("h3")).to_have_text(feature["name"])
    expect(chapter.locator(".rule > h4")).to_have_text([f"Rule {rule}" for rule in rules])
    expect(chapter.locator(".scenario .title :first-child:is(h4, h5)")).to_have_text(titles)


def test_every_rule_leads_to_its_code_and_no_link_leads_nowhere(page: Page) -> None:
    rules = page.locator(".rule")
    targets = page.locator("a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    ids = page.locator("[id]").evaluate_all("all => all.map(each => '#' + each.id)")

    expect(page.locator(".rule", has=page.locator(".code a"))).to_have_count(rules.count())
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_link_opens_the_code(page: Page) -> None:
    code = page.locator('[id="code-domain/timeline.py"]')
    expect(code).to_be_hidden()
    page.locator("#moves .code a", has_text="domain/timeline.py").first.click()
    expect(code).to_contain_text("def ")
    expect(code).to_be_visible()


def test_what_failed_is_red_where_it_failed_and_named_at_the_top(page: Page) -> None:
    failed = page.locator("#moves .scenario.failed")
    expect(page.locator(".scenario.failed")).to_have_count(1)
    expect(failed).to_contain_text(shown(ORDER))
    expect(failed.locator(".marks").get_by_role("img", name="failed SQLite", exact=True)).to_have_count(1)
    expect(failed.locator(".marks").get_by_role("img", name="passed")).to_have_count(len(NAMES) - 1)
    expect(failed.locator("tr.failed")).to_have_text(["✗ second arrivaldeparture"])
    expect(page.locator("#proof tbody .mark.failed")).to_have_count(1)
    verdict = page.locator(".verdict")
    expect(verdict.locator("strong")).to_contain_text("1 of ")
    expect(verdict).to_contain_text("last run on 26 November 2026 at 21:20 UTC")
    expect(verdict.locator("li")).to_contain_text([ORDER])
    verdict.get_by_role("link", name=ORDER).click()
    expect(page.locator(".scenario:target .title")).to_contain_text(shown(ORDER))


def test_all_is_green_where_all_passed() -> None:
    html = book(all_passed(), REVISION)
    assert '<div class="verdict good">' in html
    assert 'class="scenario failed"' not in html
    assert html.count('aria-label="not run') == html.count('aria-label="failed') == LEGENDS


def test_what_was_not_run_is_not_green() -> None:
    passed = all_passed()
    html = book(replace(passed, each=[each for each in passed.each if each.title != ORDER]), REVISION)
    assert '<div class="verdict open">' in html
    assert html.count('aria-label="not run') == LEGENDS + len(NAMES) + len(STACKS)


def test_what_the_slowest_set_up_was_spared_is_no_gap() -> None:
    passed = all_passed()
    spared = [each for each in passed.each if each.stack != SAMPLED or each.title != ORDER]
    assert '<div class="verdict good">' in book(replace(passed, each=spared), REVISION)


def test_results_of_other_code_are_not_green() -> None:
    html = book(replace(all_passed(), code="of yesterday"), REVISION)
    assert '<div class="verdict open">' in html
    assert "Something was changed after that run" in html
    assert "has not been tried against them" in html


@pytest.mark.parametrize("table", BUSINESS_TABLES)
def test_each_business_table_is_there_with_its_events_and_leads_to_rules_workflow_and_example(
    page: Page, table: str
) -> None:
    heading = page.locator("#business-tables h3", has_text=re.compile(f"^{table}$"))
    rows = heading.locator("xpath=following-sibling::div[1]").locator("tbody tr")
    expect(rows.locator("th")).to_have_text([name for name, _ in BUSINESS_TABLES[table]])
    expect(rows.locator("td:nth-child(2)")).to_have_text([message for _, message in BUSINESS_TABLES[table]])
    expect(rows.locator("td:nth-child(5) a")).to_have_count(len(BUSINESS_TABLES[table]))
    expect(rows.get_by_role("img", name="passed")).to_have_count(len(BUSINESS_TABLES[table]) * len(NAMES))
    links = heading.locator("xpath=following-sibling::p[1]").get_by_role("link")
    links.first.click()
    expect(page.locator("article:target > h3")).to_have_text(table)
    links.last.click()
    expect(page.locator("h3:target + p")).to_be_visible()


def test_only_what_is_cut_off_is_a_stop_of_the_tab_key(page: Page) -> None:
    all_of_them = page.locator(".wide").count()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelectorAll('.wide[tabindex]').length > 0")
    cut = page.evaluate(
        "[...document.querySelectorAll('.wide')].map(each => "
        "[each.scrollWidth > each.clientWidth, each.tabIndex === 0])"
    )
    assert all(is_cut == is_stop for is_cut, is_stop in cut)
    assert 0 < sum(is_stop for _, is_stop in cut) < all_of_them


def test_whoever_signs_says_so_with_name_and_date_for_an_edition_and_a_revision(page: Page) -> None:
    sign_off = page.locator("#sign-off")
    expect(sign_off.locator("th[scope=col]")).to_have_text(["For", "Name", "Date", "Signature"])
    expect(sign_off.locator("tbody tr")).to_have_count(3)
    expect(sign_off).to_contain_text(fingerprint())
    expect(sign_off).to_contain_text(REVISION)
    expect(sign_off).to_contain_text("1 of ")


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_nothing_is_beside_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_dark_for_whoever_wants_that_but_not_on_paper(page: Page) -> None:
    light = background(page)
    page.emulate_media(color_scheme="dark")
    assert background(page) != light
    page.emulate_media(color_scheme="dark", media="print")
    assert background(page) == light
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator("#sign-off")).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "options"), [("light", {}), ("dark", {"runOnly": ["color-contrast"]})], ids=["light", "dark"]
)
def test_axe_finds_nothing_wrong(
    browser: Browser, scheme: Literal["light", "dark"], options: Mapping[str, object]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.set_content(book(one_failed(), REVISION))
    page.evaluate(f"document.querySelectorAll('{MORE_OF_THE_SAME}').forEach(each => each.remove())")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page, options=options).response["violations"]
    assert [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]] == []


def test_the_workflows_tell_each_business_event_once() -> None:
    told = [step.message for workflow in WORKFLOWS for step in workflow.steps]
    assert sorted(told) == sorted(EventType)


def test_messages_glossary_and_formats_are_there(page: Page) -> None:
    expect(page.locator("#examples details")).to_have_count(len(EventType))
    expect(page.locator("#formats tr.message")).to_have_count(len(EventType))
    expect(page.locator("#formats")).to_contain_text("probation-case.address.created")
    words = [line for line in (ROOT / "docs" / "glossary.md").read_text().splitlines() if "|" in line]
    expect(page.locator("#glossary dt")).to_have_count(len(words) - 2)
