"""Where people sign in. Only what is used is routed: the sign-in library's other pages have no address."""

from django.urls import path

from sharewell.accounts import views

# The names account_login and account_reset_password are the sign-in library's.
urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("signed-out/", views.signed_out, name="account_signed_out"),
    path("forgotten-password/", views.forgotten_password, name="account_reset_password"),
    path("forgotten-password/sent/", views.link_sent, name="account_link_sent"),
    path("choose-password/<uuid:account>/<slug:token>/", views.open_link, name="account_open_link"),
    path("choose-password/", views.choose_password, name="account_choose_password"),
    path("terms/", views.terms, name="account_terms"),
    path("kept/", views.kept, name="account_kept"),
    path("still-here/", views.still_here, name="account_still_here"),
]
