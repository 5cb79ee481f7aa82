"""Which notices come by e-mail too, as it is chosen."""

from collections.abc import Collection, Mapping
from typing import Any

from sharewell.directory.rules import Role
from sharewell.notices.rules import GROUP_HINTS, GROUP_NAMES, UNSAID, NoticeGroup, always_emailed_words
from sharewell.web.fields import Choices, Option
from sharewell.web.forms import Form


class ChooseNotices(Form):
    """Ticks for the groups that come by e-mail. `chosen` is what was said before; `roles` what the member may do."""

    by_email = Choices("Email me about", required=False, coerce=NoticeGroup)
    while_away = Choices("When I am away", required=False, coerce=NoticeGroup)

    def __init__(self, data: Mapping[str, Any] | None, *, chosen: Mapping[str, bool], roles: Collection[Role]) -> None:
        said = {**UNSAID, **{NoticeGroup(group): by_email for group, by_email in chosen.items()}}
        ticked = [group.value for group, by_email in said.items() if by_email]
        away = NoticeGroup.WHILE_AWAY.value
        before = {"by_email": [each for each in ticked if each != away], "while_away": [x for x in ticked if x == away]}
        super().__init__(data, initial=before)
        groups = [group for group in NoticeGroup if group is not NoticeGroup.WHILE_AWAY]
        self.fields["by_email"].choices = [_option(group, roles) for group in groups]  # type: ignore[attr-defined]
        self.fields["while_away"].choices = [_option(NoticeGroup.WHILE_AWAY, roles)]  # type: ignore[attr-defined]

    def groups(self) -> frozenset[NoticeGroup]:
        """What is ticked."""
        return frozenset([*self.cleaned_data["by_email"], *self.cleaned_data["while_away"]])


def _option(group: NoticeGroup, roles: Collection[Role]) -> Option:
    hint = " ".join([*GROUP_HINTS.get(group, "").splitlines(), *always_emailed_words(group, roles)])
    return Option(group.value, GROUP_NAMES[group], hint)
