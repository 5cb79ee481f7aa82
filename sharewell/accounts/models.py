"""What is remembered of people who sign in."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from sharewell.ledger.book import Actor, ActorKind
from sharewell.moment import now
from sharewell.vault.fields import EncryptedJSONField


class PeopleWhoSignIn(BaseUserManager["User"]):
    """Finds an account by its e-mail address, in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this e-mail address; User.DoesNotExist when there is none."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One account a person. What they may do comes from the directory, never from here.

    The e-mail address is what they sign in with; it is kept in lower case, so two accounts cannot differ by case alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("full name", max_length=200)
    is_demonstration = models.BooleanField("invented for the demonstration", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    added_at = models.DateTimeField(default=now, editable=False)
    # Closed because nobody signed in for too long; opened again by somebody who may.
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = PeopleWhoSignIn()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "account"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="account_email_is_lower_case"),
            models.CheckConstraint(condition=~models.Q(name=""), name="account_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """This person as the ledger knows them: a copy, so that deleting the account cannot edit the past."""
        return Actor(kind=ActorKind.PERSON, id=str(self.pk), name=self.name)


class TermsAccepted(models.Model):
    """This person has accepted the terms of use with this digest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    since = models.DateField(help_text="From when these terms held.")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="terms_accepted_once")]


class Try(models.Model):
    """One try that counts towards a limit, for minutes only.

    The key is a keyed digest of what is counted (an account, an address, a browser), because people type passwords into
    the box for the e-mail address, and because nobody needs a list of who asked for what.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "at"], name="try_by_key"),
            models.Index(fields=["at"], name="try_by_age"),
        ]


class KnownBrowser(models.Model):
    """This person has signed in on this browser: it holds a random token, and here is only the token's digest.

    Guesses made there are counted apart, so that a stranger who guesses elsewhere cannot keep its owner out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "user"], name="browser_known_once_a_person")]


class PageOwner(models.Model):
    """Pages whose forms carry this token were shown to this person: a digest of the secret behind the token.

    The secret is new at every sign-in. It says whose words a late form holds, even when somebody else has meanwhile
    signed in on the same browser.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()


class KeptPost(models.Model):
    """What one person had typed into a form that arrived too late, until they see it again or a day has passed.

    `typed` is {"path": the form's address, "fields": [[name, value], ...]}, encrypted. It is shown, never carried out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    typed = EncryptedJSONField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "kept_at"], name="kept_post_by_person")]
