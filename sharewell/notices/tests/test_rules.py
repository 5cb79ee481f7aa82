"""What a notice may say."""

from datetime import UTC, datetime, timedelta

import pytest

from sharewell.directory.rules import Role
from sharewell.notices.rules import (
    EMAILED_WITHIN,
    FAULT_WORDS,
    FOR_GOOD,
    GROUP_NAMES,
    GROUP_OF,
    LONGEST_REST,
    MOST_TRIES,
    POST_SHUT,
    WORDS,
    Fault,
    NoticeGroup,
    NoticeKind,
    email_subject,
    email_text,
    faults_in,
    is_emailed,
    is_for_cover,
    tried_again_at,
    wait_after,
)

PATH = "/referrals/0b0fbc5e-5d4e-4c5c-8f0f-1c1f4d0b8a11/"


def test_a_reference_and_a_path_of_opaque_parts_may_go_out():
    assert faults_in("SW-7K4M-21", PATH) == []


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("Mia Tarrant", PATH),
        ("mia", PATH),
        ("", PATH),
        ("A" * 25, PATH),
        ("SW-7K4M-21", "https://elsewhere.example/"),
        ("SW-7K4M-21", "//elsewhere.example/"),
        ("SW-7K4M-21", "/children/?name=Mia"),
        ("SW-7K4M-21", "/children/Mia Tarrant/"),
        ("SW-7K4M-21", "/no-slash-at-the-end"),
        ("SW-7K4M-21\nBcc: x", PATH),
        ("SW-7K4M-21", PATH + "\n"),
    ],
)
def test_anything_else_may_not(reference, path):
    assert len(faults_in(reference, path)) == 1


@pytest.mark.parametrize("kind", NoticeKind)
def test_an_email_is_a_fixed_sentence_a_reference_and_a_link(kind):
    text = email_text(kind.value, "SW-7K4M-21", f"https://x.example{PATH}", "https://x.example/notices/choices/")
    assert WORDS[kind] in text and "SW-7K4M-21" in text and f"https://x.example{PATH}" in text
    assert email_subject("SW-7K4M-21") == "Sharewell: something awaits you (SW-7K4M-21)"


def test_each_rest_is_longer_and_the_last_try_is_the_last():
    rests = [wait_after(tries) for tries in range(1, MOST_TRIES)]
    assert rests == sorted(rests) and sum(rests, timedelta()) > timedelta(hours=12), "a night without mail"
    assert wait_after(MOST_TRIES) is None


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_kind_has_its_sentence_and_its_group(kind):
    assert WORDS[kind].endswith(".") and GROUP_OF[kind] in GROUP_NAMES, (
        "Say in rules.py what the new kind says (WORDS), and with which others people choose about it (GROUP_OF)."
    )


PRACTITIONER, WORKER, MANAGER = {Role.PRACTITIONER}, {Role.RECEIVING_WORKER}, {Role.MANAGER}
OFF = {group.value: False for group in NoticeGroup}


@pytest.mark.parametrize(
    ("kind", "roles", "chosen", "is_away", "expected"),
    [
        (NoticeKind.REFERRAL_DECIDED, PRACTITIONER, {}, False, True),
        (NoticeKind.REFERRAL_DECIDED, PRACTITIONER, OFF, False, False),
        (NoticeKind.REFERRAL_DECIDED, PRACTITIONER, {"team": False}, False, True),
        (NoticeKind.REFERRAL_DECIDED, PRACTITIONER, {}, True, False),
        (NoticeKind.REFERRAL_DECIDED, PRACTITIONER, {"while_away": True}, True, True),
        (NoticeKind.ANSWER_LATE, PRACTITIONER, OFF, False, False),
        (NoticeKind.ANSWER_LATE, WORKER, OFF, False, True),
        (NoticeKind.ANSWER_LATE, MANAGER, OFF, True, True),
        (NoticeKind.ANSWER_DUE_SOON, WORKER, OFF, False, False),
        (NoticeKind.ACCOUNT_CLOSES, PRACTITIONER, OFF, False, True),
    ],
)
def test_what_is_emailed_to_whom(kind, roles, chosen, is_away, expected):
    assert is_emailed(kind, roles, chosen, is_away=is_away) is expected


@pytest.mark.parametrize(
    ("kind", "roles", "expected"),
    [
        (NoticeKind.REFERRAL_DECIDED, {Role.DEPUTY}, True),
        (NoticeKind.REFERRAL_DECIDED, PRACTITIONER, False),
        (NoticeKind.REFERRAL_ARRIVED, {Role.DEPUTY}, False),
        (NoticeKind.REVIEW_ACCESS, {Role.ADMINISTRATOR}, True),
        (NoticeKind.ACCOUNT_CLOSES, {Role.ADMINISTRATOR}, False),
    ],
)
def test_who_covers_is_told_where_they_can_open_it(kind, roles, expected):
    assert is_for_cover(kind, roles) is expected


START = datetime(2026, 11, 26, 18, tzinfo=UTC)


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_has_words_and_is_for_now_or_for_good(fault):
    assert FAULT_WORDS[fault] and (fault in FOR_GOOD) != (fault in POST_SHUT)
    assert (tried_again_at(fault, 1, START, START) is None) == (fault in FOR_GOOD)


def test_an_email_is_tried_for_three_days_with_rests_that_grow_to_half_an_hour():
    at, tries, rests = START, 0, []
    while again := tried_again_at(Fault.NO_ANSWER, tries := tries + 1, START, at):
        rests.append(again - at)
        at = again
    assert rests == sorted(rests) and rests[0] == timedelta(seconds=15) and rests[-1] == LONGEST_REST
    assert EMAILED_WITHIN - LONGEST_REST < at - START <= EMAILED_WITHIN
