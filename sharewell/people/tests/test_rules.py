"""Names, numbers, ages and likeness, as tables."""

from datetime import date
from typing import Any

import pytest

from sharewell.people.rules import (
    NOT_KNOWN,
    ChildDetails,
    HouseholdDetails,
    Person,
    SearchWords,
    age_words,
    birth_years,
    keys_of,
    keys_sought,
    mended_nhs_number,
    mended_postcode,
    mended_upn,
    parts_of,
    reasons_not_to_keep,
    reasons_not_to_keep_household,
    score,
    sort_of,
    worth_checking,
)
from sharewell.people.rules.ages import age_on, ages_on
from sharewell.people.rules.likeness import POSSIBLE, STRONG, turned
from sharewell.people.rules.names import surname_parts_of
from sharewell.web.folding import folded, misspellings, sound

TODAY = date(2026, 11, 24)
MINA = Person("Mina", "Okell", (), date(2017, 5, 4), range(2017, 2018), "RG40 1BN", "999 000 0018", "", "A-17")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Zoë", "zoe"),
        ("Siobhán O’Brien", "siobhan obrien"),
        ("o'brien", "obrien"),
        ("Łukasz Wiśniewski", "lukasz wisniewski"),
        ("Bjørn Strauß", "bjorn strauss"),
        ("  Mary-Jane   SMITH ", "mary jane smith"),
        ("St. John", "st john"),
        ("李 小龙", "李 小龙"),
        ("…", ""),
        ("", ""),
    ],
)
def test_names_fold(name: str, plain: str) -> None:
    assert folded(name) == plain


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Mina Okell", (("mina",), ("okell",))),
        ("Al-Hassan", (("alhassan", "hassan"),)),
        ("Mac Donald", (("macdonald", "donald"),)),
        ("van der Berg", (("vanderberg", "berg"),)),
        ("Al", (("al",),)),
        ("", ()),
        ("a b c d e f g h", (("a",), ("b",), ("c",), ("d",), ("e",), ("f",))),
    ],
)
def test_parts(name: str, parts: tuple) -> None:
    assert parts_of(name) == parts


def test_a_double_name_is_also_one_word() -> None:
    assert surname_parts_of("Smith-Jones") == (("smith",), ("jones",), ("smithjones",))
    assert surname_parts_of("Smith") == (("smith",),)


@pytest.mark.parametrize(
    ("one", "other"), [("smith", "smyth"), ("catherine", "kathryn"), ("mohammed", "muhammad"), ("philips", "fillips")]
)
def test_names_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_a_name_in_another_script_stands_for_itself() -> None:
    assert sound("小龙") == "小龙"


@pytest.mark.parametrize("slip", ["okell", "okel", "okelll", "ockell", "oekll", "kell", "ikell", "okelk"])
def test_one_slip_apart_share_a_misspelling(slip: str) -> None:
    assert misspellings("okell") & misspellings(slip)


