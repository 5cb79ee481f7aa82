"""Accounts that nobody signs in to are closed, and opened again by somebody who looks after the agency."""

from sharewell.accounts.models import User
from sharewell.directory import access
from sharewell.directory.actions.rights import refuse_leaver, refuse_the_last
from sharewell.directory.models import Member
from sharewell.directory.rules import LOOKING_AFTER
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now


@act("account.closed", may=access.is_the_clock, on="account")
def close_unused_account(*, by: Actor, account: User) -> User:
    """Nobody has signed in to this account for a long time: from now on nobody can.

    Refused for the last who looks after an agency, or the partnership. Overtaken when somebody has signed in meanwhile.
    """
    for member in access.members_of(account):
        refuse_the_last(by, member, LOOKING_AFTER & member.roles)
    at = now()
    if not access.unused_accounts(at).filter(pk=account.pk).update(is_active=False, closed_at=at):
        raise Overtaken("This account is used.")
    account.is_active, account.closed_at = False, at
    return account


@act("account.opened", may=access.may_administer_member, on="account", refers=("member",))
def open_account(*, by: Member, member: Member) -> User:
    """The member can sign in again, with the password they had.

    Refused when the account is not closed, and for a leaver.
    """
    refuse_leaver(member)
    account, at = member.user, now()
    if not access.closed_accounts().filter(pk=account.pk).update(is_active=True, closed_at=None, opened_at=at):
        raise Refused(f"The account of {member.name} is open already.")
    account.is_active, account.closed_at, account.opened_at = True, None, at
    return account
