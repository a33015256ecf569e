import pytest

from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.scripted_demo import ScriptedDemo


@pytest.fixture
def demo() -> ScriptedDemo:
    return ScriptedDemo()


@pytest.fixture
def browser(demo: ScriptedDemo) -> Browser:
    return Browser(demo)
