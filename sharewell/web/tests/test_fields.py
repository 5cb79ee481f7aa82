"""Each field mends what it can, refuses the rest in words that say how to mend it, and keeps what was typed."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

import pytest

from sharewell.moment import pretend
from sharewell.web import drawing
from sharewell.web.fields import (
    Choice,
    Choices,
    ClockTime,
    DateParts,
    Email,
    HiddenText,
    LongText,
    Option,
    Password,
    Pick,
    ShortText,
    Telephone,
    Tick,
    WholeNumber,
)
from sharewell.web.forms import Form, as_typed


class Known(StrEnum):
    fact = "fact"
    told = "told"


def given(field: Any, *values: str, **parts: str) -> Form:
    """A form with this one field, `it`, as typed."""
    form = type("OneField", (Form,), {"it": field})
    words = {f"it_{part}": [value] for part, value in parts.items()}
    return form(as_typed(words or {"it": values}))


def clean(field: Any, *values: str, **parts: str) -> Any:
    form = given(field, *values, **parts)
    assert form.is_valid(), form.errors
    return form.cleaned_data["it"]


def refusal(field: Any, *values: str, **parts: str) -> str:
    form = given(field, *values, **parts)
    assert not form.is_valid()
    return " ".join(form.errors["it"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mia  Tarrant ", "Mia Tarrant"),
        ("Mia\r\nTarrant\tthe second", "Mia Tarrant the second"),
        ("Zoe\u0308", "Zoë"),
        ("محمد", "محمد"),
    ],
)
def test_a_short_text_is_one_line(typed: str, kept: str) -> None:
    assert clean(ShortText("Name"), typed) == kept


def test_a_long_text_keeps_its_lines_with_one_kind_of_ending() -> None:
    assert (
        clean(LongText("What happened?"), "\r\nOne\r\ntwo\rthree\n\n\tfour  five \r\n")
        == "One\ntwo\nthree\n\n\tfour  five"
    )


TEXTS = [ShortText, LongText, Email, Telephone, Password, HiddenText, ClockTime]
UNKEEPABLE = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\ud800"]


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("character", UNKEEPABLE, ids=ascii)
def test_a_hidden_character_is_refused_everywhere_and_shown(field: Any, character: str) -> None:
    form = given(field("It"), f"before{character}after")
    assert "It has a hidden character that cannot be kept" in " ".join(form.errors["it"])
    assert character not in str(form)
    if field is not Password:
        assert "before\ufffdafter" in str(form)


SEEN_BY_NOBODY = ["\u200b", "\u200b\u2060\ufeff", "\u3164 \u115f", "\u2800", "\u00ad\n\u200e", "\U000e0041", "\u0300"]


@pytest.mark.parametrize("typed", SEEN_BY_NOBODY, ids=ascii)
def test_words_that_nobody_can_see_are_no_words(typed: str) -> None:
    assert refusal(LongText("What happened?", missing="Write what happened")) == "Write what happened"
    assert refusal(LongText("What happened?", missing="Write what happened"), typed) == "Write what happened"
    assert clean(ShortText("Name", required=False), typed) == ""


def test_hidden_characters_among_words_stay_as_they_were_typed() -> None:
    typed = "می\u200cخواهم 👩\u200d👧 a\u200bb"
    assert clean(ShortText("Name"), typed) == typed


def test_every_way_to_break_a_line_is_one_way() -> None:
    assert clean(LongText("What happened?"), "One\u2028two\u2029three\rfour") == "One\ntwo\nthree\nfour"


def test_too_long_says_by_how_much_and_keeps_the_words() -> None:
    form = given(ShortText("Name", max_length=10), "x" * 1_212)
    assert form.errors["it"] == ["Name must be 10 characters or fewer. It is 1,202 characters too long"]
    assert "x" * 1_212 in str(form)


def test_one_too_long_counts_one_and_line_endings_count_once() -> None:
    assert "1 character too long" in refusal(LongText("What happened?", max_length=3), "a\r\nbc")
    typed = "\r\nOne\r\ntwo\rthree\n\n\tfour  five \r\n"
    assert clean(LongText("What happened?"), typed) == "One\ntwo\nthree\n\n\tfour  five"


def test_a_browser_is_never_told_to_cut_words_off() -> None:
    assert " maxlength=" not in str(given(ShortText("Name", max_length=10), "x"))
    assert " maxlength=" not in str(given(LongText("Story", max_length=10), "x"))


def test_too_short_says_how_long() -> None:
    assert refusal(ShortText("Reason", min_length=5), "no") == "Reason must be 5 characters or more"
    assert clean(ShortText("Reason", min_length=5, required=False), "") == ""


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (ShortText("Name"), "Enter name"),
        (ShortText("NHS number"), "Enter NHS number"),
        (LongText("What happened?"), "Answer the question “What happened?”"),
        (ShortText("Name", missing="Say who it is"), "Say who it is"),
        (Email(), "Enter an email address"),
        (Telephone(), "Enter a telephone number"),
        (Password(), "Enter a password"),
        (WholeNumber("Number of children"), "Enter number of children"),
        (Choice("Kind", choices=[("a", "A")]), "Select kind"),
        (Choices("Kinds", choices=[("a", "A")]), "Select kinds"),
        (Pick("Team", choices=[("a", "A")]), "Select team"),
        (DateParts("Date of birth"), "Enter date of birth"),
        (ClockTime("Time"), "Enter time"),
        (Tick("I have read it"), "Tick to confirm: I have read it"),
    ],
)
def test_what_is_missing_is_said(field: Any, said: str) -> None:
    assert refusal(field) == said


@pytest.mark.parametrize("address", ["name@example.org", "Anne.O'Neil@school.example.org"])
def test_an_email_address(address: str) -> None:
    assert clean(Email(), f" {address} ") == address


@pytest.mark.parametrize("address", ["name", "name@", "a b@example.org", "name@example"])
def test_no_email_address(address: str) -> None:
    assert "like name@example.org" in refusal(Email(), address)


@pytest.mark.parametrize("number", ["01632 960 001", "+44 (0)1632 960001", "999", "01632-960-001 ext. 12"])
def test_a_telephone_number(number: str) -> None:
    assert clean(Telephone(), number) == number


@pytest.mark.parametrize("number", ["ask Jo", "12", "0" * 21, "01632 960001 or 2"])
def test_no_telephone_number(number: str) -> None:
    assert "like 01632 960 001" in refusal(Telephone(), number)


def test_a_password_is_kept_to_the_letter_and_never_shown() -> None:
    form = given(Password(), "  correct horse ")
    assert form.is_valid()
    assert form.cleaned_data["it"] == "  correct horse "
    assert "correct" not in str(form)


@pytest.mark.parametrize(("typed", "number"), [("3", 3), ("1,204", 1204), (" 7 ", 7)])
def test_a_whole_number(typed: str, number: int) -> None:
    assert clean(WholeNumber("Children", most=5_000), typed) == number


@pytest.mark.parametrize("typed", ["three", "1.5", "9" * 400, "-"])
def test_no_whole_number(typed: str) -> None:
    assert refusal(WholeNumber("Children"), typed) == "Children must be a whole number, like 1"


def test_a_number_out_of_bounds() -> None:
    assert refusal(WholeNumber("Children", least=1, most=30), "31") == "Children must be between 1 and 30"


def test_an_answer_is_what_the_act_wants() -> None:
    field = Choice("Kind", choices=[("fact", "Fact"), ("told", "Told")], coerce=Known)
    assert clean(field, "told") is Known.told
    assert clean(Choice("Kind", choices=[("fact", "Fact")], coerce=Known, required=False), "") is None
    assert refusal(field, "guess") == "Select one of the answers listed"


def test_answers_may_be_a_function_asked_each_time() -> None:
    answers = [("a", "A")]
    field = Pick("Team", choices=lambda: answers)
    assert refusal(field, "b")
    answers.append(("b", "B"))
    assert clean(field, "b") == "b"


def test_none_of_these_goes_with_no_other() -> None:
    field = Choices("Which", choices=[("a", "A"), ("b", "B"), Option("none", "None of these", exclusive=True)])
    assert clean(field, "a", "b") == ["a", "b"]
    assert clean(field, "none") == ["none"]
    assert refusal(field, "a", "none") == "Select “None of these”, or the others, not both"
    assert clean(Choices("Which", choices=[("a", "A")], required=False)) == []


@pytest.mark.parametrize(
    ("day", "month", "year"), [("3", "11", "2018"), ("03", "nov", "2018"), (" 3 ", "November", "2018")]
)
def test_a_date_as_people_write_it(day: str, month: str, year: str) -> None:
    assert clean(DateParts("Born"), day=day, month=month, year=year) == date(2018, 11, 3)


@pytest.mark.parametrize(
    ("parts", "said", "wrong"),
    [
        (("31", "2", "2020"), "Born must be a real date", "day month year"),
        (("29", "2", "2023"), "Born must be a real date", "day month year"),
        (("x", "2", "2020"), "Born must be a real date", "day month year"),
        (("٣", "2", "2020"), "Born must be a real date", "day month year"),
        (("3", "", "2020"), "Born must include a month", "month"),
        (("", "", "2020"), "Born must include a day and month", "day month"),
        (("3", "2", "20"), "Born: the year must include 4 numbers", "year"),
        (("3", "2", "0000"), "Born must be a real date", "day month year"),
        (("3", "2", "1899"), "Born must be on or after 1 January 1900", "day month year"),
    ],
)
def test_no_date_says_which_part_and_keeps_what_was_typed(parts: tuple[str, ...], said: str, wrong: str) -> None:
    form = given(DateParts("Born"), **dict(zip(("day", "month", "year"), parts, strict=True)))
    assert form.errors["it"] == [said]
    drawn = str(form)
    for name, value in zip(("day", "month", "year"), parts, strict=True):
        assert not value or f'name="it_{name}" type="text" value="{value}"' in drawn
    assert f'href="#id_it_{wrong.split()[0]}"' in drawn
    assert drawn.count("govuk-input--error") == len(wrong.split())


def test_past_and_future_count_by_the_clock_in_london() -> None:
    parts = {"day": "25", "month": "6", "year": "2026"}
    with pretend(datetime(2026, 6, 24, 23, 30, tzinfo=UTC)):  # already the 25th in London
        assert clean(DateParts("Seen", past=True), **parts) == clean(DateParts("Due", future=True), **parts)
    with pretend(datetime(2026, 6, 24, 22, 30, tzinfo=UTC)):
        assert refusal(DateParts("Seen", past=True), **parts) == "Seen must be today or in the past"
    with pretend(datetime(2026, 6, 25, 23, 30, tzinfo=UTC)):
        assert refusal(DateParts("Due", future=True), **parts) == "Due must be today or in the future"


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("2.12 pm", 14, 12),
        ("2pm", 14, 0),
        ("2:05 p.m.", 14, 5),
        ("12 am", 0, 0),
        ("12.30pm", 12, 30),
        ("14:12", 14, 12),
        ("1412", 14, 12),
        ("09:15", 9, 15),
        ("Midday", 12, 0),
        ("midnight", 0, 0),
    ],
)
def test_a_time_as_people_write_it(typed: str, hour: int, minute: int) -> None:
    assert clean(ClockTime("Time"), typed) == time(hour, minute)


@pytest.mark.parametrize("typed", ["25:00", "13 pm", "12:60", "soon", "0 am", "14:12:10", "٣ pm"])
def test_no_time(typed: str) -> None:
    assert refusal(ClockTime("Time"), typed) == "Time must be a real time, like 2.30 pm or 14:30"


def test_a_time_that_could_be_either_asks() -> None:
    assert refusal(ClockTime("Time"), "2.30") == "Time: say whether 2.30 is am or pm, like 2.30 pm"


def test_a_time_known_before_is_shown_as_people_say_it() -> None:
    form = type("OneField", (Form,), {"it": ClockTime("Time")})(initial={"it": time(14, 5)})
    assert 'value="2.05 pm"' in str(form)


def test_what_is_the_same_for_everybody_is_drawn_once_and_alike() -> None:
    def form(**more: object) -> Form:
        answer = Choice("How bad?", choices=[("a", "A & b"), ("c", "C")], **more)
        return type("Asked", (Form,), {"answer": answer})

    for given in ({}, {"answer": "a"}, {"answer": "c"}, {"answer": "<x>"}, {"answer": "a"}):
        pages = [str(form(same_for_all=kept)(given or None)) for kept in (True, False, True)]
        assert pages[0] == pages[1] == pages[2]
    assert not any("<x>" in each or "&lt;x" in each for each in drawing._kept)
