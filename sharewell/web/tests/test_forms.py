"""Forms keep what was typed, carry out one act, and say in one summary what is wrong and where."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.web.drawing import problems
from sharewell.web.fields import Choice, Choices, DateParts, HiddenText, LongText, Option, Pick, ShortText, Tick
from sharewell.web.forms import Form, as_typed, typed
from sharewell.web.pages import page


class Worry(Form):
    name = ShortText("Name", hint="As you know it")
    born = DateParts("Date of birth", required=False)
    known = Choice(
        "How do you know?",
        choices=[Option("fact", "I saw it", "Or hold it"), Option("told", "I was told", "", "or", reveals="by")],
    )
    by = ShortText("Who told you", required=False)
    which = Choices("Which", choices=[("a", "A"), ("b", "B")], required=False)
    team = Pick("Team", choices=[("1", "One")], required=False)
    sure = Tick("I am sure", required=False)
    seen = HiddenText("Seen", required=False)


GOOD = {"name": "Mia", "known": "fact"}


def soup(form: Any) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html5lib")


def test_typed_is_the_post_or_what_was_kept_or_nothing() -> None:
    asked = RequestFactory()
    post = asked.post("/", {"name": "Mia"})
    assert typed(post) == post.POST
    get = asked.get("/?name=Mia")
    assert typed(get) is None
    get.kept = QueryDict("name=Kept")
    assert typed(get) == QueryDict("name=Kept")


def test_what_was_typed_goes_into_a_draft_and_comes_back() -> None:
    sent = QueryDict("name=Mia&born_day=31&born_month=2&which=a&which=b&other=x&csrfmiddlewaretoken=y")
    words = Worry(sent).typed_words()
    assert words == {"name": ["Mia"], "born_day": ["31"], "born_month": ["2"], "which": ["a", "b"]}
    again = Worry(as_typed(words))
    assert 'name="born_day" type="text" value="31"' in str(again)
    assert again.typed_words() == words


def test_what_is_known_already_is_shown() -> None:
    known = {"name": "Mia", "born": date(2018, 3, 14), "known": "told", "which": ["b"], "team": "1", "sure": True}
    drawn = soup(Worry(initial=known))
    assert drawn.select_one("#id_name")["value"] == "Mia"
    assert [part["value"] for part in drawn.select('[name^="born_"]')] == ["14", "3", "2018"]
    assert [box["value"] for box in drawn.select("input[checked]")] == ["told", "b", "on"]
    assert drawn.select_one("option[selected]")["value"] == "1"


def test_a_label_says_what_may_be_left_out() -> None:
    labels = [label.get_text() for label in soup(Worry()).select("label, legend")]
    assert "Date of birth (optional)" in labels
    assert "Name" in labels


def test_a_form_of_which_one_field_is_enough_calls_none_optional() -> None:
    enough = type("Enough", (Worry,), {"marks_optional": False})
    assert "(optional)" not in soup(enough()).get_text()


def test_an_answer_reveals_its_field_and_the_field_stands_nowhere_else() -> None:
    drawn = soup(Worry())
    assert len(drawn.select('[name="by"]')) == 1
    assert drawn.select_one(".govuk-radios__conditional #id_by")
    assert drawn.select_one(".govuk-radios__divider").get_text() == "or"


def test_the_summary_leads_to_the_first_input_of_each() -> None:
    form = Worry(as_typed({"born_day": ["3"], "born_month": ["x"], "which": ["z"], "team": ["9"], "seen": ["\x00"]}))
    assert [(line["href"], line["text"]) for line in problems(form)] == [
        ("#id_name", "Enter name"),
        ("#id_born_year", "Date of birth must include a year"),
        ("#id_known_0", "Answer the question “How do you know?”"),
        ("#id_which_0", "Select one of the answers listed"),
        ("#id_team", "Select one of the answers listed"),
        (None, problems(form)[-1]["text"]),
    ]
    drawn = soup(form)
    for link in drawn.select(".govuk-error-summary a"):
        assert drawn.select_one(link["href"]).name in {"input", "select"}


def test_a_prefix_keeps_two_of_the_same_apart() -> None:
    drawn = soup(f"{Worry(prefix='one')}{Worry(prefix='two')}")
    ids = [tag["id"] for tag in drawn.find_all(id=True)]
    assert len(ids) == len(set(ids)) > 20
    assert Worry(as_typed({"one-name": ["Mia"]}), prefix="one").typed_words() == {"one-name": ["Mia"]}


def act(outcome: Any) -> Any:
    def done(**arguments: Any) -> Any:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome or arguments.get("text")

    return done


def test_an_act_is_carried_out() -> None:
    form = Worry(GOOD)
    assert form.carry_out(act("made"), text="x") == "made"
    assert form.carry_out(act(None)) is True
    assert not form.errors


def test_a_refusal_stands_in_the_summary_and_the_words_stay() -> None:
    form = Worry(GOOD)
    assert form.is_valid()
    assert form.carry_out(act(Refused("It was sent already.", "Add to it instead."))) is None
    assert [line["text"] for line in problems(form)] == ["It was sent already.", "Add to it instead."]
    assert 'value="Mia"' in str(form)


def test_a_refusal_can_stand_at_a_field() -> None:
    form = Worry(GOOD)
    form.refuse(Refused("That name is taken."), field="name")
    assert problems(form) == [{"text": "That name is taken.", "href": "#id_name"}]


@pytest.mark.parametrize("kind", [NotPermitted, Overtaken])
def test_what_is_not_about_the_words_has_its_own_page(kind: type[Refused]) -> None:
    with pytest.raises(kind):
        Worry(GOOD).carry_out(act(kind("No.")))


def test_what_was_typed_is_never_markup() -> None:
    form = Worry({"name": '"><script>alert(1)</script>', "known": "<b>"})
    assert "<script" not in str(form)
    assert "<b>" not in str(form)


def test_why_stands_between_the_question_and_its_hint() -> None:
    class Question(Form):
        answer = Choice("Is it safe?", hint="Think", why="WHY", choices=[("y", "Yes")], is_heading=True)

    drawn = str(Question())
    assert drawn.index("<h1") < drawn.index("WHY") < drawn.index("Think")
    assert soup(drawn).select_one("legend.govuk-fieldset__legend--l h1").get_text() == "Is it safe?"


def test_a_long_text_begins_where_it_was_typed() -> None:
    class Story(Form):
        text = LongText("Story", required=False)

    assert soup(Story(initial={"text": "\n\nafter two lines"})).textarea.get_text() == "\n\nafter two lines"


class Theirs(forms.Form):
    """A form as a library brings it."""

    login = forms.EmailField(label="E-mail", max_length=20)
    password = forms.CharField(widget=forms.PasswordInput)
    remember = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("", "---"), ("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(widget=forms.Textarea)
    file = forms.FileField(required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, initial="x")


def test_a_librarys_form_looks_like_ours() -> None:
    drawn = soup(Theirs())
    assert drawn.select_one("input.govuk-input[type=email]")
    assert drawn.select_one(".govuk-password-input input[type=password]")
    assert drawn.select_one(".govuk-checkboxes input[name=remember]")
    assert len(drawn.select("select.govuk-select option")) == 2
    assert drawn.select_one("textarea.govuk-textarea")
    assert drawn.select_one("input.govuk-file-upload")
    assert drawn.select_one("input[type=hidden][value=x]")
    assert soup(Theirs({})).select_one(".govuk-error-summary a[href='#id_kinds_0']")


def test_a_widget_that_nobody_draws_is_said() -> None:
    class Odd(forms.Form):
        odd = forms.Field(widget=forms.Widget())

    with pytest.raises(TypeError, match="No component draws Widget"):
        str(Odd())


def test_a_formset_is_drawn_whole() -> None:
    rows = forms.formset_factory(Worry, extra=2, min_num=3, validate_min=True)
    drawn = soup(rows())
    assert drawn.select_one("input[name=form-TOTAL_FORMS]")
    assert len(drawn.select('[name$="-name"]')) == 5
    sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "Mia", "form-0-known": "fact"}
    assert "3 forms" in soup(rows(sent)).select_one(".govuk-error-summary").get_text()


def test_a_page_gathers_the_problems_of_its_forms_above_its_heading() -> None:
    request = RequestFactory().get("/")
    rows = forms.formset_factory(Worry, extra=1)
    sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "Mia"}
    context = {"form": Worry({}), "rows": rows(sent), "untouched": Worry(prefix="two")}
    shown = BeautifulSoup(page(request, "web/help.html", context).content, "html5lib")
    assert len(shown.select(".govuk-error-summary")) == 1
    assert [link["href"] for link in shown.select(".govuk-error-summary a")] == [
        "#id_name",
        "#id_known_0",
        "#id_form-0-known_0",
    ]
    assert shown.title.get_text().startswith("Error: ")
    html = str(shown)
    assert html.index("govuk-error-summary") < html.index("<h1")
    assert "govuk-error-summary" not in f"{context['form']}{context['rows']}"
