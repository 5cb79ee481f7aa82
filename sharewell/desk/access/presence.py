"""Who is here at all: nobody yet, invented people, or somebody real."""

from sharewell.accounts.models import User
from sharewell.directory.models import Agency


def anybody_is_there() -> bool:
    """Whether there is any account or agency at all."""
    return User.objects.exists() or Agency.objects.exists()


def anybody_real() -> bool:
    """Whether there is an account or an agency that was not invented for the demonstration."""
    real = {"is_demonstration": False}
    return User.objects.filter(**real).exists() or Agency.objects.filter(**real).exists()
