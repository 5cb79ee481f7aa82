"""Agencies and teams from a file: shown row by row, done whole or not at all, and only by who may."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.importing.rows import COLUMNS
from sharewell.directory.models import Agency, Area, Invitation, SentFile, Team
from sharewell.directory.rules import FileKind, Role, RowState, read_table
from sharewell.directory.tests import given
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry

AGENCIES = "name,kind,short_name,urn\nOak Street Nursery,nursery,Oak Street,999101\nElm College,College,,999102\n"
TEAMS = (
    "agency,name,purpose,telephone,what_for,public,hours,areas,minimum_age\n"
    "Fernleigh Primary School,First aid,other,01632 960 441,Cuts,yes,mon-fri=08:00-16:00; sat=09:00-12:00,North,4\n"
    "fernleigh primary school,School office,other,01632 960 442,Letters,no,,,\n"
)


def kept(by, text: str, kind: FileKind = FileKind.TEAMS) -> SentFile:
    return actions.keep_file(by=by, kind=kind, name="t.csv", rows=read_table(text.encode(), COLUMNS[kind]).rows)


def states(by, file: SentFile) -> list[RowState]:
    return [row.state for row in actions.plan_of_file(by=by, file=file).rows]


def faults(by, file: SentFile) -> str:
    return " ".join(fault for row in actions.plan_of_file(by=by, file=file).rows for fault in row.faults)


@pytest.fixture
def leader(cast):
    return given.a_member(cast.council, "Petra Vale", "Partnership manager", Role.PARTNERSHIP_LEAD)


@pytest.fixture
def north(db) -> Area:
    return actions.set_area(by=THE_INSTALLATION, name="North")


def test_agencies_stand_in_the_directory_with_their_numbers(cast, leader):
    file = kept(leader, AGENCIES, FileKind.AGENCIES)
    assert states(leader, file) == [RowState.NEW, RowState.NEW]
    actions.import_rows(by=leader, file=file)
    oak = Agency.objects.get(name="Oak Street Nursery")
    assert (oak.kind, oak.short_name, oak.identifiers.get().value) == ("nursery", "Oak Street", "999101")
    again = kept(leader, AGENCIES, FileKind.AGENCIES)
    assert states(leader, again) == [RowState.SAME, RowState.SAME]
    with pytest.raises(Refused, match="stands here already"):
        actions.import_rows(by=leader, file=again)
    with pytest.raises(Overtaken):
        actions.import_rows(by=leader, file=file)


def test_teams_are_added_and_changed_and_columns_that_are_not_there_stay(cast, north):
    by = cast.administrator
    actions.import_rows(by=by, file=kept(by, TEAMS))
    aid = Team.objects.get(name="First aid")
    assert (aid.telephone, aid.is_public, aid.minimum_age, aid.areas.get()) == ("01632 960 441", True, 4, north)
    assert {day: len(runs) for day, runs in access.week_of_team(aid).items()} == dict.fromkeys(range(6), 1)
    assert Team.objects.get(name="School office").telephone == "01632 960 442"
    assert states(by, kept(by, TEAMS)) == [RowState.SAME, RowState.SAME]
    change = "agency,name,purpose,telephone\nFernleigh Primary School,First aid,other,01632 960 499\n"
    file = kept(by, change)
    (row,) = actions.plan_of_file(by=by, file=file).rows
    assert (row.state, row.changes) == (RowState.CHANGED, ["telephone"])
    actions.import_rows(by=by, file=file)
    aid = Team.objects.get(name="First aid")
    assert (aid.telephone, aid.what_for, aid.is_public, aid.areas.count()) == ("01632 960 499", "Cuts", True, 1)


def test_each_import_is_an_act_and_so_is_each_row(cast, north):
    actions.import_rows(by=cast.administrator, file=kept(cast.administrator, TEAMS))
    kinds = [*Entry.objects.filter(actor_id=str(cast.administrator.pk)).values_list("kind", flat=True)]
    assert kinds.count("directory.imported") == 1
    assert kinds.count("team.added") == 1
    assert kinds.count("team.contact_set") == 2


def test_one_faulty_row_and_nothing_is_done(cast, north):
    by = cast.administrator
    file = kept(by, TEAMS + "Fernleigh Primary School,Third,nonsense,,,,,,\n")
    assert states(by, file) == [RowState.NEW, RowState.CHANGED, RowState.FAULTY]
    with pytest.raises(Refused, match="Some rows cannot be imported"):
        actions.import_rows(by=by, file=file)
    assert not Team.objects.filter(name="First aid").exists()
    assert SentFile.objects.get(pk=file.pk).imported_at is None
    actions.import_rows(by=by, file=file, leave_out_faulty=True)
    assert Team.objects.filter(name="First aid").exists()
    assert not Team.objects.filter(name="Third").exists()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Nowhere School,Aid,other,,,,,,", "There is no agency called Nowhere School here."),
        ("Holmbury Council,Aid,other,,,,,,", "You do not look after Holmbury Council."),
        ("Fernleigh Primary School,Aid,other,,,,,South,", "There is no area South here. There are: North."),
        ("Fernleigh Primary School,Aid,other,ring me,,,,,", "Enter a telephone number"),
        ("Fernleigh Primary School,Aid,other,,,yes,,,", "A public contact needs a telephone number."),
        ("Fernleigh Primary School,Aid,other,,,maybe,,,", "write yes or no"),
        ("Fernleigh Primary School,Aid,other,,,,mon=nine to five,,", "is not understood"),
        ("Fernleigh Primary School,Aid,other,,,,,,ninety", "must be a whole number"),
        ("Fernleigh Primary School,Aid,other,,,,,,90", "must be between 0 and 25"),
        ("Fernleigh Primary School,School office,police,,,,,,", "a file does not change that"),
        (",Aid,other,,,,,,", "Enter agency"),
    ],
)
def test_what_a_row_may_not_say_is_said_with_how_to_mend_it(cast, north, row, says):
    assert says in faults(cast.administrator, kept(cast.administrator, TEAMS.splitlines()[0] + "\n" + row))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Fernleigh Primary School,council,,", "a file does not change that"),
        ("Oak,nursery,,12", "six figures"),
        ("Oak,castle,,", "Kind: there is no such word here. There are: council, school"),
        ("Oak,nursery,,999001", "URN 999001 is Fernleigh Primary School."),
    ],
)
def test_what_a_row_may_not_say_of_an_agency(cast, leader, row, says):
    actions.set_identifiers(by=cast.administrator, agency=cast.school, identifiers={"urn": "999001"})
    assert says in faults(leader, kept(leader, f"name,kind,short_name,urn\n{row}", FileKind.AGENCIES))


def test_two_rows_for_one_number_are_refused_whole_with_the_line(cast, leader):
    file = kept(leader, "name,kind,urn\nOak,nursery,999101\nElm,nursery,999101", FileKind.AGENCIES)
    with pytest.raises(Refused, match="Line 3: URN 999101 is Oak"):
        actions.import_rows(by=leader, file=file)
    assert not Agency.objects.filter(name="Oak").exists()


def test_nobody_imports_what_they_do_not_look_after_or_what_another_sent(cast, leader):
    with pytest.raises(Refused):
        actions.import_rows(by=cast.administrator, file=kept(cast.administrator, AGENCIES, FileKind.AGENCIES))
    file = kept(cast.council_administrator, TEAMS)
    for who in (cast.administrator, cast.teacher, leader):
        with pytest.raises(NotPermitted):
            actions.import_rows(by=who, file=file)
    with pytest.raises(NotPermitted):
        actions.import_rows(by=cast.teacher, file=kept(cast.teacher, TEAMS))


PEOPLE = (
    "name,email,job_title,roles,teams\n"
    "Ola Newly,ola@example.org,Teacher,,School office\n"
    "Una Newly,UNA@example.org,Deputy head,Practitioner; deputy,Safeguarding leads; School office\n"
    "Tess Archer,tess.archer@example.org,,,\n"
)


def test_people_of_a_file_are_invited_and_who_is_there_already_stays(cast):
    by = cast.administrator
    file = kept(by, PEOPLE, FileKind.PEOPLE)
    assert states(by, file) == [RowState.NEW, RowState.NEW, RowState.SAME]
    actions.import_rows(by=by, file=file)
    made = {one.email: one for one in Invitation.objects.all()}
    assert {*made} == {"ola@example.org", "una@example.org"}
    assert {*made["una@example.org"].roles} == {Role.PRACTITIONER, Role.DEPUTY}
    assert {team.name for team in access.teams_invited_to(made["una@example.org"])} == {
        "Safeguarding leads",
        "School office",
    }
    assert states(by, kept(by, PEOPLE, FileKind.PEOPLE)) == [RowState.SAME] * 3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Ola,ola,,,", "Enter an email address in the correct format"),
        ("Ola,ola@example.org,,Wizard,", "Roles: there is no Wizard here. There are: Practitioner"),
        ("Ola,ola@example.org,,Partnership lead,", "It is not yours to make somebody"),
        ("Ola,ola@example.org,,,Front desk", "Fernleigh Primary School has no team called Front desk."),
        ("Ola,ola@example.org,,Administrator,School office", "Only somebody who works with children"),
        (",ola@example.org,,,", "Enter name"),
    ],
)
def test_what_a_row_may_not_say_of_a_person(cast, row, says):
    text = PEOPLE.splitlines()[0] + "\n" + row
    assert says in faults(cast.administrator, kept(cast.administrator, text, FileKind.PEOPLE))


def test_only_the_administrator_invites_by_file(cast, leader):
    assert "Only an agency’s administrator" in faults(leader, kept(leader, PEOPLE, FileKind.PEOPLE))
    assert "Only an agency’s administrator" in faults(THE_INSTALLATION, kept(THE_INSTALLATION, PEOPLE, FileKind.PEOPLE))


def test_a_role_may_be_written_as_a_column_is(cast):
    row = "Ola,ola@example.org,,designated_lead; practitioner,"
    text = PEOPLE.splitlines()[0] + "\n" + row
    assert states(cast.administrator, kept(cast.administrator, text, FileKind.PEOPLE)) == [RowState.NEW]


def sent(text: str | bytes) -> BytesIO:
    file = BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = "teams.csv"
    return file


def test_the_administrator_sends_a_file_sees_what_it_comes_to_and_imports_it(cast, north, browse):
    them = browse.as_(cast.administrator.user)
    page = them.post("/administration/import/", {"kind": "teams", "file": sent(TEAMS)})
    assert page.heading == "What this file comes to"
    assert "2 rows. 1 new, 1 changed, 0 as they stand, 0 that cannot be imported." in page.text
    assert not Team.objects.filter(name="First aid").exists()
    page = them.post(page.address, {})
    assert "Imported: 1 new, 1 changed, 0 as they stood." in page
    assert Team.objects.filter(name="First aid").exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"kind": "teams"}, "Choose the file"),
        ({"file": TEAMS}, "Select what is in the file"),
        ({"kind": "agencies", "file": AGENCIES}, "Select one of the answers listed"),
        ({"kind": "teams", "file": b"\xff\xfea\0"}, "The file is in UTF-16"),
        ({"kind": "teams", "file": b"x" * 1_000_001}, "1,000,001 bytes"),
        ({"kind": "teams", "file": AGENCIES}, "There is no column kind, short_name, urn"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_on_the_page(cast, browse, typed, says):
    data = typed | ({"file": sent(typed["file"])} if "file" in typed else {})
    page = browse.as_(cast.administrator.user).post("/administration/import/", data)
    assert says in " ".join(page.errors)


def test_faulty_rows_are_shown_and_cannot_be_imported(cast, browse):
    them = browse.as_(cast.administrator.user)
    page = them.post(
        "/administration/import/", {"kind": "teams", "file": sent(TEAMS.replace("School,First", ",First"))}
    )
    assert "Rows to mend" in page.text
    assert "Import nothing" not in page.text
    assert them.post(page.address, {}).errors == [
        "Some rows cannot be imported. Mend them in your file, and send it again."
    ]


def test_the_words_that_a_column_takes_are_said_before_a_file_is_sent(cast, browse):
    page = browse.as_(cast.administrator.user)("/administration/import/")
    assert "Under “purpose”: referral, emergency duty" in page.text
    assert "Under “bank_holidays”: closed, as usual, own hours" in page.text
    assert "Under “roles”: Practitioner, Designated safeguarding lead" in page.text


def test_whoever_imports_people_reads_that_they_are_sent_an_email(cast, browse):
    them = browse.as_(cast.administrator.user)
    page = them.post("/administration/import/", {"kind": "people", "file": sent(PEOPLE)})
    assert "2 people are sent an email with a link." in them.post(page.address, {})


def test_others_find_no_way_in(cast, browse):
    file = kept(cast.administrator, TEAMS)
    assert browse.as_(cast.teacher.user)("/administration/import/", status=403)
    assert browse.as_(cast.council_administrator.user)(f"/administration/import/{file.pk}/", status=404)
    assert browse.as_(cast.administrator.user)("/administration/import/secrets.csv", status=404)


def test_an_empty_table_can_be_begun_from(cast, browse):
    answer = browse.as_(cast.administrator.user).client.get("/administration/import/teams.csv")
    assert answer.content.decode("utf-8-sig").startswith("agency,name,purpose,telephone")


def test_whoever_runs_the_installation_imports_for_every_agency(tmp_path, db):
    path = tmp_path / "agencies.csv"
    path.write_text(AGENCIES, encoding="utf-8")
    said = StringIO()
    call_command("import_directory", "agencies", str(path), stdout=said)
    assert "2 new" in said.getvalue()
    assert not Agency.objects.exists()
    call_command("import_directory", "agencies", str(path), "--import", stdout=said)
    assert Agency.objects.count() == 2
    path.write_bytes(AGENCIES.encode("utf-16"))
    with pytest.raises(CommandError, match="UTF-16"):
        call_command("import_directory", "agencies", str(path))
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_directory", "agencies", str(tmp_path / "none.csv"))
