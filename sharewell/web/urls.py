"""Addresses of the pages that belong to no other room."""

from django.urls import path

from sharewell.web import views

urlpatterns = [
    path("hidden/", views.hidden, name="hidden"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("help/", views.help_page, name="help"),
]
