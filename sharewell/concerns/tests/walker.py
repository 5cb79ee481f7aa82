"""A member at the concern journey, in a browser that checks every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sharewell.concerns.tests import given
from sharewell.directory.models import Member, Team
from sharewell.people.models import Child
from tests.pages import Browse

WORRY: dict[str, Any] = {
    "_rows": "2",
    "row0-text": "A bruise the size of a coin on her left arm, at register.",
    "row0-kind": "fact",
    "row0-happened_on_day": "20",
    "row0-happened_on_month": "11",
    "row0-happened_on_year": "2025",
    "row1-text": "He gets cross when I spill things.",
    "row1-kind": "told",
    "row1-told_by": "Mia",
    "row1-exact_words": "on",
}
TOLD = {"told": "told", "who": "Mother", "when_day": "1", "when_month": "11", "when_year": "2026"}
PURPOSE = "To keep a child safe"


@dataclass
class Teacher:
    """Goes through the journey page by page; `at` is where the draft stands."""

    member: Member
    browse: Browse = field(init=False)
    at: str = ""
    page: Any = None

    def __post_init__(self) -> None:
        self.browse = Browse().as_(self.member.user)

    def start(self) -> "Teacher":
        self.page = self.browse.post("/concerns/new/", follow=True)
        self.at = self.page.address.removesuffix("danger/")
        return self

    def answer(self, slug: str, follow: bool = True, **typed: Any) -> "Teacher":
        shown = self.browse(f"{self.at}{slug}/")
        seen = shown.soup.select_one("input[name=_seen]")
        self.page = self.browse.post(f"{self.at}{slug}/", {"_seen": seen["value"], **typed}, follow=follow)
        return self

    def ticks(self, *keys: str) -> list[str]:
        """What the boxes of these things say on the page where the sender picks, as it stands now."""
        boxes = self.browse(f"{self.at}pick/").soup.select("input[name=items]")
        said = {str(box["data-thing"]): str(box["value"]) for box in boxes}
        return [said[key] for key in keys]


def at_the_worry(member: Member, *children: Child) -> Teacher:
    """A member who has said that nobody is in danger and who it is about: these children, or a new one."""
    teacher = Teacher(member).start()
    teacher.answer("danger", answer="no")
    for child in children or [given.a_child(member)]:
        teacher.answer("children", _do=f"choose-{child.pk}")
    return teacher.answer("children", _do="continue")


def at_the_pick(member: Member, worry: dict[str, Any] = WORRY, children: Sequence[Child] = ()) -> Teacher:
    """A member who has decided to share what they fear is serious harm."""
    teacher = at_the_worry(member, *children).answer("worry", **worry)
    for slug, answer in given.URGENT.items():
        if slug != "danger":
            teacher.answer(slug, answer=answer)
    return teacher.answer("decide", decided="share")


def at_the_end(
    member: Member, team: Team, *keys: str, worry: dict[str, Any] = WORRY, children: Sequence[Child] = ()
) -> Teacher:
    """A member whose next press sends these things (the second of them, unless others are named) to the team."""
    teacher = at_the_pick(member, worry, children)
    items = teacher.ticks(*(keys or ("worry-1",)))
    teacher.answer("pick", team=str(team.pk), purpose=PURPOSE, items=items).answer("openness", **TOLD)
    assert teacher.page.heading == "Check your answers"
    return teacher
