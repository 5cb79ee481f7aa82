"""What every page knows of its reader's session."""

from django.http import HttpRequest

from sharewell.accounts import sessions


def session_limits(request: HttpRequest) -> dict[str, int | None]:
    """`timeout_seconds`: until the session is over if nothing more is done; None when nobody is signed in."""
    user = getattr(request, "user", None)
    return {"timeout_seconds": sessions.seconds_left(request) if user and user.is_authenticated else None}
