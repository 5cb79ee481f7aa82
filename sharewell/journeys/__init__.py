"""Long forms: pages with conditions, a draft that saves itself, check your answers, one act at the end.

In comes a `Journey`, written by the room whose act ends it; out go its pages, and the drafts that somebody can go on
with (`access.drafts_of`). A draft is seen by its author alone, is encrypted at rest, and knows nothing of the room
above but the journey's key and an opaque `subject`.

How to write a journey
----------------------

    from sharewell.journeys.rules import Answers, Group, Journey, Many, Page

    def is_about_a_child(answers: Answers) -> bool:
        return answers.one("about", "answer") == "child"

    def finish(sitting: Sitting) -> str:
        worry, items = sitting.clean("worry"), sitting.clean("items")      # cleaned by the pages' forms
        made = record_concern(by=sitting.by, once_key=sitting.once_key, worry=worry["text"], items=items)
        return reverse("concerns:concern", args=[made.pk])                 # where its author is led, now and ever after

    RECORD_CONCERN = Journey(
        key="record-concern",
        title="I am worried about a child",
        pages=(
            Page("about", "Is it about one child?", AboutForm, short="About", why="...", rule="..."),
            Page("child", "Look for the child", visit=look_for_child, template="concerns/child.html",
                 asked=is_about_a_child, in_words=lambda sitting: [("Child", name_of(sitting))]),
            Page("worry", "What happened?", WorryForm),
            Page("items", "What do you know?", ItemForm, many=Many(one="item", most=20)),
            *walk_pages(),                                   # Page(..., group="questions")
            Page("advice", "What the guidance says", template="concerns/advice.html", context=advice_now,
                 rests_on=lambda answers: outcome_of(answers)),
            Page("recipient", "Who should get it?", lambda sitting: recipient_form(sitting.by), ...),
        ),
        groups=(Group("questions", "The questions", link="Answer all the questions on one page"),),
        finish=finish,
        aside=lambda sitting: {"ring": ring_now()},          # journeys.numbers.ring_now
    )

    urlpatterns = [*journey_urls(RECORD_CONCERN, "new/", "concerns:record-concern")]    # journeys.urls.journey_urls

* `asked`, `rests_on` see `Answers`: what counts on the pages before, as typed: `one`, `every`, `rows`, `chosen`.
* Everything else a journey brings is given the `Sitting`: `by`, `subject`, `once_key`, `answers`, `clean(slug)`,
  and `memo` to keep what it has looked up.
* A form with one field and no label of its own takes the page's title as its label, and that is the heading.
* `visit(request, sitting, page)` gives a response, a dict for the page's template, or `Settled({"child": ["..."]})`.
  Its own forms carry `<input type="hidden" name="_seen" value="{{ seen }}">`.
* A template extends `journeys/question.html` (blocks above, telling, below, buttons, cards), `journeys/check.html`
  (before_answers, after_answers, cards) or `journeys/start.html` (telling).
* `finish` performs one act; Refused is shown on the check page and nothing is lost. It runs once for each draft, in the
  transaction that closes the draft; whoever presses again is led to the same result. The draft's words are then erased.
* To begin a draft elsewhere: `actions.start_draft(by=, mount=mount_of("record-concern"), subject=, answers=)`.
"""
