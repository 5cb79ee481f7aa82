"""A form that came too late: whose it is, and what is kept of it."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.middleware.csrf import rotate_token

from sharewell.accounts import access, marks, onward
from sharewell.accounts.actions.kept_posts import keep_post
from sharewell.accounts.actions.sign_ins import know_pages
from sharewell.accounts.models import KeptPost, User
from sharewell.web.fields.mending import showable

SIGN_IN_FOR_WORDS = "We kept what you typed. Sign in and you will see it again."


def keep(request: HttpRequest, *, is_token_true: bool) -> KeptPost | None:
    """What the form held is kept for the person whose page it was; None when that is unknown, or nothing was typed.

    Only what one of our own pages sent, by a person going from page to page, is kept.
    """
    if request.method != "POST" or not marks.is_from_here(request) or not marks.is_page_visit(request):
        return None
    author = author_of(request, is_token_true=is_token_true)
    if author is None:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return keep_post(user=author, path=request.get_full_path(), fields=[(name, str(value)) for name, value in fields])


def is_offered(request: HttpRequest, kept: KeptPost | None) -> bool:
    """Whether what was kept is given back when the person who is signed in goes to the form again: it is theirs."""
    is_authors = kept is not None and kept.user_id == request.user.pk
    onward.remember(request, request.get_full_path(), str(kept.pk) if kept and is_authors else "")
    return is_authors


def pages_anew(request: Any) -> None:
    """Pages shown before this are not carried out any more; what is sent from them is kept for the same person."""
    rotate_token(request)
    know_pages(user=request.user, pages=marks.digest(request.META["CSRF_COOKIE"]))


def author_of(request: HttpRequest, *, is_token_true: bool) -> User | None:
    """Whose page sent this form.

    The token in the form says so best: its secret was made when somebody signed in. A true token whose secret nobody
    knows was given out after the last sign-in here, so the page was of the person just timed out, or of the last on
    this browser. A form without any token is of whoever is signed in: a page of somebody else's would have had theirs.
    A token that is well made and unknown could be anybody's, and what came with it is not kept.
    """
    pages = marks.page_digest(request)
    if owner := access.owner_of_pages(pages) if pages else None:
        return owner if owner.is_active else None
    if is_token_true:
        return getattr(request, "timed_out", None) or access.last_person_on(marks.digest(marks.browser_token(request)))
    return request.user if not pages and request.user.is_authenticated else None


def listed(kept: KeptPost) -> dict[str, Any]:
    """What was typed, as a list of such forms shows it."""
    fields = [(name, showable(value)) for name, value in kept.typed["fields"]]
    return {"at": kept.kept_at, "path": kept.typed["path"], "fields": fields}


def shown_again(kept: KeptPost) -> QueryDict:
    """What was typed, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, value in kept.typed["fields"]:
        data.appendlist(name, value)
    data._mutable = False
    return data
