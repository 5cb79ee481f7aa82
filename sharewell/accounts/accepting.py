"""Whether whoever is signed in has accepted the terms of use: looked up once, then kept in their session."""

from django.http import HttpRequest

from sharewell.accounts import access
from sharewell.accounts.models import User
from sharewell.accounts.terms import terms_in_force

# In the session: the digest of the terms that its owner has accepted.
ACCEPTED = "terms"


def has_accepted(request: HttpRequest, user: User) -> bool:
    """Whether they have accepted the terms that hold today."""
    digest = terms_in_force().digest
    if request.session.get(ACCEPTED) != digest:
        if access.accepted_at(user, digest) is None:
            return False
        request.session[ACCEPTED] = digest
    return True
