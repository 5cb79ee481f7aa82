"""docs/roles.md says what the code does, and every role has its sentence."""

from sharewell.directory.describing import administrative_acts, described, may_be_done
from sharewell.directory.rules import MAY_DO, ROLE_NAMES, Role
from sharewell.directory.tests.test_rights import DONE, OTHERWISE, OWN
from sharewell.ledger.kinds import all_kinds
from tests.building import BASE


def test_the_page_is_up_to_date() -> None:
    all_kinds()
    page = (BASE / "docs" / "roles.md").read_text(encoding="utf-8")
    assert page == described(), "Run: manage.py describe_roles --write"


def test_every_role_has_a_name_and_a_sentence() -> None:
    assert set(MAY_DO) == set(ROLE_NAMES) == set(Role)
    assert all(sentence.endswith(".") for sentence in MAY_DO.values())


def test_it_agrees_with_what_is_tried_on_real_rows() -> None:
    all_kinds()
    known = {each.kind: each for each in administrative_acts()}
    for name, (allowed, _) in OWN.items():
        kind, _, about = name.partition(" ")
        given = Role(about) if about else None
        for role in Role:
            found = {each for place, each in may_be_done(known[kind], role) if place == "own"}
            is_said = given in found if given else bool(found)
            if (kind, given, role) == ("invitation.made", Role.ADMINISTRATOR, Role.PARTNERSHIP_LEAD):
                continue  # permitted, and refused where there is one: the agency in the table has
            is_allowed = role in allowed or OTHERWISE.get((name, role)) == DONE
            assert is_said == is_allowed, (name, role)
