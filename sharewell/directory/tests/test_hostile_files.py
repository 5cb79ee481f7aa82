"""Files sent to do harm: they are told apart from others, say nothing of other agencies, and never stop a page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions.files import forget_files
from sharewell.directory.file_forms import MOST_AT_ONCE
from sharewell.directory.importing.plans import directory_as_it_stands
from sharewell.directory.models import SentFile, Team
from sharewell.directory.rules import FileKind, TeamPurpose, faults_in_telephone, read_services, week_of
from sharewell.directory.tests import given
from sharewell.directory.tests.test_importing import kept
from sharewell.errors import Overtaken, Refused
from sharewell.moment import now, pretend

HEAD = "agency,name,purpose,hours\n"
SERVICE = '{"name": "%s", "organization": {"name": "Fernleigh Primary School"}%s}'
OPENS = ', "schedules": [{"byday": "MO", "opens_at": "%s", "closes_at": "%s"}]'


def sent(browse, cast, text: str, kind: FileKind = FileKind.OPEN_REFERRAL):
    file = SimpleUploadedFile("sent.txt", text.encode())
    return browse.as_(cast.administrator.user).post("/administration/import/", {"kind": kind.value, "file": file})


def test_a_file_does_not_say_which_teams_another_agency_has(cast):
    given.a_team(cast.school, "Night office", TeamPurpose.OTHER)
    closed = given.a_team(cast.school, "Old office", TeamPurpose.OTHER)
    actions.close_team(by=cast.administrator, team=closed)
    lines = "".join(
        f"Fernleigh Primary School,{name},police,\n" for name in ("Night office", "Old office", "None such")
    )
    file = kept(cast.council_administrator, HEAD + lines)
    rows = actions.plan_of_file(by=cast.council_administrator, file=file).rows
    assert [row.faults for row in rows] == [["You do not look after Fernleigh Primary School."]] * 3
    assert not any(row.stands or row.before for row in rows)


def test_looking_at_a_file_fetches_no_teams_of_others(cast):
    standing = directory_as_it_stands(cast.administrator)
    assert {team.agency_id for team in standing.teams.values()} == {cast.school.pk}
    assert len({team.agency_id for team in directory_as_it_stands(THE_INSTALLATION).teams.values()}) > 1


def test_a_file_is_there_for_a_day_and_then_forgotten_whether_or_not_another_is_sent(cast, browse):
    kept(cast.administrator, HEAD + "Fernleigh Primary School,First aid,other,\n")
    file = SentFile.objects.get()
    with pretend(now() + timedelta(hours=23)):
        forget_files()
        browse.as_(cast.administrator.user)(f"/administration/import/{file.pk}/")
    with pretend(now() + timedelta(days=1, minutes=1)):
        browse.as_(cast.administrator.user)(f"/administration/import/{file.pk}/", status=404)
        with pytest.raises(Overtaken):
            actions.import_rows(by=cast.administrator, file=file)
        assert forget_files() == 1
    assert not SentFile.objects.exists()


@pytest.mark.parametrize("name", ["\\ud800 half", "\\u0007 bell", "\\u0000 nothing", "\\u202e turned"])
@pytest.mark.parametrize("of", ["name", "organization"])
def test_characters_that_cannot_be_kept_are_shown_as_such(cast, browse, name, of):
    text = SERVICE % (name, "") if of == "name" else SERVICE.replace("Fernleigh Primary School", name) % ("Office", "")
    page = sent(browse, cast, text)
    assert "cannot be kept" in page.text
    assert "�" in page.text
    assert not Team.objects.filter(name__endswith="half").exists()


def test_columns_with_characters_that_cannot_be_kept_are_shown_as_such(cast, browse):
    page = sent(browse, cast, "agency,name,purpose,be\x07ll\u202e\n", FileKind.TEAMS)
    assert page.errors == [
        "There is no column be�ll�. There are: agency, name, purpose, telephone, what_for, public, "
        "hours, bank_holidays, areas, address, postcode, email, website, minimum_age, maximum_age."
    ]


@pytest.mark.parametrize("times", ["08:30+01:00-17:00", "08+01-17+01", "08:30:15-17:00", "08:30:00.5-17:00"])
def test_hours_are_those_of_clocks_in_london_to_the_minute(times):
    with pytest.raises(Refused, match="is not understood"):
        week_of([f"mon={times}"])


def test_hours_with_a_zone_stop_no_page(cast, browse):
    page = sent(browse, cast, SERVICE % ("Office two", OPENS % ("08+01", "17+01")))
    assert "is not understood" in page.text
    page = sent(
        browse, cast, HEAD + "Fernleigh Primary School,Office two,other,mon=08:30+01:00-17:00\n", FileKind.TEAMS
    )
    assert "is not understood" in page.text


def test_hours_that_overlap_are_a_fault_of_their_row_and_hold_up_no_other(cast):
    twice = SERVICE % ("Twice", OPENS.replace('"MO"', '"MO,MO"') % ("08:00", "17:00"))
    table = read_services(f"[{twice}, {SERVICE % ('Once', OPENS % ('08:00', '17:00'))}]".encode())
    by = cast.administrator
    file = actions.keep_file(by=by, kind=FileKind.OPEN_REFERRAL, name="x.json", rows=table.rows)
    actions.import_rows(by=by, file=file, leave_out_faulty=True)
    assert Team.objects.filter(agency=cast.school, name="Once").exists()
    assert not Team.objects.filter(agency=cast.school, name="Twice").exists()


@pytest.mark.parametrize("number", ["\u0660\u0661\u0662\u0663", "\u00b2\u00b2\u00b2\u00b2", "\uff10\uff11\uff12\uff13"])
def test_a_telephone_number_has_figures_that_a_telephone_has(number):
    assert faults_in_telephone(number)


def test_a_file_that_would_keep_everybody_waiting_is_sent_in_parts(cast, browse):
    lines = [f"Fernleigh Primary School,Team {number},other,\n" for number in range(MOST_AT_ONCE + 1)]
    page = sent(browse, cast, HEAD + "".join(lines), FileKind.TEAMS)
    assert page.errors == ["There are more than 500 rows. Send them in several files, or ask whoever runs the server."]
    assert not SentFile.objects.exists()
    assert sent(browse, cast, HEAD + "".join(lines[1:]), FileKind.TEAMS).heading == "What this file comes to"


@pytest.mark.parametrize("website", ["javascript://x.y", 'https://x.y"><script>', "https://.", "http://", "//x.y"])
def test_a_website_is_a_whole_address(cast, website):
    file = kept(cast.administrator, f"agency,name,purpose,website\nFernleigh Primary School,A,other,{website}\n")
    (row,) = actions.plan_of_file(by=cast.administrator, file=file).rows
    assert "Website must" in " ".join(row.faults)
