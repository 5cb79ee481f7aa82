"""What people type to sign in and to choose a password."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sharewell.accounts.models import User
from sharewell.accounts.rules import repeats_itself
from sharewell.web.fields import Email, Password
from sharewell.web.forms import Form

# Long enough for any sentence, short enough that hashing it costs nothing more.
LONGEST_PASSWORD = 256
BOX = {"classes": "govuk-input--width-30"}


class SignIn(Form):
    """An e-mail address and a password."""

    email = Email("Email address", missing="Enter your email address", look=BOX | {"autocomplete": "username"})
    password = Password("Password", missing="Enter your password", max_length=LONGEST_PASSWORD, look=BOX)


class ForgottenPassword(Form):
    """The e-mail address to send a link to."""

    email = Email("Email address", missing="Enter your email address", look=BOX | {"autocomplete": "username"})


class ChoosePassword(Form):
    """A new password: long, not a common one, not the person's own name."""

    password = Password(
        "New password",
        hint="At least 12 characters. Three words that do not belong together are easy to remember and hard to guess. "
        "You can paste it from a password manager.",
        missing="Enter a new password",
        max_length=LONGEST_PASSWORD,
        is_new=True,
        look=BOX,
    )

    def __init__(self, *args: Any, person: User, **options: Any) -> None:
        self.person = person
        super().__init__(*args, **options)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if repeats_itself(password):
            raise ValidationError("The password is one thing typed several times. Choose something less easy to guess.")
        validate_password(password, self.person)
        return password
