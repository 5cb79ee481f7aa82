"""manage.py advise: JSON in, JSON out, for other programs. What is unknown is an error, and nothing is printed."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sharewell.guidance.rules import AgencyKind, advise
from sharewell.guidance.tests.given import KEY, shipped
from sharewell.guidance.tests.test_rules import BEFORE_THE_DUTY, DUTY, REFERRAL, TODAY

EDITION = shipped()
MANAGE = Path(__file__).resolve().parents[3] / "manage.py"
WHOLE = {"answers": REFERRAL, "agency": "school", "on": "2026-11-23"}


def told(monkeypatch: pytest.MonkeyPatch, said: Any, *arguments: str) -> Any:
    """What the command prints, read as JSON, when it reads this."""
    text = said if isinstance(said, bytes) else json.dumps(said).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    printed = io.StringIO()
    try:
        call_command("advise", *(arguments or [KEY]), stdout=printed)
    except CommandError:
        assert printed.getvalue() == ""
        raise
    return json.loads(printed.getvalue())


def test_the_questions_are_told_with_every_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, b"", KEY, "--questions")
    assert (found["edition"], found["digest"], list(found)) == (KEY, EDITION.digest, ["edition", "digest", "questions"])
    assert [each["id"] for each in found["questions"]] == [question.key for question in EDITION.questions]
    for each, question in zip(found["questions"], EDITION.questions, strict=True):
        assert each == {
            "id": question.key,
            "words": question.title,
            "why": question.why,
            "asked_when": question.asked_when,
            "answers": [{"id": answer.key, "words": answer.label} for answer in question.answers],
        }


def test_advice_is_told_with_its_reasons_rules_gateways_and_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    found, advice = told(monkeypatch, WHOLE), advise(EDITION, REFERRAL, "school", TODAY)
    assert list(found) == ["outcome", "reasons", "rules", "gateways", "duties", "next", "open"]
    assert (found["outcome"], found["next"], found["open"]) == ("follow_procedures", None, [])
    assert found["reasons"] == [{"id": each.key, "words": each.words} for each in advice.reasons]
    assert found["rules"] == [{"id": each.key, "words": each.title} for each in advice.rules]
    assert found["gateways"] == [{"id": each.key, "words": each.title} for each in advice.gateways]
    assert found["duties"] == [{"id": each.key, "words": each.words} for each in advice.duties]


def test_answers_alone_are_taken_too_and_the_walk_may_be_half_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, {"danger": "no", "harm": "new"})
    assert (found["outcome"], found["next"], found["open"]) == (
        None,
        "recipient",
        ["recipient", "purpose", "bundle", "tell"],
    )
    assert [each["id"] for each in found["duties"]] == ["refer_now"]
    assert told(monkeypatch, {})["next"] == "danger"
    assert told(monkeypatch, REFERRAL) == told(monkeypatch, {"answers": REFERRAL, "agency": None, "on": None})


def test_the_day_says_which_law_is_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"answers": DUTY, "agency": "school"}
    assert told(monkeypatch, {**asked, "on": str(TODAY)})["outcome"] == "share"
    assert told(monkeypatch, {**asked, "on": str(BEFORE_THE_DUTY)})["next"] == "who"


def test_answers_that_are_not_asked_for_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    besides = {**REFERRAL, "duty": "not_sure", "consent": "refused"}
    assert told(monkeypatch, {**WHOLE, "answers": besides}) == told(monkeypatch, WHOLE)


@pytest.mark.parametrize("kind", AgencyKind)
def test_every_kind_of_agency_is_known(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, {**WHOLE, "agency": kind})["gateways"]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (b"", "not JSON"),
        (b"danger=yes", "not JSON"),
        (b'{"danger": "y\xff"}', "not JSON in UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'["danger"]', "one JSON object"),
        (b"null", "one JSON object"),
        (b'{"danger": "yes", "danger": "no"}', "“danger” is said twice"),
        ({"dangre": "yes"}, "has no question “dangre”. Did you mean “danger”"),
        ({"danger": "yse"}, "“yse” is no answer to the question “danger”. Did you mean “yes”"),
        (
            {"danger": "yes", "consent": "perhaps"},
            "“perhaps” is no answer to the question “consent”. Take one of",
        ),
        ({"danger": ""}, "“” is no answer"),
        ({"danger": True}, "must be text, not true"),
        ({"danger": None}, "must be text, not null"),
        ({"danger": ["yes"]}, "must be text"),
        ({"answers": ["yes"]}, "“answers” must be an object"),
        ({"agency": "school"}, "“answers” must be an object"),
        ({**WHOLE, "angecy": "school"}, "“angecy” means nothing beside “answers”. Did you mean “agency”"),
        ({**WHOLE, "agency": "shcool"}, "“shcool” is no kind of agency. Did you mean “school”"),
        ({**WHOLE, "agency": ""}, "is no kind of agency"),
        ({**WHOLE, "agency": 7}, "“agency” must be text"),
        ({**WHOLE, "on": "2026-02-30"}, "must be a day such as"),
        ({**WHOLE, "on": "20261123"}, "must be a day such as"),
        ({**WHOLE, "on": 20261123}, "must be a day such as"),
    ],
)
def test_what_is_unknown_is_an_error(said: Any, error: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match=error) as refused:
        told(monkeypatch, said)
    assert refused.value.returncode == 2


def test_an_unknown_edition_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["england-1066"], ["england-1066", "--questions"]):
        with pytest.raises(CommandError, match="There is no edition “england-1066”") as refused:
            told(monkeypatch, {}, *arguments)
        assert refused.value.returncode == 2


def run(*arguments: str, said: str = "{}") -> subprocess.CompletedProcess[str]:
    """The command as another program runs it, where there is no database at all."""
    nowhere = {**os.environ, "SHAREWELL_DATABASE": "postgresql://nobody@127.0.0.1:1/none"}
    return subprocess.run(
        [sys.executable, MANAGE, "advise", *arguments],
        input=said,
        env=nowhere,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_it_asks_no_database_and_says_errors_where_errors_are_read() -> None:
    done = run(KEY, said=json.dumps(WHOLE))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["outcome"] == "follow_procedures"
    failed = run(KEY, said='{"danger": "perhaps"}')
    assert (failed.returncode, failed.stdout) == (2, "")
    assert "“perhaps” is no answer" in failed.stderr
    assert run(said="{}").returncode == 2


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"x" * 100_000: "yes"}, "has no question “x"),
        ({"danger": "y" * 100_000}, "“y"),
        ({"danger": ["y" * 100_000]}, "must be text, not"),
        ({**WHOLE, "x" * 100_000: 1}, "“x"),
        ({**WHOLE, "agency": "x" * 100_000}, "“x"),
        ({**WHOLE, "on": "2" * 100_000}, "must be a day"),
    ],
)
def test_what_is_repeated_is_cut(said: Any, error: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match=error) as refused:
        told(monkeypatch, said)
    assert len(str(refused.value)) < 500 and "…" in str(refused.value)


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("advise england-2026 --questions | true; exit ${PIPESTATUS[0]}", 141),
        ("advise england-2026 --questions >&-", 0),
        ("advise england-2026 <&-", 2),
        ("advise england-2026 --questions <&- >/dev/null", 0),
        ("new_edition <&- >&- gone ours 2>/dev/null", 1),
        ("check_guidance gone <&- >&- 2>/dev/null", 2),
    ],
)
def test_a_closed_pipe_is_no_fault(command: str, status: int, tmp_path: Path) -> None:
    surroundings = {**os.environ, "SHAREWELL_EDITIONS": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} {MANAGE} {command}"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr, done.stderr
    assert done.returncode == status, done.stderr


def test_it_runs_where_no_data_folder_was_ever_made(tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("SHAREWELL_")}
    done = subprocess.run(
        [sys.executable, MANAGE, "advise", "england-2026"],
        input='{"danger": "yes"}',
        env={**own, "SHAREWELL_DATA": str(tmp_path / "never-made")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (0, "call_999"), done.stderr
    assert not (tmp_path / "never-made").exists(), "a folder that is not there becomes the demonstration"
