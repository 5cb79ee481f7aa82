"""Addresses of disagreements."""

from django.urls import path

from sharewell.disagreements import partnership, views

ONE, PARTNERSHIP = "disagreements/<uuid:disagreement_id>/", "administration/partnership/disagreements/"
urlpatterns = [
    path("disagreements/", views.disagreements, name="disagreements"),
    path(
        "disagreements/about/<uuid:disclosure_id>/open-disagreement/", views.open_disagreement, name="open_disagreement"
    ),
    path(ONE, views.disagreement, name="disagreement"),
    path(f"{ONE}answer-disagreement/", views.answer_disagreement, name="answer_disagreement"),
    path(f"{ONE}say-safety-now/", views.say_safety_now, name="say_safety_now"),
    path(f"{ONE}move-disagreement-on/", views.move_disagreement_on, name="move_disagreement_on"),
    path(f"{ONE}propose-resolution/", views.propose_resolution, name="propose_resolution"),
    path(f"{ONE}accept-resolution/", views.accept_resolution, name="accept_resolution"),
    path(f"{ONE}reject-resolution/", views.reject_resolution, name="reject_resolution"),
    path(PARTNERSHIP, partnership.partnership_disagreements, name="partnership_disagreements"),
    path(f"{PARTNERSHIP}set-stages/", partnership.set_stages, name="set_stages"),
    path(
        f"{PARTNERSHIP}<uuid:disagreement_id>/", partnership.partnership_disagreement, name="partnership_disagreement"
    ),
]
