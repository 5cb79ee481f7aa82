"""The e-mail that invites somebody. Sent by the worker, who makes the link as it writes: nothing else ever has it."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from sharewell.accounts.marks import digest, new_token
from sharewell.directory import access
from sharewell.directory.actions.sending import note_sending
from sharewell.ledger.book import Actor, ActorKind, declare, enter
from sharewell.web.words import moment

SENT = declare("invitation.sent", "Somebody was sent the link of an invitation; an earlier one of it is over.")
THE_LETTERS = Actor(kind=ActorKind.SYSTEM, id="letters", name="The letters")
SUBJECT = "You are invited to Sharewell"


@task()
def send_invitation(invitation_id: str) -> None:
    """Whoever is invited gets a link; tried again, they get another, and the one before is over.

    Nothing when the invitation has been withdrawn, used, or ended meanwhile.
    """
    invitation = access.invitation_to_send(invitation_id)
    if invitation is None:
        return
    token = new_token()
    if not note_sending(invitation=invitation, digest=digest(token)):
        return
    enter(SENT, by=THE_LETTERS, subject_kind="invitation", subject_id=invitation.pk)
    words = {
        "link": settings.PUBLIC_ADDRESS.rstrip("/") + reverse("open_invitation", kwargs={"token": token}),
        "partnership": settings.PARTNERSHIP_NAME,
        "agency": invitation.agency.name,
        "until": moment(invitation.ends_at),
    }
    text = render_to_string("directory/letters/invitation.txt", words, using="jinja2")
    send_mail(SUBJECT, text, None, [invitation.email])
