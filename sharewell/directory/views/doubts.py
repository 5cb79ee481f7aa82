"""What is said to be wrong, for those who look after the numbers of an agency."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sharewell.directory import access, actions
from sharewell.directory.membership import for_members
from sharewell.web.pages import page

Request = Any


@for_members
@require_safe
def said_wrong(request: Request) -> HttpResponse:
    """The numbers of one's agency that somebody says are wrong, until each is put right."""
    return page(request, "directory/said_wrong.html", {"waiting": access.wrong_numbers_for(request.member)})


@for_members
@require_POST
def check_number(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Whoever looks after the number has rung it, and it is right as it stands."""
    team = access.team_for(request.member, team_id)
    actions.check_contact(by=request.member, team=team)
    messages.success(request, f"The number of {team.name} is right: it says that it was checked today.")
    return redirect("said_wrong")
