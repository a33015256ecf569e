"""The pages that a browser may look at."""

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.actions import ACTIONS
from entrypoints.demo.changes import MarkedEntry
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.page import paths
from entrypoints.demo.page.change_stream import ChangeStreams
from entrypoints.demo.page.form import action_form, entry_form
from entrypoints.demo.page.form_body import number
from entrypoints.demo.page.templates import OpenForm, Shown, Templates
from entrypoints.demo.page.view_model import LISTED
from entrypoints.demo.page_state import PageState
from entrypoints.demo.refusals import NotThere
from entrypoints.demo.script import Script

_SEEDS: Final = 1_000_000
_GONE: Final = (
    "CAS3 does not offer this at the moment. Somebody may have done it already; below is how things stand."
)


class GetPages:
    """The pages, and the stream of changes."""

    def __init__(self, demo: LiveDemo, templates: Templates, changes: ChangeStreams) -> None:
        self._demo = demo
        self._templates = templates
        self._changes = changes

    def first(self, request: Request) -> Response:
        """Return the way to the first of the people."""
        return RedirectResponse(paths.person(self._demo.files()[0].person.crn), HTTPStatus.SEE_OTHER)

    def person(self, request: Request) -> Response:
        """Return the page of a person, with the journey of their newest message or of the one asked for."""
        listed = max(_asked_for(request, "listed") or LISTED, LISTED)
        shown = Shown(picked=_asked_for(request, "message"), listed=listed)
        return self._templates.person(request.path_params["crn"], shown)

    def action(self, request: Request) -> Response:
        """Return the same page with the form of an action open."""
        action = action_of(request)
        try:
            form = action_form(ACTIONS[action.action], self._demo.proposed(action))
        except NotThere:
            return self.gone(action)
        return self._templates.person(action.crn, Shown(opened=OpenForm(form=form, action=action)))

    def gone(self, action: StaffAction) -> Response:
        """Return the same page, saying that the action is not offered."""
        return self._templates.person(action.crn, Shown(notice=_GONE), HTTPStatus.CONFLICT)

    def entry(self, request: Request) -> Response:
        """Return the same page with an entry of the diary open for a correction."""
        crn = request.path_params["crn"]
        marked = entry_of(self._demo.state(crn), request)
        form, version = entry_form(marked.entry), marked.entry.contact.version
        return self._templates.person(crn, Shown(opened=OpenForm(form=form, entry=marked, version=version)))

    def any_order(self, request: Request) -> Response:
        """Return the page that tells one stay in order and shuffled, which depends on the seed alone."""
        return self._templates.any_order((_asked_for(request, "seed") or 1) % _SEEDS)

    def start_again(self, request: Request) -> Response:
        """Return the page that asks whether to start again, and to do again what a link says."""
        of = request.query_params.get("of", "")
        return self._templates.start_again(of, len(Script.read(of).forms) if of else 0)

    def share(self, request: Request) -> Response:
        """Return the page with a link to what was done so far."""
        script = self._demo.done_so_far()
        link = f"{request.url.scheme}://{request.url.netloc}/start-again?of={script.encoded()}"
        return self._templates.share(link, len(script.forms))

    async def changes(self, request: Request) -> Response:
        """Return the stream of changes, for a browser that says how many it has seen."""
        stream = self._changes.stream(_asked_for(request, "seen"))
        return StreamingResponse(stream, media_type="text/event-stream")


def action_of(request: Request) -> StaffAction:
    """Return the action that the path names. NotThere if there is none such."""
    given = request.path_params
    try:
        action = Action(given["action"])
    except ValueError as error:
        raise NotThere(given["action"]) from error
    return StaffAction(crn=given["crn"], action=action, booking=given.get("booking"))


def entry_of(state: PageState, request: Request) -> MarkedEntry:
    """Return the entry that the path names. NotThere if it is not in the diary."""
    wanted = number(request.path_params["entry"])
    found = next((each for each in state.diary if each.id == wanted), None)
    if found is None:
        raise NotThere(wanted)
    return found


def _asked_for(request: Request, name: str) -> int | None:
    try:
        return number(request.query_params.get(name, ""))
    except NotThere:
        return None
