"""Addresses of the notices."""

from django.urls import path

from sharewell.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/<uuid:notice_id>/", views.open_notice, name="open_notice"),
]
