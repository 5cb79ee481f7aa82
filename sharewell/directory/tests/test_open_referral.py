"""The numbers as data: every answer fits the published schemas of Open Referral UK 3.0; bad questions are told so."""

import json
import uuid
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import THE_CONTACTS_PAGE
from sharewell.directory.models import Team
from sharewell.directory.open_referral.terms import TERMS, turned
from sharewell.directory.rules import Hours, OnBankHolidays, TeamPurpose
from sharewell.directory.tests.given import OFFICE, OUT_OF_HOURS, a_directory, a_team
from sharewell.moment import now, pretend
from sharewell.web.words import LONDON

pytestmark = pytest.mark.slow

HERE, AT = Path(__file__).parent / "open_referral", "/open-referral"
TUESDAY = datetime(2026, 11, 24, 13, 40, tzinfo=LONDON)
formats = FormatChecker()
LISTS = {
    "services": "service_list",
    "service_at_locations": "service_at_location_list",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy/taxonomy_term",
}


@formats.checks("uri", raises=ValueError)
def is_address(value: Any) -> bool:
    parts = urlsplit(value)
    return bool(parts.scheme and parts.netloc) and " " not in value


@formats.checks("date-time", raises=ValueError)
def is_instant(value: Any) -> bool:
    return "T" in value and datetime.fromisoformat(value).tzinfo is not None


def fits(shape: Any, schema: str) -> None:
    """Holds the shape against a schema, or a part of one (`service/phone`)."""
    name, _, part = schema.partition("/")
    read = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    whole = {"$ref": f"#/$defs/{part}", "$defs": read["$defs"]} if part else read
    wrong = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(whole, format_checker=formats).iter_errors(shape)
    ]
    assert not wrong, wrong


def get(client, path: str, status: int = 200, **asked: Any) -> Any:
    answer = client.get(f"{AT}/{path}", asked)
    assert answer.status_code == status, (path, asked, answer.content[:300])
    assert answer["Content-Type"] == "application/json" and answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def pages(client, path: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """Every page of a list, each held against the shape of one."""
    number, is_last = 1, False
    while not is_last:
        shown = get(client, path, page=number, **asked)
        fits(shown, "page")
        assert (shown["page_number"], shown["size"], shown["empty"]) == (number, len(shown["contents"]), False)
        assert shown["first_page"] == (number == 1)
        yield shown
        number, is_last = number + 1, shown["last_page"]
    assert number - 1 == shown["total_pages"]


def a_hundred() -> list[Team]:
    """Of every sort: hours past midnight, days that differ, a team that is no more, a number said to be wrong."""
    with pretend(TUESDAY):
        teams = a_directory(97)
        nights = {"week": OUT_OF_HOURS, "on_bank_holidays": OnBankHolidays.OWN_HOURS}
        teams.append(a_team(teams[0].agency, "Nights", TeamPurpose.EMERGENCY_DUTY, "01632 960199", **nights))
        teams.append(a_team(teams[0].agency, "Nowhere", TeamPurpose.OTHER, "101", week=OFFICE))
        teams.append(a_team(teams[0].agency, "No more", TeamPurpose.OTHER, "01632 960002", week=OFFICE))
        actions.add_bank_holidays(by=THE_INSTALLATION, source="test", dates={date(2026, 12, 25): "Christmas Day"})
        actions.add_exception(
            by=THE_INSTALLATION, team=teams[1], on=date(2026, 12, 1), hours=[Hours(time(9), time(10))]
        )
        actions.add_exception(by=THE_INSTALLATION, team=teams[1], on=date(2026, 12, 2))
        actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=teams[2])
        actions.close_team(by=THE_INSTALLATION, team=teams[-1])
    return teams


def test_every_answer_of_a_directory_of_a_hundred_fits_the_published_schemas(db, client):
    teams = a_hundred()
    about = get(client, "")
    fits(about, "page/about")
    assert about["version"] == "HSDS-UK-3.0"
    seen: dict[str, list[str]] = {}
    for path, schema in LISTS.items():
        shown = [one for each in pages(client, path, per_page=7) for one in each["contents"]]
        for one in shown:
            fits(one, schema)
            fits_whole(path, get(client, f"{path}/{one['id']}"))
        seen[path] = [one["id"] for one in shown]
        assert len(set(seen[path])) == len(seen[path])
    assert set(seen["services"]) == {str(team.pk) for team in teams}
    assert len(seen["service_at_locations"]) == 97
    for path in ("services", "service_at_locations"):
        for each in pages(client, path, full="true", per_page=50):
            for one in each["contents"]:
                fits_whole(path, one)


def fits_whole(path: str, shape: dict[str, Any]) -> None:
    if path == "service_at_locations":
        fits({name: value for name, value in shape.items() if name != "service"}, "service/service_at_location")
        shape = shape["service"]
    fits(shape, "service" if path.startswith("service") else LISTS[path])
    for phone in [each for contact in shape.get("contacts", ()) for each in contact["phones"]]:
        fits(phone, "service/phone")


def test_hours_are_rules_of_the_week_and_days_that_differ(db, client):
    teams = a_hundred()
    with pretend(TUESDAY):
        plain, nights = (get(client, f"services/{teams[at].pk}")["schedules"] for at in (1, -3))
    week, *days = plain
    assert (week["freq"], week["byday"], week["opens_at"], week["closes_at"]) == (
        "WEEKLY",
        "MO,TU,WE,TH,FR",
        "08:30",
        "17:00",
    )
    assert "Europe/London" in week["description"] and "Not on bank holidays" in week["description"]
    assert [(day["valid_from"], day.get("opens_at")) for day in days] == [
        ("2026-12-01", "09:00"), ("2026-12-02", None), ("2026-12-25", None)
    ]  # fmt: skip
    assert [(rule.get("byday"), rule["opens_at"], rule["closes_at"]) for rule in nights] == [
        ("MO,TU,WE,TH,FR", "17:00", "08:30"), ("SA,SU", "08:30", "08:30"), (None, "08:30", "08:30")
    ]  # fmt: skip
    assert "It closes on the next day" in nights[0]["description"]


