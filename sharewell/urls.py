"""Every room's addresses, each under its own name."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sharewell.accounts.urls")),
    path("", include("sharewell.clocks.urls")),
    path("", include("sharewell.concerns.urls")),
    path("", include("sharewell.desk.urls")),
    path("", include("sharewell.directory.urls")),
    path("", include("sharewell.disagreements.urls")),
    path("", include("sharewell.guidance.urls")),
    path("", include("sharewell.notices.urls")),
    path("", include("sharewell.oversight.urls")),
    path("", include("sharewell.people.urls")),
    path("", include("sharewell.web.urls")),
]

handler400 = "sharewell.web.errors.bad_request"
handler403 = "sharewell.web.errors.permission_denied"
handler404 = "sharewell.web.errors.page_not_found"
handler500 = "sharewell.web.errors.server_error"
