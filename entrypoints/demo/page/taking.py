"""What a browser may do: every form that is posted."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entrypoints.demo.page import paths
from entrypoints.demo.page.doings import Doing, Mood, NotThere, Refused, Rubbish, Travel
from entrypoints.demo.page.drawing import Drawing, OpenAction, OpenCorrection, Sheet
from entrypoints.demo.page.forms import ActionForm, CorrectionForm, action_form, refuse
from entrypoints.demo.page.posted import number, posted
from entrypoints.demo.page.showing import Showing, doing_of, entry_of
from entrypoints.demo.page.stage import Stage

Endpoint = Callable[[Request], Awaitable[Response]]
Take = Callable[[Request, FormData], Response]


def taking(take: Take) -> Endpoint:
    """The endpoint that reads the posted form, and takes it outside the event loop."""

    async def endpoint(request: Request) -> Response:
        form = await posted(request)
        return await run_in_threadpool(take, request, form)

    return endpoint


class Taking:
    """What becomes of posted forms: done and on to the page, or the page again with what is wrong."""

    def __init__(self, stage: Stage, drawing: Drawing, showing: Showing) -> None:
        self._stage = stage
        self._drawing = drawing
        self._showing = showing

    def action(self, request: Request, fields: FormData) -> Response:
        """Staff at CAS3 do something."""
        doing = doing_of(request)
        try:
            prefilled = self._stage.prefilled(doing)
            form = action_form(doing.action, self._stage.choices, prefilled, fields)
            if self._is_done(doing, form):
                return _on_to(paths.happened(doing.crn))
        except NotThere:
            return self._showing.gone(doing)
        opened = OpenAction(doing=doing, form=form)
        return self._drawing.person(doing.crn, Sheet(action=opened), HTTPStatus.UNPROCESSABLE_ENTITY)

    def _is_done(self, doing: Doing, form: ActionForm) -> bool:
        try:
            if form.validate():
                self._stage.do(doing, form.values, Travel(form.travel.data))
                return True
        except Refused as refused:
            refuse(form, refused)
        return False

    def entry(self, request: Request, fields: FormData) -> Response:
        """A practitioner corrects an entry of the diary."""
        crn = request.path_params["crn"]
        entry = entry_of(self._stage.scenery(crn), request)
        form = CorrectionForm(formdata=fields)
        version = number(_text(fields, "version"))
        try:
            if form.validate():
                self._stage.correct(form.correction(crn, entry, version))
                return _on_to(paths.happened(crn))
            opened = OpenCorrection(entry=entry, version=version, form=form)
        except Refused as refused:
            refuse(form, refused)
            opened = self._reopened(request, form, version, is_outdated="" in refused.errors)
        return self._drawing.person(crn, Sheet(correction=opened), HTTPStatus.UNPROCESSABLE_ENTITY)

    def _reopened(
        self, request: Request, form: CorrectionForm, version: int, *, is_outdated: bool
    ) -> OpenCorrection:
        """What was typed, beside the entry as it is now: who saves again has read that."""
        entry = entry_of(self._stage.scenery(request.path_params["crn"]), request)
        return OpenCorrection(
            entry=entry,
            version=entry.version if is_outdated else version,
            form=form,
            is_outdated=is_outdated,
        )

    def again(self, request: Request, fields: FormData) -> Response:
        """A message comes once more."""
        self._stage.send_again(number(request.path_params["number"]))
        return _on_to(f"{paths.person(self._crn(fields))}#messages")

    def arrive(self, request: Request, fields: FormData) -> Response:
        """A message is held back no longer."""
        message = number(request.path_params["number"])
        self._stage.let_arrive(message)
        return _on_to(paths.way(self._crn(fields), message))

    def mood(self, request: Request, fields: FormData) -> Response:
        """The CAS3 API answers in another way from now on."""
        try:
            mood = Mood(_text(fields, "mood"))
        except ValueError as error:
            raise NotThere("mood") from error
        self._stage.set_mood(mood)
        return _on_to(f"{paths.person(self._crn(fields))}#bad-days")

    def rubbish(self, request: Request, fields: FormData) -> Response:
        """A message of no use comes."""
        crn = self._stage.scenery(request.path_params["crn"]).resident.crn
        try:
            rubbish = Rubbish(_text(fields, "rubbish"))
        except ValueError as error:
            raise NotThere("rubbish") from error
        return _on_to(paths.way(crn, self._stage.send_rubbish(crn, rubbish)))

    def _crn(self, fields: FormData) -> str:
        """Of the person from whose page something was posted, or else of the first."""
        crns = [resident.crn for resident in self._stage.people()]
        came_from = _text(fields, "crn")
        return came_from if came_from in crns else crns[0]


def _text(fields: FormData, name: str) -> str:
    return str(fields.get(name, ""))


def _on_to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
