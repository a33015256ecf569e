"""Draws the page."""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from entrypoints.demo.page import hexagon, paths, wording
from entrypoints.demo.page.doings import Doing
from entrypoints.demo.page.forms import ActionForm, CorrectionForm
from entrypoints.demo.page.happened import happenings
from entrypoints.demo.page.messages import messages_of, news_of
from entrypoints.demo.page.sights import Entry
from entrypoints.demo.page.stage import Stage
from entrypoints.demo.page.timeline import timeline

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """The form of an action, open on the left."""

    doing: Doing
    form: ActionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCorrection:
    """The form that edits an entry, open on the right; `version` is the one that whoever edits has read.

    `is_outdated`: somebody else wrote the entry while the form was open.
    """

    entry: Entry
    version: int
    form: CorrectionForm
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the page shows besides the scenery: the message that was picked, an open form or a notice."""

    picked: int | None = None
    action: OpenAction | None = None
    correction: OpenCorrection | None = None
    notice: str | None = None

    @property
    def form(self) -> ActionForm | CorrectionForm | None:
        """The form that is open."""
        opened = self.action or self.correction
        return opened.form if opened else None


class Drawing:
    """Makes pages of what there is to see."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._environment = _environment()

    def person(self, crn: str, sheet: Sheet, status: int = HTTPStatus.OK) -> HTMLResponse:
        """The page of a person. NotThere if there is nobody of that CRN."""
        scenery = self._stage.scenery(crn)
        people = self._stage.people()
        messages = messages_of(crn, scenery.ways, {each.crn for each in people}, sheet.picked)
        text = self._environment.get_template("person.html").render(
            description=self._stage.description,
            people=people,
            scenery=scenery,
            happenings=happenings(scenery.delius),
            timeline=timeline(scenery.delius, scenery.today),
            messages=messages,
            path=hexagon.path_of(messages.picked) if messages.picked else None,
            sheet=sheet,
        )
        return HTMLResponse(text, status)

    def trouble(self, title: str, told: str, status: int) -> HTMLResponse:
        """A page that says that something cannot be, with the way back."""
        text = self._environment.get_template("trouble.html").render(
            description=self._stage.description, people=self._stage.people(), title=title, told=told
        )
        return HTMLResponse(text, status)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        Doing=Doing,
        Station=hexagon.Station,
        news_of=news_of,
        paths=paths,
        wording=wording,
    )
    environment.filters.update(
        day=wording.day,
        short_day=wording.short_day,
        moment=wording.moment,
        clock=wording.clock,
        sentence=wording.sentence,
        address=wording.address,
        told=wording.told,
    )
    return environment
