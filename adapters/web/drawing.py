"""Draws the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from adapters.web import hexagon, paths, wording
from adapters.web.doings import Doing
from adapters.web.forms import ActionForm, CorrectionForm
from adapters.web.sights import Way
from adapters.web.stage import Stage
from adapters.web.timeline import timeline

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """The form of an action, open on the left."""

    doing: Doing
    form: ActionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCorrection:
    """The form that edits an entry, open on the right."""

    entry: int
    version: int
    title: str
    form: CorrectionForm


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
        """The page of a person. LookupError if there is nobody of that CRN."""
        scenery = self._stage.scenery(crn)
        picked = _picked(scenery.ways, sheet.picked)
        text = self._environment.get_template("person.html").render(
            description=self._stage.description,
            people=self._stage.people(),
            scenery=scenery,
            timeline=timeline(scenery.delius, scenery.today),
            picked=picked,
            path=hexagon.path_of(picked) if picked else None,
            sheet=sheet,
        )
        return HTMLResponse(text, status)

    def trouble(self, title: str, told: str, status: int) -> HTMLResponse:
        """A page that says that something cannot be, with the way back."""
        text = self._environment.get_template("trouble.html").render(
            description=self._stage.description, people=self._stage.people(), title=title, told=told
        )
        return HTMLResponse(text, status)


def _picked(ways: Sequence[Way], number: int | None) -> Way | None:
    """The message of that number, or else the newest."""
    return next((way for way in ways if way.number == number), ways[0] if ways else None)


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
        paths=paths,
        wording=wording,
    )
    environment.filters.update(
        day=wording.day,
        short_day=wording.short_day,
        moment=wording.moment,
        clock=wording.clock,
        sentence=wording.sentence,
    )
    return environment
