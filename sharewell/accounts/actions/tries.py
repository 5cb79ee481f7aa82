"""Tries that count towards a limit: counted before they are made, so that a hundred at once are still ten."""

from collections.abc import Mapping
from datetime import datetime

from sharewell.accounts import access
from sharewell.accounts.models import Try
from sharewell.accounts.rules import Limit, tries_again_at
from sharewell.ledger.book import not_an_act
from sharewell.moment import now


class TooManyTries(Exception):  # noqa: N818 - an answer, not a fault
    """The limit is reached; the next try may be made at `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


@not_an_act(because="A counter that lives for minutes; what came of the try is entered.")
def count_try(limits: Mapping[str, Limit]) -> list[Try]:
    """One more try counts under each of these keys. TooManyTries, and nothing is counted, when any is full.

    Each row is written before it is counted and outside any longer transaction: whoever counts last sees all the
    others, so never more than the limit get through, however many come at once.
    """
    at = now()
    made = Try.objects.bulk_create([Try(key=key, at=at) for key in limits])
    full = [
        tries_again_at(tried[:-1], limit)
        for key, limit in limits.items()
        if len(tried := access.tries(key, limit)) > limit.tries
    ]
    if full:
        take_back(made)
        raise TooManyTries(max(full))
    return made


@not_an_act(because="A counter that lives for minutes.")
def take_back(made: list[Try]) -> None:
    """These tries no longer count: they came to nothing that could help a guesser."""
    Try.objects.filter(pk__in=[each.pk for each in made]).delete()


@not_an_act(because="A counter that lives for minutes; the sign-in that allows it is entered.")
def forgive(keys: list[str]) -> None:
    """Nothing counts under these keys any more: their owner has shown who they are."""
    Try.objects.filter(key__in=keys).delete()
