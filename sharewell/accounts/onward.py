"""Where a person goes once they have signed in: never to another site."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sharewell.accounts import access
from sharewell.accounts.models import User
from sharewell.accounts.rules import is_path_here

# In the session: {path of a form: id of what is kept for it, or "" when the form held no words}.
WAITING = "kept"
START = settings.LOGOUT_REDIRECT_URL
# The address that leads each person to the page that they work from.
HOME = settings.LOGIN_REDIRECT_URL


def wanted(request: HttpRequest) -> str:
    """The page of ours that the request asks to go on to; empty when it asks for none, or for somewhere else."""
    said = request.POST.get("next", "") or request.GET.get("next", "")
    return said if is_path_here(said) else ""


def onward_for(request: HttpRequest, user: User, wanted: str) -> str:
    """To the page asked for. When something is kept for another page, to the list of what is kept, which leads on."""
    wanted = wanted if is_path_here(wanted) else ""
    waiting = {kept.typed["path"]: str(kept.pk) for kept in reversed(access.kept_for(user))}
    request.session[WAITING] = {**({wanted: ""} if wanted else {}), **waiting}
    if not waiting or set(waiting) == {wanted}:
        return wanted or HOME
    return reverse("account_kept") + (f"?{urlencode({'next': wanted})}" if wanted else "")


def remember(request: HttpRequest, path: str, kept_id: str) -> None:
    """What is kept for this path is offered when its author, who is signed in, goes there."""
    request.session[WAITING] = {**request.session.get(WAITING, {}), path: kept_id}


def forget(request: HttpRequest, path: str) -> None:
    """Nothing waits at this path any more."""
    request.session[WAITING] = {
        where: kept for where, kept in request.session.get(WAITING, {}).items() if where != path
    }
