"""What a browser may look at."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from entrypoints.demo.page import paths
from entrypoints.demo.page.changes import Changes
from entrypoints.demo.page.doings import Action, Doing, NotThere
from entrypoints.demo.page.drawing import Drawing, OpenAction, OpenCorrection, Sheet
from entrypoints.demo.page.forms import CorrectionForm, action_form
from entrypoints.demo.page.posted import number
from entrypoints.demo.page.sights import Entry, Scenery
from entrypoints.demo.page.stage import Stage

GONE = "CAS3 does not offer this at the moment. Somebody may have done it already; below is how things stand."


class Showing:
    """The pages, and the stream of changes."""

    def __init__(self, stage: Stage, drawing: Drawing, changes: Changes) -> None:
        self._stage = stage
        self._drawing = drawing
        self._changes = changes

    def first(self, request: Request) -> Response:
        """On to the first of the people."""
        return RedirectResponse(paths.person(self._stage.people()[0].crn), HTTPStatus.SEE_OTHER)

    def person(self, request: Request) -> Response:
        """The page of a person, with the way of their newest message or of the one that is asked for."""
        return self._drawing.person(request.path_params["crn"], Sheet(picked=_asked_for(request)))

    def action(self, request: Request) -> Response:
        """The same page with the form of an action open."""
        doing = doing_of(request)
        try:
            prefilled = self._stage.prefilled(doing)
        except NotThere:
            return self.gone(doing)
        form = action_form(doing.action, self._stage.choices, prefilled)
        return self._drawing.person(doing.crn, Sheet(action=OpenAction(doing=doing, form=form)))

    def gone(self, doing: Doing) -> Response:
        """The same page, saying that the action is not offered."""
        return self._drawing.person(doing.crn, Sheet(notice=GONE), HTTPStatus.CONFLICT)

    def entry(self, request: Request) -> Response:
        """The same page with an entry of the diary open for a correction."""
        crn = request.path_params["crn"]
        entry = entry_of(self._stage.scenery(crn), request)
        opened = OpenCorrection(entry=entry, version=entry.version, form=CorrectionForm.of(entry))
        return self._drawing.person(crn, Sheet(correction=opened))

    async def changes(self, request: Request) -> Response:
        """The stream of changes."""
        return StreamingResponse(self._changes.stream(), media_type="text/event-stream")


def doing_of(request: Request) -> Doing:
    """The action that the address names. NotThere if there is none such."""
    given = request.path_params
    try:
        action = Action(given["action"])
    except ValueError as error:
        raise NotThere(given["action"]) from error
    return Doing(crn=given["crn"], action=action, booking=given.get("booking"))


def entry_of(scenery: Scenery, request: Request) -> Entry:
    """The entry that the address names. NotThere if it is not in the diary."""
    wanted = number(request.path_params["entry"])
    found = next((entry for entry in scenery.delius.diary if entry.id == wanted), None)
    if found is None:
        raise NotThere(wanted)
    return found


def _asked_for(request: Request) -> int | None:
    try:
        return number(request.query_params.get("message", ""))
    except NotThere:
        return None
