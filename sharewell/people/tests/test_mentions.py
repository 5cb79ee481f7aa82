"""Names are found again in what somebody wrote, however they are written there; and words that are none are not."""

import pytest

from sharewell.people.rules import Sought

WRITTEN = [
    ("Łukasz Nowak", "Lukasz has a bruise"),
    ("Søren Lund", "Soren has a bruise"),
    ("Søren Lund", "soeren has a bruise"),
    ("Ida Müller", "The Mueller girl"),
    ("Ida Mueller", "The Müllers came"),
    ("Zoe Tarrant", "Zoë’s arm"),
    ("Ħal Borg", "Hal was late"),
    ("Mia O’Neill", "The ONeill girl"),
    ("Mia ONeill", "The O'Neill girl"),
    ("Mia ONeill", "The O Neill girl"),
    ("Mia D’Arcy", "DArcy was late"),
    ("Mary-Ann Dee", "Maryann was late"),
    ("Maryann Dee", "Mary-Ann was late"),
    ("Maryann Dee", "Mary Ann was late"),
    ("Mia Tarrant", "Mias arm"),
    ("Mia Tarrant", "The Tarrants were seen shouting"),
    ("Mia Holmes", "Both Holmeses were late"),
    ("Mia Tarrant", "MIA_TARRANT2"),
    ("Mia Tarrant", "Tar\N{SOFT HYPHEN}rant girl"),
    ("Mia Tarrant", "M\N{ZERO WIDTH SPACE}ia was late"),
    ("Mia Tarrant", "M\N{COMBINING GRAPHEME JOINER}ia was late"),
    ("Mia Tarrant", "miatarrant at some address"),
    ("Elizabeth Dee", "lizzie has a bruise"),
    ("Lizzie Dee", "Elizabeth has a bruise"),
    ("William Dee", "Will has a bruise"),
    ("明 李", "李明 has a bruise"),
    ("李明", "明 李 has a bruise"),
    ("मीरा शर्मा", "मीरा has a bruise"),
    ("محمد علي", "ومحمد"),
]
NOT_WRITTEN = [
    ("William Dee", "She will not let him in"),
    ("Theodore Dee", "He holds his teddy"),
    ("Mary Dee", "Seen on 3 May"),
    ("Ina Dee", "She was in a car"),
    ("Isa Dee", "It is a bruise"),
    ("Ha Do", "She has a bruise"),
    ("Mia Weeks", "A week ago"),
    ("Mia Alexander", "Sandy was late"),
    ("J Q", "Both j and q"),
    ("", "Anything"),
]


@pytest.mark.parametrize(("name", "said"), WRITTEN)
def test_a_name_is_found_however_it_is_written(name: str, said: str) -> None:
    assert Sought.of([name]).found_in(said)


@pytest.mark.parametrize(("name", "said"), NOT_WRITTEN)
def test_what_is_no_name_is_not_found(name: str, said: str) -> None:
    assert not Sought.of([name]).found_in(said)


def test_the_parts_found_are_the_same_however_they_were_written() -> None:
    names = Sought.of(["Mary-Ann Tarrant", "Jane Holt"])
    assert names.found_in("Maryann") == names.found_in("Mary-Ann’s") == {"mary", "ann"}
    assert names.found_in("The Tarrants and Mrs Holt", "Janey") == {"tarrant", "holt"}
    assert names.found_in("Janie, Mary") == {"jane", "mary"}
