"""Draw the page."""

import hashlib
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from entrypoints.demo.any_order import REPEATED, in_order, shuffled
from entrypoints.demo.cas3.action import StaffAction
from entrypoints.demo.cas3.office import change_of
from entrypoints.demo.changes import MarkedEntry
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.page import hexagon, paths, view_model, wording
from entrypoints.demo.page.form import Form
from entrypoints.demo.page.timeline import timeline
from entrypoints.demo.page.told_fields import told_fields
from entrypoints.sandbox import words

_FOLDER: Final = Path(__file__).parent
STATIC: Final = _FOLDER / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """A form that is open: that of an action at CAS3, or that of an entry in Delius, which was read in that
    version. `is_outdated`: the entry was changed while the form was open.
    """

    form: Form
    action: StaffAction | None = None
    entry: MarkedEntry | None = None
    version: int = 0
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The parts of the page besides the state: the message that was picked, an open form or a notice, and how
    many things each list shows.
    """

    picked: int | None = None
    opened: OpenForm | None = None
    notice: str | None = None
    listed: int = view_model.LISTED


class Templates:
    """The templates, filled with the state of the page."""

    def __init__(self, demo: LiveDemo) -> None:
        self._demo = demo

    def person(self, crn: str, shown: Shown, status: int = HTTPStatus.OK) -> HTMLResponse:
        """Return the page of a person. NotThere if there is nobody of that CRN."""
        state, files = self._demo.state(crn), self._demo.files()
        known = {file.person.crn for file in files}
        messages = view_model.message_list(state, known, shown.picked, shown.listed)
        return self._page(
            "person.html",
            status,
            state=state,
            happenings=view_model.happenings(state),
            timeline=timeline(state.addresses, state.today),
            messages=messages,
            path=hexagon.path_of(messages.picked) if messages.picked else None,
            newest_path=hexagon.path_of(messages.happened) if messages.happened else None,
            shown=shown,
        )

    def any_order(self, seed: int) -> HTMLResponse:
        """Return the page of the same events in order, and in the order of that seed."""
        ordered, other = in_order(), shuffled(seed)
        return self._page(
            "any_order.html",
            HTTPStatus.OK,
            seed=seed,
            ordered=ordered,
            other=other,
            is_same=ordered.end == other.end,
            repeated=REPEATED,
            entries=list(zip(ordered.diary, other.diary, strict=False)),
            addresses=list(zip(ordered.person.addresses, other.person.addresses, strict=False)),
        )

    def start_again(self, of: str, count: int) -> HTMLResponse:
        """Return the page that asks whether everything is to start again, with so many steps done again."""
        return self._page("start_again.html", HTTPStatus.OK, of=of, count=count)

    def share(self, link: str, count: int) -> HTMLResponse:
        """Return the page with a link to so many steps."""
        return self._page("share.html", HTTPStatus.OK, link=link, count=count)

    def problem(self, title: str, told: str, status: int) -> HTMLResponse:
        """Return a page that says that something cannot be, with the way back."""
        return self._page("problem.html", status, title=title, told=told)

    def _page(self, name: str, status: int, **values: object) -> HTMLResponse:
        people = [file.person for file in self._demo.files()]
        template = _environment().get_template(name)
        return HTMLResponse(
            template.render(description=self._demo.description, people=people, **values), status
        )


def _edition() -> str:
    """Return what any change of the files beside the pages changes."""
    content = b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()))
    return hashlib.sha256(content).hexdigest()[:8]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        StaffAction=StaffAction,
        edition=_edition(),
        change_of=change_of,
        Station=hexagon.Station,
        paths=paths,
        told_fields=told_fields,
        view=view_model,
        wording=wording,
        words=words,
    )
    environment.filters.update(
        day=wording.day,
        moment=wording.moment,
        clock=wording.clock,
        sentence=wording.sentence,
        address=wording.address,
        told=wording.told,
    )
    return environment
