"""A file of agencies, teams or people is sent, looked at row by row, and imported."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.directory import access, actions
from sharewell.directory.file_forms import MOST_AT_ONCE, TOO_MANY, SendFile
from sharewell.directory.importing.rows import COLUMNS, read_file
from sharewell.directory.membership import for_members
from sharewell.directory.models import Member
from sharewell.directory.rules import FileKind, RowState, may_look_after
from sharewell.errors import NotPermitted
from sharewell.web.fields.mending import showable
from sharewell.web.forms import Form, typed
from sharewell.web.pages import page
from sharewell.web.words import plural

Request = Any
MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def send_file(request: Request) -> HttpResponse:
    """A file is chosen and read. What cannot be read at all is said at once; else its rows are shown."""
    _ask_whether_they_may(request.member)
    form = SendFile(typed(request), request.FILES if request.method == "POST" else None, member=request.member)
    if request.method == "POST" and form.is_valid():
        kind, sent = FileKind(form.cleaned_data["kind"]), form.cleaned_data["file"]
        table = read_file(kind, sent.read())
        faults = table.faults or ([TOO_MANY] if len(table.rows) > MOST_AT_ONCE else [])
        if not faults:
            kept = actions.keep_file(by=request.member, kind=kind, name=sent.name, rows=table.rows)
            return redirect("import_rows", kept.pk)
        for fault in faults:
            form.add_error("file", showable(fault))
    return page(request, "directory/send_file.html", {"form": form, "columns": form.columns()})


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def import_rows(request: Request, file_id: UUID) -> HttpResponse:
    """Row by row what the file comes to; one press carries all of it out, or nothing."""
    _ask_whether_they_may(request.member)
    file = access.file_for(request.member, file_id)
    plan, form = actions.plan_of_file(by=request.member, file=file), Form(typed(request))
    leaves_out = plan.may_leave_out
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.carry_out(actions.import_rows, by=request.member, file=file, leave_out_faulty=leaves_out):
        messages.success(request, _imported(plan, file.kind))
        return redirect("send_file")
    faulty = [row for row in plan.rows if row.state == RowState.FAULTY]
    context = {"file": file, "plan": plan, "form": form, "faulty": faulty[:MOST_SHOWN], "most": MOST_SHOWN}
    return page(request, "directory/import_rows.html", context | {"others": _others(plan)})


@require_safe
@for_members
def empty_table(request: Request, kind: str) -> HttpResponse:
    """The first line of a file of this kind, to begin from."""
    _ask_whether_they_may(request.member)
    if kind not in {*COLUMNS}:
        raise Http404
    columns = COLUMNS[FileKind(kind)]
    answer = HttpResponse("\ufeff" + ",".join(columns.every) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return answer


def _imported(plan: Any, kind: str) -> str:
    if kind == FileKind.PEOPLE:
        return f"{plural(len(plan.to_do), 'person is', 'people are')} sent an email with a link."
    counts = plan.counts
    return f"Imported: {counts['new']} new, {counts['changed']} changed, {counts['same']} as they stood."


def _others(plan: Any) -> list[Any]:
    return [row for row in plan.rows if row.state != RowState.FAULTY][:MOST_SHOWN]


def _ask_whether_they_may(member: Member) -> None:
    if not may_look_after(member.roles):
        raise NotPermitted("Administrators import into the directory.")
