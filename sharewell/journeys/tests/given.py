"""Somebody at a draft of the toy journey, by the acts and pages that a person would use."""

from dataclasses import dataclass, field
from typing import Any

from sharewell.accounts.actions.people import add_person
from sharewell.accounts.actions.terms import accept_terms
from sharewell.accounts.models import User
from sharewell.accounts.terms import terms_in_force
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions.agencies import add_agency
from sharewell.directory.actions.members import add_member
from sharewell.directory.models import Member
from sharewell.directory.rules import AgencyKind, Role
from sharewell.journeys.models import Draft
from tests.pages import Browse, Page

WORRY = {"name": "Night desk", "text": "Rings back", "on_day": "1", "on_month": "2", "on_year": "2020"}
ROW = {"_rows": "1", "row0-heading": "A bruise", "row0-kind": "fact"}
RIGHT: dict[str, dict[str, Any]] = {
    "danger": {"answer": "no"},
    "ring-999": {},
    "worry": WORRY,
    "items": ROW,
    "child": {"choose": "child-1"},
    "harm": {"answer": "no"},
    "known": {"answer": "yes"},
    "tell": {"answer": "yes"},
    "advice": {},
}


def a_member(name: str = "R. Alder", agency: str = "Fernleigh School", *roles: Role) -> Member:
    """A member of an agency, an administrator of it unless told otherwise."""
    user = add_person(by=THE_INSTALLATION, email=f"{name.replace(' ', '').lower()}@example.org", name=name)
    accept_terms(by=user, account=user, terms=terms_in_force())
    school = add_agency(by=THE_INSTALLATION, name=agency, kind=AgencyKind.SCHOOL)
    return add_member(by=THE_INSTALLATION, user=user, agency=school, roles=roles or (Role.ADMINISTRATOR,))


def another_agency_of(user: User) -> Member:
    """The same person in a second agency."""
    surgery = add_agency(by=THE_INSTALLATION, name="Second Surgery", kind=AgencyKind.GENERAL_PRACTICE)
    return add_member(by=THE_INSTALLATION, user=user, agency=surgery)


@dataclass
class Walker:
    """A browser in which a member is at one draft."""

    member: Member
    browse: Browse = field(init=False)
    at: str = ""

    def __post_init__(self) -> None:
        self.browse = Browse().as_(self.member.user)

    def start(self) -> "Walker":
        self.at = self.browse.post("/toy/", follow=True).address.removesuffix("danger/")
        return self

    @property
    def draft(self) -> Draft:
        return Draft.objects.get(pk=self.at.rstrip("/").rpartition("/")[2])

    def get(self, step: str = "", status: int = 200) -> Page:
        return self.browse(f"{self.at}{step}", status)

    def seen(self, step: str) -> str:
        """The hidden field of the page as it stands."""
        return seen_in(self.get(step))

    def send(self, step: str, data: dict[str, Any] | None = None, *, seen: str = "", status: int = 200) -> Page:
        """Continue, from a page just shown unless told from which."""
        words = {"_seen": seen or self.seen(step), "_do": "continue"} | (data or {})
        return self.browse.post(f"{self.at}{step}", words, status)

    def answer(self, *slugs: str) -> Page:
        """These pages, rightly."""
        for slug in slugs:
            page = self.send(f"{slug}/", self.right(slug))
        return page

    def right(self, slug: str) -> dict[str, Any]:
        return {"to": str(self.member.agency_id)} if slug == "recipient" else RIGHT[slug]

    def to_check(self) -> "Walker":
        """Every question answered, nothing sent."""
        page = self.answer("danger", "worry", "items", "child", "harm", "tell", "advice", "recipient")
        assert page.address == f"{self.at}check/", page.text
        return self


def seen_in(page: Page) -> str:
    return str(page.soup.select_one('input[name="_seen"]')["value"])
