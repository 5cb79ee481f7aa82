"""The addresses of how long promises are."""

from django.urls import path

from sharewell.clocks import views

urlpatterns = [
    path("administration/partnership/lengths/", views.lengths, name="lengths"),
    path("administration/partnership/lengths/<slug:key>/set-length/", views.set_length, name="set_length"),
]
