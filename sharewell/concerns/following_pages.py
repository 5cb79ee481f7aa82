"""The sender's pages after sending: add something, answer, ask what is happening, withdraw."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sharewell.concerns import about_staff, access, actions
from sharewell.concerns.following_forms import WithdrawReferral, add_form
from sharewell.concerns.models import Concern
from sharewell.concerns.naming import called, titles_of
from sharewell.concerns.showing import rings
from sharewell.concerns.stepping import question_to
from sharewell.directory.membership import for_members
from sharewell.disclosures.access import crossed_before
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.items.access import children_about, current_versions
from sharewell.items.models import ItemVersion
from sharewell.people.models import Child
from sharewell.web.forms import typed
from sharewell.web.pages import page

Request = Any
BOTH = ["GET", "HEAD", "POST"]
# Why an answer is needed, as the sender's end may leave it: the question stands beside it.
ASKED_FOR = "The team asked for it."


@for_members
@require_http_methods(BOTH)
def add_to_referral(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """Something more for the team that has it, asked for or not, with the reason."""
    found = access.sent_concern_for(request.member, concern_id)
    children = access.children_of(found)
    names = {str(child): name for child, name in called(children).items()}
    question = question_to(found.disclosure)
    begins_with = {"because": ASKED_FOR} if question else {}
    form = add_form(names, _not_sent(request, found))(typed(request), initial=begins_with)
    if found.kept_from is None:
        form.fields[about_staff.FIELD] = about_staff.asked_about_staff(request.member)
    is_seen = question is not None and form.data.get("question") == str(question.pk)
    if request.method == "POST" and form.is_valid():
        staff = about_staff.about_staff_said(request.member, form.cleaned_data.get(about_staff.FIELD))
        answers = question if is_seen else None
        addition = actions.Addition(
            form.cleaned_data["because"], form.new, _about(form, children), form.ticked, answers, staff.who
        )
        if form.carry_out(actions.add_to_referral, by=request.member, concern=found, addition=addition):
            messages.success(request, "It has arrived, and they have been told.")
            return redirect("concern", concern_id=found.pk)
    context = {"concern": found, "disclosure": found.disclosure, "form": form, "question": question}
    return page(request, "concerns/add_to_referral.html", context | {"ring_now": rings(found.disclosure)})


def _not_sent(request: Request, concern: Concern) -> list[tuple[ItemVersion, str]]:
    """What stands on the record as it is now, and was not sent: each with its title. Where nobody is to be named,
    nothing of the child's record."""
    disclosure = concern.disclosure
    sent = {version.item_id for version in crossed_before(disclosure)} if disclosure else set()
    held = [each.version.item_id for each in access.items_of(concern) if each.version.item_id not in sent]
    is_nameless = bool(disclosure and disclosure.is_nameless)
    stands = [each for each in current_versions(request.member, held) if not (is_nameless and each.item.from_record)]
    titles = titles_of(stands, children_about(stands)) if stands else {}
    return [(each, titles[each.pk]) for each in stands]


def _about(form: Any, children: list[Child]) -> list[list[Child]]:
    """Which of several children the new thing is about; empty where one alone was asked about, or nothing is new."""
    if not form.new or "about" not in form.cleaned_data:
        return []
    chosen = {str(child.pk): child for child in children}
    return [[chosen[each] for each in form.cleaned_data["about"]]]


@for_members
@require_POST
def say_nothing_more(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """One press: nothing more is known. Pressed twice, it is said once."""
    found = access.sent_concern_for(request.member, concern_id)
    question = question_to(found.disclosure)
    if question is None or request.POST.get("question") != str(question.pk):
        raise Overtaken("That was answered already, or something else is asked now. Look at it again.")
    actions.say_nothing_more(by=request.member, concern=found, question=question)
    messages.success(request, "They have been told that you know nothing more.")
    return redirect("concern", concern_id=found.pk)


@for_members
@require_http_methods(BOTH)
def withdraw_referral(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """The team is asked to leave it, with the reason."""
    found = access.sent_concern_for(request.member, concern_id)
    form = WithdrawReferral(typed(request))
    is_right = request.method == "POST" and form.is_valid()
    if is_right and form.carry_out(actions.withdraw_referral, by=request.member, concern=found, **form.cleaned_data):
        return redirect("concern", concern_id=found.pk)
    context = {"concern": found, "disclosure": found.disclosure, "form": form, "ring_now": rings(found.disclosure)}
    return page(request, "concerns/withdraw_referral.html", context)


@for_members
@require_POST
def ask_what_is_happening(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """One press. Within the hour the page says when it was asked."""
    found = access.sent_concern_for(request.member, concern_id)
    try:
        actions.ask_what_is_happening(by=request.member, concern=found)
        messages.success(request, "Asked. They have been told, and their answer is shown here.")
    except (NotPermitted, Overtaken):
        raise
    except Refused as refused:
        messages.info(request, " ".join(refused.reasons))
    return redirect("concern", concern_id=found.pk)
