"""At every question: why it is asked, the rule, and what people say that stands in the way."""

from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import WORRY, at_the_worry
from sharewell.guidance.editions import edition

EDITION = edition("england-2026")


def test_each_question_has_why_the_rule_and_the_myth_one_by_one_and_together(cast) -> None:
    teacher = at_the_worry(cast.teacher, given.a_child(cast.teacher)).answer("worry", **WORRY)
    together = teacher.browse(f"{teacher.at}all/questions/")
    for question in EDITION.questions[1:]:
        said = [f"Why we ask. {question.why}", question.rule, EDITION.myth(question.myth).title]
        assert all(words in together for words in said)
    question = EDITION.question("harm")
    page = teacher.browse(f"{teacher.at}harm/")
    box = page.soup.select_one("details.sw-myth")
    assert EDITION.myth(question.myth).title in box.summary.get_text() and not box.has_attr("open")
