"""What else a referral may say: a page for each thing, every one of which may be left empty.

Nothing here is needed to send. Each page has a short example of a good answer, and what is written on it is an item
like any other: fact, told or opinion, about the children it is about, and picked or not for those who get it.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from django.utils.timezone import localdate

from sharewell.concerns.access import levels_in_force
from sharewell.concerns.finding import SLUG as CHILDREN
from sharewell.concerns.finding import chosen_children, taken_out
from sharewell.concerns.naming import called
from sharewell.items.forms import WriteItem, asks_about
from sharewell.items.rules import ItemCategory, ItemDetails
from sharewell.journeys.rules import Answers, Line, Many, Page
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.people.models import Child
from sharewell.web.fields import Choice, LongText, Option, Tick


def _topic(category: ItemCategory, question: str, hint: str, called_: str, **more: Any) -> type[WriteItem]:
    """The form for one thing known of this kind."""
    text = LongText(question, hint=hint, called=called_, missing="Write something, or go back without it", rows=4)
    return type(f"Write{category.name.title()}", (WriteItem,), {"category": category, "text": text, **more})


CHILDS_WORDS = _topic(
    ItemCategory.CHILDS_WORDS,
    "What did the child say?",
    "Their own words, even if they are rude or make no sense. For example: “I don’t like it when he stays. I hide.”",
    "What the child said",
    exact_words=Tick("These are the child’s exact words", required=False),
)
CHANGED = _topic(
    ItemCategory.CHANGED,
    "What changed, that makes this the day to tell it?",
    "For example: her mother’s partner came back to the house last night, and there is a birth in two weeks.",
    "What changed",
)
IMPACT = _topic(
    ItemCategory.IMPACT,
    "What does it do to the child?",
    "What you see in the child, not only what happens around them. For example: falls asleep by ten, flinches when a "
    "door bangs, has lost weight since October.",
    "What it does to the child",
)
RISK = _topic(
    ItemCategory.RISK,
    "Who may be a risk to the child, and do they see other children?",
    "For example: Ray, surname not known, the mother’s new partner. He stays from Friday to Sunday. He has two of his "
    "own whom he sees.",
    "Who may be a risk",
)
HISTORY = _topic(
    ItemCategory.HISTORY,
    "What happened before?",
    "Earlier worries and referrals, with dates and what came of them. For example: two referrals, May and July 2025; "
    "both ended with early help.",
    "What happened before",
)
STRENGTHS = _topic(
    ItemCategory.STRENGTHS,
    "What is going well?",
    "Who and what keeps the child safe. For example: Gran collects him on Tuesdays, feeds him, and rings us when "
    "she is worried.",
    "What is going well",
)
TRIED = _topic(
    ItemCategory.TRIED,
    "What has been tried, and did it help?",
    "For example: breakfast club since September. He comes most days. He still has no coat, and his mother does not "
    "answer letters.",
    "What has been tried",
)
WANTED = _topic(
    ItemCategory.WANTED,
    "What would you like to happen?",
    "For example: somebody sees him at home before the weekend and tells us what they found.",
    "What you would like to happen",
)
NETWORK = _topic(
    ItemCategory.NETWORK,
    "Who else is involved?",
    "One person at a time: name, job, agency, number. For example: Kit Moran, health visitor, Brook Lane, "
    "01632 960201.",
    "Who else is involved",
)
VISITING = _topic(
    ItemCategory.VISITING,
    "Is there danger to anybody who visits or rings?",
    "For example: a large dog loose in the yard. Do not ring the house: her partner answers.",
    "The danger",
)


def level_form(sitting: Sitting) -> type[WriteItem]:
    """The form for the level of need, in the words of the partnership's own threshold document in force."""
    levels = levels_in_force(localdate(now()))
    options = [Option(str(number), each.name, each.words) for number, each in enumerate(levels.levels)]

    class WriteNeed(WriteItem):
        category = ItemCategory.NEED
        field_order = ("level", "text")

        level = Choice(
            "Which level of need is it, as you see it?",
            hint=levels.source_words,
            choices=options,
            missing="Choose the level, or go back without it",
        )
        text = LongText(
            "Why that level?",
            hint="For example: he is hungry and tired every day, and what we tried has not changed it.",
            called="Why that level",
            missing="Write why, in a sentence",
            rows=3,
        )

        def item_details(self, cleaned: Mapping[str, Any] | None = None) -> dict[str, Any]:
            said = self.cleaned_data if cleaned is None else cleaned
            details = super().item_details(said)
            if not said.get("level") or not details.get("text"):
                return details
            return details | {"text": levels.written(said["level"], details["text"])}

    return WriteNeed


