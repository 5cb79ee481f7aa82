"""For whom a page of administration is. Other members get 403, the same for what is there and what is not."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from sharewell.directory import access
from sharewell.directory.membership import for_members
from sharewell.directory.models import Member
from sharewell.errors import NotPermitted

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """For an administrator of the agency acted for."""
    return _only(view, lambda by: access.may_administer(by, by.agency), "Only an administrator of {} can do this.")


def for_those_who_look_after(view: View) -> View:
    """For an administrator, and for whoever looks after the partnership."""
    return _only(view, access.may_open_administration, "Only those who look after {} can open this.")


def for_partnership_leads(view: View) -> View:
    """For whoever looks after the partnership."""
    return _only(view, access.may_lead_partnership, "Only a partnership lead can do this.")


def _only(view: View, may: Callable[[Member], bool], otherwise: str) -> View:
    @functools.wraps(view)
    @for_members
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.member):
            raise NotPermitted(otherwise.format(request.member.agency.name))
        return view(request, *args, **kwargs)

    return asked
