"""Every form that a browser may post."""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entrypoints.demo.cas3.action import Action, StaffAction
from entrypoints.demo.cas3.actions import ACTIONS
from entrypoints.demo.cas3.bad_messages import Fault
from entrypoints.demo.cas3.office import change_of
from entrypoints.demo.changes import MarkedEntry
from entrypoints.demo.live_demo import LiveDemo
from entrypoints.demo.page import paths
from entrypoints.demo.page.form import Form, correction, posted_action, posted_entry
from entrypoints.demo.page.form_body import number, posted
from entrypoints.demo.page.get_pages import GetPages, action_of, entry_of
from entrypoints.demo.page.templates import OpenForm, Shown, Templates
from entrypoints.demo.page_state import ApiState, DeliveryMode, RecordState
from entrypoints.demo.refusals import NotThere, Refused
from entrypoints.demo.script import Script

Endpoint = Callable[[Request], Awaitable[Response]]
Post = Callable[[Request, Mapping[str, str]], Response]
Choice = TypeVar("Choice", bound=StrEnum)


class PostForms:
    """The answers to posted forms: a redirect to the page, or the page again with the errors."""

    def __init__(self, demo: LiveDemo, templates: Templates, pages: GetPages) -> None:
        self._demo = demo
        self._templates = templates
        self._pages = pages

    def posting(self, post: Post, *, is_done_again: bool = True) -> Endpoint:
        """Return the endpoint that reads the posted form, and acts on it outside the event loop. What was
        done is noted, so that it can be done again.
        """

        def act(request: Request, typed: Mapping[str, str]) -> Response:
            response = post(request, typed)
            if is_done_again and response.status_code < HTTPStatus.BAD_REQUEST:
                self._demo.note_posted(request.url.path, typed)
            return response

        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(act, request, await posted(request))

        return endpoint

    def action(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Do something as staff at CAS3."""
        action = action_of(request)
        form = posted_action(ACTIONS[action.action], typed)
        try:
            self._demo.proposed(action)
            if form.read():
                mode = DeliveryMode(form.values.pop("delivery"))
                self._demo.do(action, form.values, mode)
                return _on_to(paths.happened(action.crn))
        except NotThere:
            return self._pages.gone(action)
        except Refused as refused:
            form.refuse(refused)
        shown = Shown(opened=OpenForm(form=form, action=action))
        return self._templates.person(action.crn, shown, HTTPStatus.UNPROCESSABLE_ENTITY)

    def entry(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Correct an entry of the diary as a practitioner."""
        crn = request.path_params["crn"]
        marked = entry_of(self._demo.state(crn), request)
        form, version = posted_entry(typed), number(typed.get("version", ""))
        opened = OpenForm(form=form, entry=marked, version=version)
        if "meanwhile" in typed:
            self._change_at_cas3(crn, marked)
            return self._templates.person(crn, Shown(opened=opened))
        try:
            if form.read():
                self._demo.correct(correction(form, crn, marked.entry, version))
                return _on_to(paths.happened(crn))
        except Refused as refused:
            form.refuse(refused)
            opened = self._reopened(request, form, version, is_outdated="" in refused.errors)
        return self._templates.person(crn, Shown(opened=opened), HTTPStatus.UNPROCESSABLE_ENTITY)

    def _change_at_cas3(self, crn: str, marked: MarkedEntry) -> None:
        """Change what the entry tells, while the practitioner edits it."""
        entry = marked.entry
        change = change_of(self._demo.state(crn).file, entry.contact, entry.code)
        if change is None:
            raise NotThere("CAS3 offers no change of this entry")
        self._demo.do(change, self._demo.proposed(change), DeliveryMode.AS_USUAL)

    def _reopened(self, request: Request, form: Form, version: int, *, is_outdated: bool) -> OpenForm:
        """Return what was typed beside the entry as it is now, which has been read when it is saved again."""
        marked = entry_of(self._demo.state(request.path_params["crn"]), request)
        newest = marked.entry.contact.version
        return OpenForm(
            form=form, entry=marked, version=newest if is_outdated else version, is_outdated=is_outdated
        )

    def again(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Send a message once more."""
        self._demo.send_again(number(request.path_params["number"]))
        return _on_to(f"{paths.person(self._crn(typed))}#messages")

    def release(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Send a message that was held back."""
        message = number(request.path_params["number"])
        self._demo.release(message)
        return _on_to(paths.journey(self._crn(typed), message))

    def api_state(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Let the CAS3 API answer in another way from now on."""
        self._demo.set_api_state(_chosen(ApiState, typed, "state"))
        return _on_to(f"{paths.person(self._crn(typed))}#problems")

    def record(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Lock the person's record in Delius, or unlock it."""
        crn = request.path_params["crn"]
        state = _chosen(RecordState, typed, "state")
        try:
            self._demo.lock_record(crn, is_locked=state is RecordState.LOCKED)
        except Refused as refused:
            return self._templates.person(crn, Shown(notice=str(refused)), HTTPStatus.CONFLICT)
        return _on_to(f"{paths.person(crn)}#problems")

    def kill(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Submit a referral, and kill the worker that processes it."""
        action = StaffAction(crn=request.path_params["crn"], action=Action.SUBMIT_REFERRAL)
        self._demo.do(action, self._demo.proposed(action), DeliveryMode.KILLED)
        return _on_to(f"{paths.person(action.crn)}#messages")

    def start_again(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Let everything start again, and be done again as far as a link says."""
        of = typed.get("of", "")
        self._demo.start_again(Script.read(of) if of else None)
        return _on_to("/")

    def bad_message(self, request: Request, typed: Mapping[str, str]) -> Response:
        """Send a message that cannot be recorded."""
        crn = self._demo.state(request.path_params["crn"]).file.person.crn
        return _on_to(paths.journey(crn, self._demo.send_bad_message(crn, _chosen(Fault, typed, "fault"))))

    def _crn(self, typed: Mapping[str, str]) -> str:
        """Return the person from whose page something was posted, or else the first."""
        crns = [file.person.crn for file in self._demo.files()]
        came_from = typed.get("crn", "")
        return came_from if came_from in crns else crns[0]


def _chosen(kind: type[Choice], typed: Mapping[str, str], name: str) -> Choice:
    try:
        return kind(typed.get(name, ""))
    except ValueError as error:
        raise NotThere(name) from error


def _on_to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
