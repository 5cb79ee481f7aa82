"""Terms of use, accepted by each person for themself."""

from sharewell.accounts import access
from sharewell.accounts.models import TermsAccepted, User
from sharewell.accounts.terms import Terms
from sharewell.ledger.book import act
from sharewell.moment import now


@act(
    "terms.accepted",
    may=access.is_own_account,
    on="account",
    also=lambda _, given: {"since": given["terms"].since, "digest": given["terms"].digest},
)
def accept_terms(*, by: User, account: User, terms: Terms) -> User:
    """The person has accepted these terms, and is not asked again until they change. Done again it changes nothing."""
    TermsAccepted.objects.get_or_create(
        user=account, digest=terms.digest, defaults={"since": terms.since, "accepted_at": now()}
    )
    return account