def test_what_is_no_more_is_defunct_without_a_number_and_what_never_was_public_is_not_there(db, client):
    teams = a_hundred()
    gone = get(client, f"services/{teams[-1].pk}")
    assert gone["status"] == "defunct" and "contacts" not in gone and "schedules" not in gone
    hidden = actions.add_team(by=THE_INSTALLATION, agency=teams[0].agency, name="Inner", purpose=TeamPurpose.OTHER)
    assert get(client, f"services/{hidden.pk}", 404)["status"] == 404
    actions.close_team(by=THE_INSTALLATION, team=hidden)
    get(client, f"services/{hidden.pk}", 404)
    assert "Somebody said on 24 November" in get(client, f"services/{teams[2].pk}")["alert"]


FILTERS = [
    ({"search": "Team 007"}, {7}),
    ({"search": "teem 007 pollice"}, set()),
    ({"minimum_age": "5", "maximum_age": "13"}, {17}),
    ({"maximum_age": "11"}, {0, 8, 16}),
    ({"day": "SA"}, set()),
    ({"day": "Monday", "start_time": "08:30", "end_time": "17:00"}, set(range(20))),
    ({"start_time": "09:00"}, set()),
    ({"postcode": "ZZ1 1AA"}, set(range(0, 20, 2))),
    ({"postcode": "ZZ2 1AA", "proximity": "250"}, set(range(8, 13))),
    ({"modified_after": "2099-01-01T00:00:00Z"}, set()),
    ({"modified_after": "2020-01-01"}, set(range(20))),
    ({"taxonomy_term_id": str(uuid.uuid4())}, set()),
]


def test_what_is_asked_for(db, client):
    teams = a_directory(20)
    for asked, numbers in FILTERS:
        shown = get(client, "services", **asked)
        assert {one["name"] for one in shown["contents"]} == {teams[number].name for number in numbers}, asked
        assert shown["total_items"] == len(numbers)
    police = next(term for term in TERMS if term.key == "police" and term.taxonomy.key == "needs")
    shown = get(client, "services", taxonomy_term_id=str(police.id))["contents"]
    assert {one["name"] for one in shown} == {team.name for team in teams if team.purpose == "police"}
    assert get(client, "services", taxonomy_id=str(police.taxonomy.id))["total_items"] == len(
        [team for team in teams if team.purpose != "other"]
    )
    minimal = get(client, "services", minimal="true", per_page=1_000)
    assert set(minimal["contents"][0]) == {"id", "modified_date"} and minimal["size"] == 20
    empty = get(client, "services", page=9)
    assert (empty["empty"], empty["last_page"], empty["contents"]) == (True, True, [])


BAD = {
    "page": ["0", "-1", "x", "1" * 40, "1.5"], "per_page": ["0", "501", "many"], "taxonomy_term_id": ["1"],
    "taxonomy_id": ["x"], "minimum_age": ["old", "-1", "nan"], "maximum_age": ["1e9"], "start_time": ["25:00", "9"],
    "end_time": ["x"], "day": ["Noday", "M", "SAX"], "postcode": ["Narnia"], "proximity": ["near", "100"],
    "modified_after": ["yesterday", "2026-13-01"], "minimal": ["perhaps"], "full": ["2"], "search": ["x" * 201],
}  # fmt: skip


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_a_question_that_cannot_be_understood_is_answered_400_with_what_to_mend(db, client, path):
    for name, wrongs in BAD.items():
        for wrong in wrongs:
            said = get(client, path, 400, **{name: wrong})
            assert (said["status"], [each["parameter"] for each in said["errors"]]) == (400, [name])
            assert said["errors"][0]["message"]
    both = get(client, path, 400, page="x", day="x")
    assert {each["parameter"] for each in both["errors"]} == {"page", "day"}
    unknown = get(client, path, 400, postcode="ZZ9 9ZZ", proximity="100")
    assert "do not know where this postcode is" in unknown["errors"][0]["message"]


@pytest.mark.parametrize("path", ["services", "service_at_locations", "taxonomies", "taxonomy_terms"])
def test_an_id_of_nothing_is_answered_404(db, client, path):
    for wanted in (uuid.uuid4(), "x", "0" * 500):
        assert get(client, f"{path}/{wanted}", 404)["errors"] == []


def test_nothing_has_changed_is_said_without_the_words_again(db, client):
    a_directory(2)
    first = client.get(f"{AT}/services")
    again = client.get(f"{AT}/services", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(f"{AT}/services").status_code == 405


def test_ids_made_of_others_lead_back(db):
    known = uuid.uuid4()
    assert turned(turned(known, "location"), "location") == known != turned(known, "location")
    assert turned(known, "location").version == 4


def test_it_costs_as_many_statements_for_many_as_for_few(db, client, django_assert_num_queries):
    asked = {"services": 2, "services?full=true": 8, "service_at_locations": 2, "services?search=team": 4}
    for first, more in ((0, 5), (5, 40)):
        a_directory(more, first=first)
        for path, expected in asked.items():
            with django_assert_num_queries(expected):
                client.get(f"{AT}/{path}")
    assert now()
