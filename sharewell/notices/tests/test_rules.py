"""What a notice may say."""

import pytest

from sharewell.notices.rules import MOST_TRIES, WORDS, NoticeKind, email_subject, email_text, faults_in, wait_after

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
    text = email_text(kind.value, "SW-7K4M-21", f"https://x.example{PATH}")
    assert WORDS[kind] in text and "SW-7K4M-21" in text and f"https://x.example{PATH}" in text
    assert email_subject("SW-7K4M-21") == "Sharewell: something awaits you (SW-7K4M-21)"


def test_each_rest_is_longer_and_the_last_try_is_the_last():
    rests = [wait_after(tries) for tries in range(1, MOST_TRIES)]
    assert rests == sorted(rests) and len(set(rests)) == len(rests)
    assert wait_after(MOST_TRIES) is None
