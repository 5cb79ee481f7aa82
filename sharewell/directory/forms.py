"""What people choose in the directory."""

from collections.abc import Sequence
from typing import Any, cast

from sharewell.directory.models import Member
from sharewell.web.fields import Choice, Option
from sharewell.web.forms import Form


class ActFor(Form):
    """One of the agencies the person is a member of. `cleaned_data["member"]` is the member."""

    member = Choice("Which agency are you acting for?", missing="Select the agency you are acting for", is_heading=True)

    def __init__(self, *given: Any, memberships: Sequence[Member], acting: Member | None, **options: Any) -> None:
        super().__init__(*given, **options)
        by_id = {str(one.pk): one for one in memberships}
        field = cast("Choice", self.fields["member"])
        field.choices = [Option(key, one.agency.name, hint=one.job_title) for key, one in by_id.items()]
        field.coerce = by_id.get
        if acting:
            field.initial = str(acting.pk)
