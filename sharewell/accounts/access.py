"""Who has an account, whose page a form came from, and what is kept for them."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet

from sharewell.accounts.models import KeptPost, KnownBrowser, PageOwner, TermsAccepted, Try, User
from sharewell.accounts.rules import BROWSERS_KNOWN_FOR, KEPT_FOR, PAGES_KNOWN_FOR, Limit
from sharewell.errors import Refused
from sharewell.moment import now
from sharewell.prepared import Blank, Prepared

LEFT_BEHIND = (
    "The people of the demonstration are still here, and this is no demonstration. "
    "Run manage.py remove_demonstration first: it begins an empty place."
)
_session = Prepared(
    lambda: Session.objects.filter(
        session_key=Blank("kept_as", CharField()), expire_date__gt=Blank("now", DateTimeField())
    )
)


def may_sign_in(user: User) -> bool:
    """Not a closed account; and an invented one, whose password is published, only in a demonstration."""
    return user.is_active and (settings.DEMONSTRATION or not user.is_demonstration)


def is_demonstration_left_behind() -> bool:
    """Whether invented people are here although this is no demonstration."""
    return not settings.DEMONSTRATION and User.objects.filter(is_demonstration=True).exists()


def must_not_stand_beside_invented_people() -> None:
    """For commands that add somebody or something real. Refused where a demonstration was left behind."""
    if is_demonstration_left_behind():
        raise Refused(LEFT_BEHIND)


def account_with(email: str) -> User | None:
    """The account, in use, with this e-mail address in whatever case; None when there is none."""
    found = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    return found if found and may_sign_in(found) else None


def account(user_id: UUID | str) -> User | None:
    """The account, in use, with this id; None when there is none or it has been closed."""
    found = User.objects.filter(pk=user_id, is_active=True).first()
    return found if found and may_sign_in(found) else None


def is_known_browser(digest: str, email: str) -> bool:
    """Whether the person with this e-mail address has signed in on the browser with this digest."""
    known = KnownBrowser.objects.filter(digest=digest, used_at__gt=now() - BROWSERS_KNOWN_FOR)
    return bool(digest) and known.filter(user__email=email.strip().lower()).exists()


def last_person_on(digest: str) -> User | None:
    """Who signed in last on the browser with this digest; None when nobody has."""
    known = KnownBrowser.objects.filter(digest=digest, used_at__gt=now() - BROWSERS_KNOWN_FOR)
    last = known.select_related("user").order_by("-used_at").first() if digest else None
    return last.user if last else None


def owner_of_pages(digest: str) -> User | None:
    """Who was shown the pages whose forms carry the secret with this digest; None when nobody can say any more."""
    found = PageOwner.objects.filter(digest=digest, since__gt=now() - PAGES_KNOWN_FOR).select_related("user").first()
    return found.user if found else None


def kept_for(user: User) -> QuerySet[KeptPost]:
    """What is kept for this person and not yet shown, newest first. Never anybody else's."""
    return KeptPost.objects.filter(user=user, kept_at__gt=now() - KEPT_FOR).order_by("-kept_at")


def kept_post(user: User, kept_id: str) -> KeptPost | None:
    """One thing kept for this person; None when it has been shown, has expired, or is somebody else's."""
    return kept_for(user).filter(pk=kept_id).first()


def tries(key: str, limit: Limit) -> list[datetime]:
    """The instants of the tries under this key that still count, oldest first."""
    return list(Try.objects.filter(key=key, at__gt=now() - limit.within).order_by("at").values_list("at", flat=True))


def may_choose_password(by: User, account: User) -> bool:
    """Only the person whose account it is."""
    return by.pk == account.pk and account.is_active


def is_own_account(by: object, account: User) -> bool:
    """The person themself, while they may sign in."""
    return isinstance(by, User) and by.pk == account.pk and account.is_active


def accepted_at(user: User, digest: str) -> datetime | None:
    """When this person accepted the terms with this digest; None when they have not."""
    return TermsAccepted.objects.filter(user=user, digest=digest).values_list("accepted_at", flat=True).first()


def session_row(kept_as: str) -> Session | None:
    """The session kept under this digest of its key, while it lasts."""
    return _session.first(kept_as=kept_as, now=now())
