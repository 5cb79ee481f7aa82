"""What is said of each open referral on a hand-over sheet, and to which team it goes."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sharewell.concerns.models import Referral
from sharewell.concerns.sheets.rules import HOW_WORDS, LONGEST_LINE, How, Line
from sharewell.directory.models import Team
from sharewell.web.fields import Choice, LongText, Option, Pick
from sharewell.web.forms import Form


class ToTeam(Form):
    """Which team takes over."""

    to = Pick("Which team takes over?", missing="Choose the team that takes over")

    def __init__(self, data: Mapping[str, Any] | None, *, teams: Sequence[Team], first: Team | None) -> None:
        super().__init__(data, initial={"to": str(first.pk)} if first else {})
        by_id = {str(team.pk): team for team in teams}
        field = cast("Pick", self.fields["to"])
        field.choices, field.coerce = [Option(key, team.name) for key, team in by_id.items()], by_id.get


class SheetEntry(Form):
    """What becomes of one open referral, and what to watch for. Nothing is chosen beforehand but that it stays."""

    marks_optional = False
    shows_summary = False

    how = Choice(
        "What becomes of it?",
        choices=[Option(how.value, words) for how, words in HOW_WORDS.items()],
        coerce=How,
        look={"classes": "govuk-radios--inline govuk-radios--small"},
    )
    words = LongText("What to watch for", required=False, max_length=LONGEST_LINE, rows=2)

    def __init__(self, data: Mapping[str, Any] | None, *, referral: Referral) -> None:
        super().__init__(data, prefix=referral.pk.hex[:12], initial={"how": How.STAYS.value})
        self.referral = referral

    def line(self) -> Line:
        """What was said of it."""
        return Line(self.cleaned_data["how"], self.cleaned_data["words"])
