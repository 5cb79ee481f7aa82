"""What arrived too late is kept for the one who typed it, shown to them once, and forgotten."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from sharewell.accounts import access
from sharewell.accounts.models import KeptPost, KnownBrowser, PageOwner, Try, User
from sharewell.accounts.rules import BROWSERS_KNOWN_FOR, KEPT_AT_MOST, KEPT_FOR, PAGES_KNOWN_FOR, worth_keeping
from sharewell.ledger.book import not_an_act
from sharewell.moment import now


@not_an_act(because="A draft in all but name: nothing was done, and nothing will be until its author sends it again.")
def keep_post(*, user: User, path: str, fields: list[tuple[str, str]]) -> KeptPost | None:
    """What was typed is kept for this person alone; None when nothing was typed that may be kept.

    A later form for the same address takes the place of an earlier one; beyond KEPT_AT_MOST the oldest go.
    """
    typed = worth_keeping(fields)
    if not typed:
        return None
    with transaction.atomic():
        before = list(access.kept_for(user))
        same = [kept.pk for kept in before if kept.typed["path"] == path]
        others = [kept.pk for kept in before if kept.pk not in same]
        KeptPost.objects.filter(pk__in=same + others[KEPT_AT_MOST - 1 :]).delete()
        return KeptPost.objects.create(user=user, typed={"path": path, "fields": typed}, kept_at=now())


@not_an_act(because="Its author has it before them again.")
def forget_post(kept: KeptPost) -> bool:
    """It is not kept any more. True for the one caller who made it so: it is given back once."""
    return KeptPost.objects.filter(pk=kept.pk).delete()[0] == 1


@not_an_act(because="Upkeep: what has run out is no longer there.")
def forget_what_is_past() -> int:
    """What has expired is gone: kept posts, tries, browsers, pages, sessions. How many rows. For the worker."""
    at = now()
    gone = [
        KeptPost.objects.filter(kept_at__lte=at - KEPT_FOR),
        Try.objects.filter(at__lte=at - timedelta(hours=1)),
        KnownBrowser.objects.filter(used_at__lte=at - BROWSERS_KNOWN_FOR),
        PageOwner.objects.filter(since__lte=at - PAGES_KNOWN_FOR),
        Session.objects.filter(expire_date__lt=at),
    ]
    return sum(rows.delete()[0] for rows in gone)
