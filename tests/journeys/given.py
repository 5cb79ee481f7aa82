"""People at the site, added by real acts. Called inside the site's own surroundings: `site.do("add_teachers(3)")`."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session

from sharewell.accounts.actions.people import add_person, choose_password
from sharewell.accounts.actions.terms import accept_terms
from sharewell.accounts.models import User
from sharewell.accounts.sessions import SEEN
from sharewell.accounts.terms import terms_in_force
from sharewell.desk.demonstration.people import PASSWORD
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import add_member
from sharewell.directory.models import Agency
from sharewell.directory.rules import Role


def address_of_teacher(number: int) -> str:
    """Where the nth teacher of the tests signs in."""
    return f"teacher{number}@example.org"


def add_teachers(first: int, last: int) -> None:
    """So many teachers more at Fernleigh Primary School, each with the demonstration's password."""
    school, hashed = Agency.objects.get(name="Fernleigh Primary School"), make_password(PASSWORD)
    for number in range(first, last):
        email = address_of_teacher(number)
        user = add_person(by=THE_INSTALLATION, email=email, name=f"Teacher {number}", is_demonstration=True)
        choose_password(by=user, account=user, hashed=hashed)
        accept_terms(by=user, account=user, terms=terms_in_force())
        add_member(by=THE_INSTALLATION, user=user, agency=school, job_title="Teacher", roles=(Role.PRACTITIONER,))


def let_session_run_out(email: str) -> None:
    """It is as if this person had not touched anything for six hours."""
    mine = str(User.objects.get(email=email).pk)
    for session in Session.objects.all():
        kept = session.get_decoded()
        if kept.get("_auth_user_id") == mine and SEEN in kept:
            kept[SEEN] -= timedelta(hours=6).total_seconds()
            session.session_data = Session.get_session_store_class()().encode(kept)
            session.save(update_fields=["session_data"])