@pytest.mark.parametrize(
    ("typed", "likeness", "why"),
    [
        (SearchWords("Mina Okell", date(2017, 5, 4)), (1, 1), "same surname, same first name, born the same day"),
        (SearchWords("Okell, Mina", date(2017, 5, 4)), (1, 1), "same surname, same first name, born the same day"),
        (SearchWords("mina OCKELL", date(2017, 5, 4)), (STRONG, 1), "same surname by sound, same first name"),
        (SearchWords("Mina Pkell"), (STRONG, 1), "surname nearly spelt the same, same first name"),
        (SearchWords("M Okell"), (0.85, 0.97), "same surname, first name has the same initial"),
        (SearchWords("Mina Oke"), (STRONG, 1), "surname begins the same, same first name"),
        (SearchWords("Mina Okell", date(2017, 4, 5)), (STRONG, 1), "day and month of birth the other way round"),
        (SearchWords("Mina Okell", date(2017, 5, 14)), (STRONG, 1), "date of birth one digit out"),
        (SearchWords("Mina Okell", date(2017, 8, 4)), (0.8, 1), "date of birth one digit out"),
        (SearchWords("Mina Okell", date(2009, 1, 30)), (0.6, 0.7), "same surname, same first name"),
        (SearchWords("Mina Okell", None, 2017), (1, 1), "born in the same year"),
        (SearchWords("Mina Okell", None, 2018), (0.8, 1), "born within a year or so"),
        (SearchWords("Mina Okell", None, None, "RG40 1BN"), (1, 1), "same postcode"),
        (SearchWords("Mina Okell", None, None, "RG40 9XX"), (STRONG, 1), "same postcode district"),
        (SearchWords("", date(2017, 5, 4)), (0.5, 0.6), "born the same day"),
        (SearchWords("", None, None, "RG40 1BN"), (0.5, 0.6), "same postcode"),
        (SearchWords("", nhs_number="999 000 0018"), (0.93, 0.93), "same NHS number"),
        (SearchWords("", own_reference="a-17"), (0.93, 0.93), "same reference"),
        (SearchWords("Jack Pryce", date(2012, 1, 30)), (0, 0.2), ""),
        (SearchWords("Jack Pryce", date(2017, 5, 4)), (0.2, 0.42), "born the same day"),
    ],
)
def test_scores_and_their_reasons(typed: SearchWords, likeness: tuple[float, float], why: str) -> None:
    like, said = score(typed, MINA)
    assert likeness[0] <= like <= likeness[1], (like, said)
    assert why in said
    assert "name" not in why or why.split(",")[0] in said


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("Liz Smith", Person("Elizabeth", "Smith")),
        ("Beth Smith", Person("Liz", "Smith")),
        ("Mo Ali", Person("Muhammad", "Ali")),
        ("Kasia Nowak", Person("Katarzyna", "Nowak")),
        ("Chevonne O Brian", Person("Siobhán", "O’Brien")),
        ("Hassan Yusuf", Person("Yousef", "Al-Hassan")),
        ("Jo Smithjones", Person("Joanna", "Smith-Jones")),
        ("Minnie Okell", Person("Wilhelmina", "Okell", ("Minnie",))),
    ],
)
def test_other_forms_of_a_name_are_strong(typed: str, held: Person) -> None:
    like, why = score(SearchWords(typed), held)
    assert like >= STRONG - 0.05, why
    assert keys_sought(SearchWords(typed)) & keys_of(held)


def test_the_better_match_stands_first() -> None:
    typed = SearchWords("Mina Okel", date(2017, 5, 4))
    others = [Person("Mia", "Okell", (), date(2016, 5, 4)), Person("Mina", "Orrell"), Person("Amina", "Okello")]
    assert all(score(typed, MINA)[0] > score(typed, other)[0] for other in others)


def test_a_guessed_age_counts_for_less_than_a_date() -> None:
    guessed = Person("Mina", "Okell", (), None, birth_years(estimate=9, estimated_on=TODAY))
    typed = SearchWords("Mina Okell", date(2017, 5, 4))
    like, why = score(typed, guessed)
    assert POSSIBLE < like < score(typed, MINA)[0]
    assert "about the right age" in why


def test_a_score_is_never_called_more_than_a_possible_match() -> None:
    assert {sort_of(each).split(":")[-1].strip() for each in (1.0, 0.8)} == {"check"}
    assert sort_of(0.5) == "A little alike"


@pytest.mark.parametrize(("born", "other"), [((2017, 5, 4), (2017, 4, 5)), ((2017, 5, 5), None), ((2017, 5, 14), None)])
def test_day_and_month_turned(born: tuple, other: tuple | None) -> None:
    assert turned(date(*born)) == (date(*other) if other else None)


def test_nothing_to_look_for() -> None:
    assert SearchWords("  ").is_empty()
    assert not SearchWords("a").is_empty()
    assert SearchWords("Mina", date(2017, 5, 4)).in_words() == "name: Mina; born: 2017-05-04"


@pytest.mark.parametrize(
    ("said", "kept"),
    [("9990000018", "999 000 0018"), ("943 476 5919", "943 476 5919"), ("999-000-0018", "999 000 0018"), (" ", "")],
)
def test_nhs_numbers(said: str, kept: str) -> None:
    assert mended_nhs_number(said) == kept


