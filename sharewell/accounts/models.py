"""What is remembered of people who sign in."""

import uuid
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from sharewell.moment import now

if TYPE_CHECKING:
    from sharewell.ledger.book import Actor


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
    def actor(self) -> "Actor":
        """This person as the ledger knows them: a copy, so that deleting the account cannot edit the past."""
        from sharewell.ledger.book import Actor, ActorKind

        return Actor(kind=ActorKind.person, id=str(self.pk), name=self.name)