# The pages in the order in which they are offered: address, what it is called, and the form.
TOPICS: tuple[tuple[str, str, type[WriteItem] | None], ...] = (
    ("childs-words", "What the child said", CHILDS_WORDS),
    ("changed", "What changed today", CHANGED),
    ("impact", "What it does to the child", IMPACT),
    ("risk", "Who may be a risk", RISK),
    ("history", "What happened before", HISTORY),
    ("well", "What is going well", STRENGTHS),
    ("tried", "What has been tried", TRIED),
    ("need", "The level of need", None),
    ("wanted", "What you would like to happen", WANTED),
    ("network", "Who else is involved", NETWORK),
    ("visiting", "Danger to anybody who visits", VISITING),
)
SLUGS = tuple(slug for slug, _, _ in TOPICS)
SLUG_OF = {ItemCategory.NEED: "need"} | {form.category: slug for slug, _, form in TOPICS if form}
# Of one level there is one, and of what is wished for too; the others may be several.
ONCE = {"need", "wanted", "changed"}


def topic_pages() -> tuple[Page, ...]:
    """A page for each, none of which is needed."""
    return tuple(
        Page(
            slug=slug,
            title=title,
            hint="Nothing waits for this. Leave it empty if you do not know.",
            form=partial(topic_form, slug),
            rests_on=lambda answers: " ".join(sorted(answers.every(CHILDREN, "child"))),
            many=Many(one="thing", least=1, most=1 if slug in ONCE else 20, add="Add another"),
            in_words=partial(_in_words, slug, title),
            button="Add this",
            may_be_left=True,
        )
        for slug, title, _ in TOPICS
    )


def topic_form(slug: str, sitting: Sitting) -> type[WriteItem]:
    """The form of this page, for the children chosen so far. Made once a request."""
    key = f"topic-{slug}"
    if key not in sitting.memo:
        form = next(form for each, _, form in TOPICS if each == slug) or level_form(sitting)
        names = {str(child): name for child, name in called(chosen_children(sitting)).items()}
        gone = [child.display_name for child in taken_out(sitting)]
        sitting.memo[key] = asks_about(form, names, gone) if gone or len(names) > 1 else form
    return cast(type[WriteItem], sitting.memo[key])


def topics_of(sitting: Sitting) -> list[tuple[ItemDetails, Sequence[Child]]]:
    """What was written on these pages, as items, each with those of several children it is about."""
    chosen = {str(child.pk): child for child in chosen_children(sitting)}
    return [
        (topic_form(slug, sitting)().details(cleaned), [chosen[each] for each in cleaned.get("about", ())])
        for slug in SLUGS
        if slug in sitting.answers
        for cleaned in sitting.clean(slug)
    ]


def how_many(answers: Answers) -> int:
    """How many things are written on these pages."""
    return sum(len(answers.rows(slug)) for slug in SLUGS)


def _in_words(slug: str, title: str, sitting: Sitting) -> Sequence[Line]:
    form = topic_form(slug, sitting)()
    details = [form.details(cleaned) for cleaned in sitting.clean(slug)]
    return [(title if number == 0 else f"{title}, also", each.text) for number, each in enumerate(details)]


def typed_level(text: str) -> dict[str, list[str]]:
    """A level of need as it is kept, as somebody would have typed it."""
    level, why = levels_in_force(localdate(now())).number_in(text)
    return {"level": [level], "text": [why]}
