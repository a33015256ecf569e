import pytest

from tests.adapters.web.browser import Browser
from tests.adapters.web.scripted_stage import ScriptedStage


@pytest.fixture
def stage() -> ScriptedStage:
    return ScriptedStage()


@pytest.fixture
def browser(stage: ScriptedStage) -> Browser:
    return Browser(stage)