@pytest.mark.parametrize("said", ["9990000000", "9990000019", "999", "99900000181", "99900000I8", "٩٩٩٠٠٠٠٠١٨"])
def test_nhs_numbers_that_cannot_be(said: str) -> None:
    with pytest.raises(ValueError, match="NHS number"):
        mended_nhs_number(said)


def test_unique_pupil_numbers() -> None:
    assert mended_upn("b801 2000 05001") == "B801200005001"
    assert mended_upn("") == ""
    for wrong in ("A801200005001", "B80120000500", "Q207000016049"):
        with pytest.raises(ValueError, match="unique pupil number"):
            mended_upn(wrong)


@pytest.mark.parametrize(
    ("said", "kept"), [("rg401bn", "RG40 1BN"), ("EC1A 1BB", "EC1A 1BB"), ("w1a0ax", "W1A 0AX"), ("", "")]
)
def test_postcodes(said: str, kept: str) -> None:
    assert mended_postcode(said) == kept


@pytest.mark.parametrize("said", ["RG40 1B", "12345", "RG40 1BNN", "somewhere"])
def test_what_is_no_postcode_is_kept_and_found_by_nobody(said: str) -> None:
    assert mended_postcode(said) == said
    assert SearchWords(postcode=said).is_empty()
    assert not [key for key in keys_of(Person("Mina", postcode=said)) if key.startswith("p:")]


def test_half_a_postcode_says_something_beside_a_name() -> None:
    assert (mended_postcode("zz1"), mended_postcode("zz1 4qr")) == ("ZZ1", "ZZ1 4QR")
    assert SearchWords(postcode="ZZ1").is_empty()
    assert "same postcode district" in score(SearchWords("Mina", postcode="ZZ1"), Person("Mina", postcode="ZZ1 4QR"))[1]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"born": date(2017, 5, 4)}, "9 years"),
        ({"born": date(2025, 11, 24)}, "12 months"),
        ({"born": date(2024, 11, 24)}, "2 years"),
        ({"born": date(2026, 11, 20)}, "under a week"),
        ({"born": date(2026, 11, 10)}, "2 weeks"),
        ({"born": date(2026, 6, 24)}, "5 months"),
        ({"due": date(2027, 1, 5)}, "not yet born, due in 6 weeks"),
        ({"due": date(2026, 11, 24)}, "not yet born, due today"),
        ({"due": date(2026, 11, 25)}, "not yet born, due this week"),
        ({"due": date(2026, 11, 1)}, "not yet born when this was written, due date passed"),
        ({"estimate": 9, "estimated_on": date(2026, 11, 1)}, "about 9 years"),
        ({"estimate": 1, "estimated_on": date(2026, 11, 1)}, "about 1 year"),
        ({"estimate": 9, "estimated_on": date(2024, 11, 1)}, "about 11 years"),
        ({}, "age not known"),
    ],
)
def test_ages_in_words(known: dict, words: str) -> None:
    assert age_words(TODAY, **known) == words


def test_born_on_a_leap_day() -> None:
    born = date(2020, 2, 29)
    assert age_on(born, date(2026, 2, 28)) == 5
    assert age_on(born, date(2026, 3, 1)) == 6


@pytest.mark.parametrize(
    ("details", "field", "words"),
    [
        ({}, "given_name", "Enter a name"),
        ({"date_of_birth": "2017-05-04"}, "given_name", "Enter a name"),
        ({"due_date": "2027-02-01"}, "mother_name", "mother’s name"),
        ({"given_name": "A", "date_of_birth": "2026-11-25"}, "date_of_birth", "give the due date instead"),
        ({"given_name": "A", "date_of_birth": "2000-11-23"}, "date_of_birth", "over 25"),
        ({"given_name": "A", "date_of_birth": "2017-05-04", "due_date": "2027-02-01"}, "due_date", "not both"),
        ({"family_name": "A", "due_date": "2027-12-01"}, "due_date", "ten months"),
        ({"family_name": "A", "due_date": "2026-09-01"}, "due_date", "six weeks"),
        ({"given_name": "A", "age_estimate": 26}, "age_estimate", "between 0 and 25"),
    ],
)
def test_reasons_not_to_keep_a_child(details: dict, field: str, words: str) -> None:
    reasons = reasons_not_to_keep(ChildDetails.read(details), TODAY)
    assert [reason.field for reason in reasons] == [field]
    assert words in reasons[0]


