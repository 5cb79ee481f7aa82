"""The language of the pages refuses what it does not know, escapes by itself, and has the words that pages need."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import engines
from jinja2 import UndefinedError

from sharewell.moment import pretend


def said(source: str, **context: Any) -> str:
    return engines["jinja2"].env.from_string(source).render(context)


def test_a_name_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        said("{{ chidl }}")


def test_what_people_typed_is_escaped() -> None:
    assert said("{{ text }}", text="<b>") == "&lt;b&gt;"
    assert said("{{ text|paragraphs }}", text="<b>\nx\n\ny") == (
        '<p class="govuk-body">&lt;b&gt;<br>x</p><p class="govuk-body">y</p>'
    )
    assert said("{{ text|bold }}", text="<b>") == "<strong>&lt;b&gt;</strong>"
    assert "&#34;" in said('{{ attrs({"title": text}) }}', text='"')


def test_attributes_that_say_nothing_are_left_out() -> None:
    assert said('{{ attrs({"a": none, "b": false, "c": true, "d": "", "e": 1}) }}') == ' c d="" e="1"'
    assert said("{{ attrs(none) }}") == ""
    assert said('{{ described("a", none, "b") }}') == "a b"
    assert said("{{ described(none) }}") == "None"


def test_a_telephone_number_can_be_rung() -> None:
    shown = said("{{ number|telephone }}", number="+44 (0)1632 960001")
    assert 'href="tel:+4401632960001"' in shown
    assert ">+44 (0)1632 960001</a>" in shown


def test_dates_and_numbers() -> None:
    with pretend(datetime(2026, 11, 24, 14, 12, tzinfo=UTC)):
        assert said("{{ now()|short_moment }} {{ now()|moment }}") == (
            "Today 2.12 pm Tuesday 24 November 2026, 2.12 pm"
        )
        assert said("{{ born|age }} {{ born|day }}", born=date(2018, 3, 14)) == "8 14 March 2018"
    assert said("{{ 18204|number }} {{ 2|plural('item', 'items') }}") == "18,204 2 items"


def test_addresses() -> None:
    assert said("{{ url('help') }} {{ static('web/sharewell.css') }}") == "/help/ /static/web/sharewell.css"
