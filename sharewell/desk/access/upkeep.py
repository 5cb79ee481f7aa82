"""For the worker: whose access is to be looked at again, and whose account lies unused; nobody was told yet."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from sharewell.directory import access as directory
from sharewell.directory.models import Agency, Member
from sharewell.notices.models import Notice
from sharewell.notices.rules import NoticeKind

TOLD_AGAIN_AFTER = timedelta(days=7)


def agencies_to_tell_of_reviews(at: datetime) -> list[Agency]:
    """The agencies in which access is to be looked at again, and whose administrators were not told this week."""
    told = Notice.objects.filter(kind=NoticeKind.REVIEW_ACCESS.value, made_at__gt=at - TOLD_AGAIN_AFTER)
    known = set(told.values_list("agency_id", flat=True))
    return [agency for agency in directory.agencies_to_review(at) if agency.pk not in known]


def members_to_warn(at: datetime) -> list[Member]:
    """The members whose accounts will be closed within a week, and who were not warned since they were last used."""
    warned = Notice.objects.filter(
        kind=NoticeKind.ACCOUNT_CLOSES.value, made_at__gt=at - timedelta(days=settings.ACCOUNT_STALE_DAYS)
    )
    known = {(user, made_at) for user, made_at in warned.values_list("member__user_id", "made_at")}
    return [one for one in directory.accounts_soon_unused(at) if not _was_warned(one, known)]


def _was_warned(member: Member, known: set[tuple[UUID, datetime]]) -> bool:
    """Warned since the account was last used or opened again."""
    user = member.user
    used = max(each for each in (user.last_login, user.added_at, user.opened_at) if each)
    return any(one == user.pk and made_at >= used for one, made_at in known)
