"""Every room's addresses, each under its own name."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sharewell.accounts.urls")),
    path("", include("sharewell.web.urls")),
]
