"""Many at once: one act, and no save lost."""

from pathlib import Path

import pytest
from django.test import Client

from sharewell.directory.models import Team
from sharewell.journeys import actions
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import mount_of
from sharewell.journeys.rules import Held
from sharewell.journeys.sitting import Sitting
from sharewell.journeys.tests.crowd import all_at_once, on_file
from sharewell.journeys.tests.given import Walker, a_member
from sharewell.ledger.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("sharewell.journeys.tests.toy")]
CROWD = 20


def test_many_identical_submissions_are_one_act_with_one_result(tmp_path: Path) -> None:
    with on_file(tmp_path):
        me = Walker(a_member()).start().to_check()
        seen, cookies = me.seen("check/"), me.browse.client.cookies

        def press(_: int) -> tuple[int, str]:
            client = Client()
            client.cookies = cookies
            response = client.post(f"{me.at}check/", {"_seen": seen})
            return response.status_code, response.get("Location", "")

        gave = all_at_once(CROWD, press)
        team = Team.objects.get()
        assert gave == [(302, f"/help/?team={team.pk}")] * CROWD
        assert Entry.objects.filter(kind="team.added").count() == 1
        assert not Entry.objects.filter(kind__endswith="refused").exists()


def test_many_saves_at_once_of_different_pages_are_all_kept(tmp_path: Path) -> None:
    slugs = ["danger", "harm", "known", "tell"]
    with on_file(tmp_path):
        me = Walker(a_member()).start()
        sittings = [Sitting(by=me.member, draft=Draft.objects.get(), mount=mount_of("toy")) for _ in slugs]

        def save(place: int) -> None:
            held = {slugs[place]: Held(typed={"answer": ["no"]})}
            actions.keep_answers(sitting=sittings[place], pages=held, seen=0, tab=f"tab-{place}")

        assert all_at_once(len(slugs), save) == [None] * len(slugs)
        assert set(me.draft.answers) == set(slugs)
        assert me.draft.version == len(slugs)
