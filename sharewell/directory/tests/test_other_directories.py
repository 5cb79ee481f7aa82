"""Services of another directory become rows of teams; whatever stands in the file, it is read or refused in a line."""

import json

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.importing.rows import read_file
from sharewell.directory.models import Team
from sharewell.directory.rules import FileKind, RowState, read_services
from sharewell.errors import Refused

SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Early help",
    "status": "active",
    "url": "https://example.org/early-help",
    "description": "Help for a family that asks for it",
    "minimum_age": 0,
    "maximum_age": 100,
    "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Holmbury Council", "description": "-"},
    "schedules": [
        {"id": "1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "17:00:00"},
        {"id": "2", "valid_from": "2026-12-25", "valid_to": "2026-12-25"},
    ],
    "service_areas": [{"id": "3", "name": "North"}],
    "contacts": [{"id": "4", "phones": [{"id": "5", "number": "01632 960 172"}]}],
    "attributes": [{"id": "6", "taxonomy_term": {"id": "7", "taxonomy": "t", "term": "Early help"}}],
    "service_at_locations": [
        {
            "id": "8",
            "location": {"id": "9", "addresses": [{"id": "10", "address_1": "Shire Hall", "city": "Holmbury"}]},
        }
    ],
}


def sent(*services: object) -> bytes:
    return json.dumps({"contents": services}).encode()


def test_a_service_becomes_a_row_of_a_team():
    (row,) = read_services(sent(SERVICE)).rows
    assert not row.faults
    assert dict(row.cells) == {
        "agency": "Holmbury Council",
        "name": "Early help",
        "purpose": "early_help",
        "telephone": "01632 960 172",
        "what_for": "Help for a family that asks for it",
        "website": "https://example.org/early-help",
        "hours": "mon,tue=09:00-17:00",
        "areas": "North",
        "minimum_age": "0",
        "maximum_age": "25",
        "address": "Shire Hall, Holmbury",
        "public": "yes",
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": "defunct"}, "no longer there"),
        ({"schedules": [{"freq": "MONTHLY", "bymonthday": "1"}]}, "not simply weekly"),
        ({"schedules": [{"byday": "XX", "opens_at": "09:00", "closes_at": "10:00"}]}, "not simply weekly"),
        ({"name": "=1+1"}, "takes for a formula"),
        ({"description": 7}, ""),
    ],
)
def test_what_cannot_be_told_is_a_fault_of_its_row(change, says):
    (row,) = read_services(sent(SERVICE | change)).rows
    assert says in " ".join(row.faults)
    assert bool(says) == bool(row.faults)


@pytest.mark.parametrize("file", [b"", b"\xff", b"[]", b"{}x", b"7", b'"x"', b'{"contents": []}', b"[" * 100_000])
def test_a_file_that_cannot_be_read_is_refused_in_a_line(file):
    table = read_services(file)
    assert not table.rows
    assert len(table.faults) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SERVICE, "term", "number"]), inner),
    max_leaves=20,
)


@tried(st.lists(JSON, min_size=1, max_size=4))
def test_any_json_at_all_is_read_or_refused(services):
    table = read_services(json.dumps(services).encode())
    assert len(table.rows) == len(services)
    for row in table.rows:
        assert row.faults or row.cells["purpose"]


def test_the_good_ones_are_imported_and_the_others_are_told_of(cast):
    actions.set_area(by=THE_INSTALLATION, name="North")
    by = cast.council_administrator
    elsewhere = SERVICE | {"organization": {"name": "Nowhere"}}
    rows = read_file(FileKind.OPEN_REFERRAL, sent(SERVICE, elsewhere, 7)).rows
    file = actions.keep_file(by=by, kind=FileKind.OPEN_REFERRAL, name="services.json", rows=rows)
    plan = actions.plan_of_file(by=by, file=file)
    assert [row.state for row in plan.rows] == [RowState.CHANGED, RowState.FAULTY, RowState.FAULTY]
    assert plan.may_leave_out
    with pytest.raises(Refused, match="cannot be imported"):
        actions.import_rows(by=by, file=file)
    actions.import_rows(by=by, file=file, leave_out_faulty=True)
    assert Team.objects.get(name="Early help").telephone == "01632 960 172"
