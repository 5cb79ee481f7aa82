"""The fields of every form. Each mends what it can, refuses with the way to mend the rest, and keeps what was typed."""

from sharewell.web.fields.files import Upload
from sharewell.web.fields.picked import Choice, Choices, Option, Pick, Tick
from sharewell.web.fields.texts import Email, HiddenText, LongText, Password, ShortText, Telephone, WholeNumber
from sharewell.web.fields.times import ClockTime, DateParts, TypedDate

__all__ = [
    "Choice",
    "Choices",
    "ClockTime",
    "DateParts",
    "Email",
    "HiddenText",
    "LongText",
    "Option",
    "Password",
    "Pick",
    "ShortText",
    "Telephone",
    "Tick",
    "TypedDate",
    "Upload",
    "WholeNumber",
]