@pytest.mark.parametrize(
    "details",
    [
        {"given_name": "Mina"},
        {"known_as": ["Minnie"]},
        {"description": "The boy in the red coat"},
        {"due_date": "2027-02-01", "mother_name": "Ann Okell"},
        {"family_name": "Okell", "due_date": "2026-11-01"},
        {"nhs_number": "999 000 0018"},
        {"given_name": "A", "date_of_birth": "2000-11-25"},
        {"given_name": "A", "date_of_birth": "2026-11-24"},
    ],
)
def test_what_is_enough_to_keep_a_child(details: dict) -> None:
    assert reasons_not_to_keep(ChildDetails.read(details), TODAY) == []


def test_an_adult_is_allowed_and_asked_about() -> None:
    assert "18: an adult" in worth_checking(ChildDetails(date_of_birth=date(2008, 11, 24)), TODAY)[0]
    assert worth_checking(ChildDetails(date_of_birth=date(2008, 11, 25)), TODAY) == []
    assert worth_checking(ChildDetails(age_estimate=20), TODAY)
    assert worth_checking(ChildDetails(given_name="Mina"), TODAY) == []


@pytest.mark.parametrize(
    ("details", "fields"),
    [
        ({}, ["name"]),
        ({"relation": "other"}, ["relation_words"]),
        ({"relation": "mother"}, []),
        ({"name": "Ann", "date_of_birth": "2026-11-25"}, ["date_of_birth"]),
        ({"name": "Ann", "age_estimate": 121}, ["age_estimate"]),
    ],
)
def test_reasons_not_to_keep_somebody_at_home(details: dict, fields: list[str]) -> None:
    reasons = reasons_not_to_keep_household(HouseholdDetails.read(details), TODAY)
    assert [reason.field for reason in reasons] == fields


def test_details_travel_as_json_and_come_back() -> None:
    details = ChildDetails.read(
        {"given_name": "Zoë", "known_as": ["Zo"], "date_of_birth": "2017-05-04", "sex": "female"}
    )
    assert ChildDetails.read(details.as_json()) == details
    assert str(details).startswith('{"date_of_birth": "2017-05-04"')
    with pytest.raises(TypeError):
        ChildDetails.read({"shoe_size": "3"})


def test_what_changed_is_told_in_words() -> None:
    before, after = ChildDetails(given_name="Mina"), ChildDetails(given_name="Mina", known_as=("Minnie", "Min"))
    assert after.changed_from(before) == {"known_as": ("", "Minnie, Min")}


@pytest.mark.parametrize(
    ("known", "ages"),
    [
        ({"born": date(2010, 11, 24)}, range(15, 16)),
        ({"born": date(2010, 11, 23)}, range(16, 17)),
        ({"born": date(2027, 1, 1)}, range(1)),
        ({"due": date(2027, 1, 1)}, range(1)),
        ({"due_words": NOT_KNOWN}, range(1)),
        ({"estimate": 15, "estimated_on": date(2026, 11, 23)}, range(14, 17)),
        ({"estimate": 15, "estimated_on": date(2025, 11, 23)}, range(15, 18)),
        ({"estimate": 15, "estimated_on": date(2025, 6, 1)}, range(15, 19)),
        ({"estimate": 0, "estimated_on": date(2026, 11, 23)}, range(2)),
        ({"estimate": 15}, range(0)),
        ({}, range(0)),
    ],
)
def test_the_years_that_somebody_may_have(known: dict[str, Any], ages: range) -> None:
    assert ages_on(date(2026, 11, 23), **known) == ages
