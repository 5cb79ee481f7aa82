"""Numbers that stand for somebody or somewhere, read as people write them and kept in one form.

Each `mended_` function returns the number as it is kept, or raises ValueError with a sentence that says how to mend it.
"""

import re

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs, upn

POSTCODE = re.compile(
    # ZZ is no real area: examples, training and the demonstration live there.
    r"^(?P<outward>GIR|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Z][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW]))"
    r"(?P<inward>[0-9][ABD-HJLNP-UW-Z]{2})?$"
)
INWARD = 3


def mended_nhs_number(said: str) -> str:
    """Ten digits with a right check digit, as 943 476 5919. It proves no identity: only that it was typed well.

    Source: NHS Data Dictionary, modulus 11.
    """
    digits = re.sub(r"[\s.-]", "", said)
    if not digits:
        return ""
    if not digits.isascii() or not digits.isdigit() or len(digits) != 10:
        raise ValueError("An NHS number is 10 digits, like 999 000 0018")
    try:
        kept = nhs.validate(digits)
    except ValidationError:
        raise ValueError("Check the NHS number: one of its digits is wrong") from None
    return str(nhs.format(kept))


def mended_upn(said: str) -> str:
    """A unique pupil number: 13 characters with a right check letter. For use in education only.

    Source: Department for Education, UPN guide.
    """
    kept = re.sub(r"[\s.-]", "", said).upper()
    if not kept:
        return ""
    if len(kept) != 13 or not kept.isascii() or not kept.isalnum():
        raise ValueError("A unique pupil number is a letter and 12 more characters, like B801200005001")
    try:
        return str(upn.validate(kept))
    except ValidationError:
        raise ValueError("Check the unique pupil number: one of its characters is wrong") from None


def mended_postcode(said: str) -> str:
    """A postcode, or its first half, in capitals as ZZ1 4QR and ZZ1; anything else as it was typed: nothing is lost."""
    kept = re.sub(r"[\s.-]", "", said).upper()
    found = POSTCODE.match(kept)
    if not found:
        return " ".join(said.split())
    return f"{kept[:-INWARD]} {kept[-INWARD:]}" if found["inward"] else kept


def is_postcode(kept: str) -> bool:
    """Whether this is a postcode or its first half, as against some other words about a place."""
    return bool(POSTCODE.match(kept.replace(" ", "")))


def is_whole_postcode(kept: str) -> bool:
    """Whether this is a postcode that one can look for by itself."""
    found = POSTCODE.match(kept.replace(" ", ""))
    return bool(found and found["inward"])
