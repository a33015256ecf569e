import pytest

from tests.entrypoints.demo.page.browser import Browser
from tests.entrypoints.demo.page.scripted_stage import ScriptedStage


@pytest.fixture
def stage() -> ScriptedStage:
    return ScriptedStage()


@pytest.fixture
def browser(stage: ScriptedStage) -> Browser:
    return Browser(stage)
