"""What every act on a referral does alike: it moves the row while it stands as it stood, and tells the other end."""

from typing import Any

from django.db.models import Q

from sharewell.clocks.access import Terms, clocks_still_running
from sharewell.clocks.actions import cancel_clock, start_clock
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.access.handing import who_awaits
from sharewell.concerns.models import Referral
from sharewell.directory.models import Member, Team
from sharewell.disclosures.models import Disclosure
from sharewell.errors import Overtaken
from sharewell.ledger.book import Actor, not_an_act
from sharewell.notices.actions import tell
from sharewell.notices.rules import NoticeKind

PART = "part of the acts that call it; those are entered"


@not_an_act(because=PART)
def move(referral: Referral, still: Q, **new: Any) -> None:
    """The referral stands so from now on, if it still stands as it did; else Overtaken: who was first, and when."""
    if not Referral.objects.filter(still, pk=referral.pk).update(**new):
        raise Overtaken(access.was_first(referral))
    for name, value in new.items():
        setattr(referral, name, value)


@not_an_act(because=PART)
def tell_sender(disclosure: Disclosure, kind: NoticeKind, *, but: Member | None = None) -> None:
    """Whoever is told at the sender's end, and whoever handed it to them, learn that something has become of it; but
    not whoever did it."""
    told = [one for one in who_awaits(disclosure) if but is None or one.pk != but.pk]
    kept_from = disclosure.decision.kept_from
    tell(told, kind, disclosure.reference, f"/concerns/sent/{disclosure.pk}/", kept_from=kept_from)


@not_an_act(because=PART)
def tell_team(referral: Referral, members: list[Member], kind: NoticeKind, *, but: Member | None = None) -> None:
    """These members of the receiving end learn that something awaits them; whoever does it need not be told."""
    told = [one for one in members if but is None or one.pk != but.pk]
    disclosure = referral.disclosure
    kept_from = disclosure.decision.kept_from
    tell(told, kind, disclosure.reference, f"/referrals/{referral.pk}/", kept_from=kept_from)


@not_an_act(because=PART)
def promise(by: Member | Actor, disclosure: Disclosure, team: Team, kind: ClockKind, terms: Terms) -> Clock:
    """The team owes the sender this from now on, by a time that both ends see."""
    return start_clock(
        by=by,
        kind=kind,
        owner_agency=team.agency,
        other_agency=disclosure.agency,
        subject=str(disclosure.pk),
        reference=disclosure.reference,
        due_at=terms.due(kind),
    )


@not_an_act(because=PART)
def stop_clocks(by: Member, disclosure: Disclosure, because: str, *kinds: ClockKind) -> None:
    """What runs between the two ends is owed no more; of these kinds, when any is named."""
    for clock in clocks_still_running(disclosure.pk):
        if not kinds or clock.kind in kinds:
            cancel_clock(by=by, clock=clock, because=because)
