"""Addresses of the notices."""

from django.urls import path

from sharewell.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/choices/", views.choose_notices, name="choose_notices"),
    path("notices/undelivered/", views.undelivered, name="undelivered"),
    path("demonstration/outbox/", views.outbox, name="outbox"),
    path("notices/<uuid:notice_id>/", views.open_notice, name="open_notice"),
]
