"""The pages of a telephone call: it is recorded, and confirmed in writing, here or another way."""

import uuid
from datetime import datetime
from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from sharewell.clocks.access import lengths_on
from sharewell.clocks.rules import ClockKind, key_of
from sharewell.concerns import access, actions
from sharewell.concerns.actions import Rung, Sharing, Worry
from sharewell.concerns.begun import begun_to_confirm
from sharewell.concerns.calling_forms import ConfirmCallOtherwise, RecordCall
from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.concerns.models import Concern
from sharewell.concerns.recording import Sheet
from sharewell.concerns.sharing import purpose_after
from sharewell.directory.membership import for_members
from sharewell.journeys.actions import start_draft
from sharewell.journeys.mounts import Mount, mount_of
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any


class CallSheet(Sheet):
    """The page as one member fills it in: the one-page record, and the call."""

    form_class = RecordCall
    space = uuid.UUID("3d8bb0a5-0f5c-4a26-9d0b-6f3b2b1f0c42")

    def _raised(self, worry: Worry, sharing: Sharing | None, at: datetime | None) -> Concern:
        form = cast(RecordCall, self.form)
        call = actions.record_call(
            by=self.member,
            worry=worry,
            verdict=self._verdict(),
            sharing=cast(Sharing, sharing),
            rung=Rung(form.cleaned_data["taken_by"], at or now(), form.team, form.cleaned_data["they_said"]),
            once=self._key,
        )
        return call.concern

    def _purpose(self) -> str:
        return purpose_after(harm=self.form.cleaned_data["harm"])

    def _says(self, made: Concern) -> bool:
        call = access.call_of(made)
        said = call.they_said if call else ""
        return super()._says(made) and said == self.form.cleaned_data["they_said"]

    def context(self) -> dict[str, Any]:
        length = lengths_on(localdate(now()))[key_of(ClockKind.CONFIRM_CALL)].length
        shown = super().context() | {"owed_within": length.words}
        # Whoever has rung a team that protects children has done what cannot wait.
        return shown | {"at_once": ()} if self.form.is_bound and cast(RecordCall, self.form).team else shown


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def record_call(request: Request) -> HttpResponse:
    """One page: who was rung, who took it, what was said. 409 when it was sent before and says something else now."""
    sheet = CallSheet(request)
    if request.method == "POST" and (made := sheet.recorded()):
        return redirect("concern_sent", concern_id=made.pk)
    return page(request, "concerns/record_call.html", sheet.context(), status=409 if sheet.before else 200)


@for_members
@require_POST
def confirm_call(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """One press: the same child and words stand in a new draft, for the team that was rung."""
    found, call = access.called_concern_for(request.member, concern_id)
    mount = cast(Mount, mount_of(RAISE_CONCERN.key))
    answers = begun_to_confirm(call, request.member)
    draft = start_draft(by=request.member, mount=mount, subject=str(found.pk), answers=answers)
    return redirect(mount.address("draft", draft=draft.pk))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_call_otherwise(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """It is in writing already: how, and when."""
    found, call = access.called_concern_for(request.member, concern_id)
    form = ConfirmCallOtherwise(typed(request))
    if request.method == "POST" and form.is_valid():
        said = {"how": form.cleaned_data["how"], "at": form.when()}
        if form.carry_out(actions.confirm_call_otherwise, by=request.member, call=call, **said):
            return redirect("concern", concern_id=found.pk)
    return page(request, "concerns/confirm_call_otherwise.html", {"concern": found, "call": call, "form": form})
