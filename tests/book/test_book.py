"""The book as its readers open it: whole, by itself, in light and dark, on a phone and on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from gherkin.parser_types import Scenario
from gherkin.pickles.compiler import is_rule_container
from playwright.sync_api import Browser, Page, expect

from domain.event import EventType
from tests.acceptance.stacks import STACKS
from tests.architecture.feature_files import feature_of, scenarios_of
from tests.book.book import ROOT, book
from tests.book.results import Outcome, Result, Results
from tests.book.workflows import WORKFLOWS
from tests.page.chromium import chromium

FEATURES: Final = {path.stem: path.read_text() for path in sorted((ROOT / "features").glob("*.feature"))}
ENDED: Final = datetime(2026, 11, 26, 21, 20, tzinfo=UTC)
ORDER: Final = "The message about the <first> is received before the one about the <then>"
LATE: Final = {"first": "second arrival", "then": "departure"}
LEGENDS: Final = 2
MORE_OF_THE_SAME: Final = (
    "article:not(#moves), article .rule:nth-of-type(n + 3), details:nth-of-type(n + 2), "
    "dl > div:nth-of-type(n + 5), #formats h4 ~ .wide:nth-of-type(n + 7)"
)
"""Is drawn like what is left, and axe would take minutes."""


def examples_of(scenario: Scenario) -> Sequence[Mapping[str, str]]:
    """By their headings; a scenario that is no outline has one, of nothing."""
    tables = [(each["tableHeader"]["cells"], each["tableBody"]) for each in scenario["examples"]]
    return [
        {head["value"]: cell["value"] for head, cell in zip(heads, row["cells"], strict=True)}
        for heads, rows in tables
        for row in rows
    ] or [{}]


def all_passed() -> Results:
    """A run in which every scenario passed."""
    each = [
        Result(feature=name, title=scenario["name"], stack=stack, example=example, outcome=Outcome.PASSED)
        for name, text in FEATURES.items()
        for scenario in scenarios_of(text)
        for example in examples_of(scenario)
        for stack in STACKS
    ]
    return Results(ended=ENDED, each=each)


def one_failed() -> Results:
    """A run in which a move in one of two orders failed on SQLite."""
    results = all_passed()
    wanted = ("moves", ORDER, "sqlite", LATE)
    each = [
        replace(result, outcome=Outcome.FAILED)
        if (result.feature, result.title, result.stack, result.example) == wanted
        else result
        for result in results.each
    ]
    return replace(results, each=each)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, Sequence[str]]:
    """The book of a run in which one scenario failed, and all that was requested to show it."""
    path = tmp_path_factory.mktemp("book") / "book.html"
    path.write_text(book(one_failed()))
    page, requested = browser.new_page(), list[str]()
    page.on("request", lambda request: requested.append(request.url))
    page.goto(path.as_uri())
    return page, requested


@pytest.fixture
def page(opened: tuple[Page, Sequence[str]]) -> Iterator[Page]:
    """The book, on a wide screen in light colours unless a test chooses others."""
    page, _ = opened
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", media="screen")
    yield page
    page.emulate_media(color_scheme="light", media="screen")


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
    expect(failed.locator(".marks").get_by_role("img", name="passed")).to_have_count(len(STACKS) - 1)
    expect(failed.locator("tr.failed")).to_have_text(["✗ second arrivaldeparture"])
    expect(page.locator("#proof tbody .mark.failed")).to_have_count(1)
    verdict = page.locator(".verdict")
    expect(verdict.locator("strong")).to_contain_text("1 of ")
    expect(verdict).to_contain_text("last run on 26/11/2026 at 21:20 UTC")
    expect(verdict.locator("li")).to_contain_text([ORDER])


def test_all_is_green_where_all_passed() -> None:
    html = book(all_passed())
    assert '<div class="verdict good">' in html
    assert 'class="scenario failed"' not in html
    assert html.count('aria-label="not run') == html.count('aria-label="failed') == LEGENDS


def test_what_was_not_run_is_not_green() -> None:
    passed = all_passed()
    html = book(replace(passed, each=[each for each in passed.each if each.title != ORDER]))
    assert '<div class="verdict open">' in html
    assert html.count('aria-label="not run') == LEGENDS + 2 * len(STACKS)


@pytest.mark.parametrize("width", [1280, 390, 320])
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
    page.set_content(book(one_failed()))
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
