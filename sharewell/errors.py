"""The one domain exception. Pages show its reasons in the error summary; the API answers 409 with them."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """What was asked may not be done, for these reasons, each a plain sentence that says how to mend it."""

    def __init__(self, *reasons: str) -> None:
        if not reasons:
            raise ValueError("A refusal must say why.")
        super().__init__(*reasons)
        self.reasons = reasons


class NotPermitted(Refused):
    """This person may see the thing, but may not do this to it. Pages answer 403."""


class Overtaken(Refused):
    """Somebody else changed the thing first: the state asked about is gone. Pages answer 409."""


class Unsigned(Refused):
    """The book is not signed, for reasons that name nobody: a log may say them in full."""


LONGEST_SAID = 80


def short(words: str) -> str:
    """These words as an error repeats them: an over-long one is cut, so that what is wrong can still be found."""
    return words if len(words) <= LONGEST_SAID else words[: LONGEST_SAID - 1] + "…"
