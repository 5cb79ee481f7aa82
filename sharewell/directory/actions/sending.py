"""What is noted of an invitation as its e-mail is written."""

from sharewell.directory import access
from sharewell.directory.models import Invitation
from sharewell.ledger.book import not_an_act
from sharewell.moment import now


@not_an_act(because="Part of sending the e-mail, which is entered.")
def note_sending(*, invitation: Invitation, digest: str) -> bool:
    """From now on the link with this token is the invitation's, and no other. False when it is over meanwhile."""
    return bool(access.still_open(invitation).update(digest=digest, sent_at=now()))
