"""An account begins, and gets its password."""

from django.contrib.auth.hashers import identify_hasher

from sharewell.accounts import access
from sharewell.accounts.actions.guesses import forgive_account
from sharewell.accounts.actions.sign_ins import distrust_browsers
from sharewell.accounts.models import User
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, HasActor, act


@act(
    "account.added",
    may=None,
    open_to="whoever commands the server; a page that adds people asks first whether its reader may",
    on="account",
    words=("name", "email"),
    facts=("is_demonstration",),
)
def add_person(*, by: HasActor | Actor, email: str, name: str, is_demonstration: bool = False) -> User:
    """This person has an account and cannot sign in until they have chosen a password.

    Refused when the address has an account already, or the name is missing.
    """
    email, name = email.strip().lower(), name.strip()
    if not name:
        raise Refused("Give the person’s full name.")
    if User.objects.filter(email=email).exists():
        raise Refused("There is an account with this email address already.")
    user = User(email=email, name=name, is_demonstration=is_demonstration)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


@act("account.password_chosen", may=access.may_choose_password, on="account")
def choose_password(*, by: User, account: User, hashed: str) -> User:
    """From now on this password signs the person in; every session and link begun with the old one is over.

    `hashed` comes from django.contrib.auth.hashers.make_password, made beforehand: a hash takes a fifth of a second,
    too long to hold the database for. The rules for passwords are the form's.
    """
    identify_hasher(hashed)
    User.objects.filter(pk=account.pk).update(password=hashed)
    account.password = hashed
    forgive_account(account)
    distrust_browsers(account)
    return account
