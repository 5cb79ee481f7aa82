"""The addresses of worries and referrals."""

from django.urls import path

from sharewell.concerns import handing_views, views
from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.journeys.urls import journey_urls

urlpatterns = [
    *journey_urls(RAISE_CONCERN, "concerns/new/", "raise_concern"),
    path("concerns/sent/<uuid:disclosure_id>/", views.concern_of_disclosure, name="concern_of_disclosure"),
    path("concerns/<uuid:concern_id>/", views.concern, name="concern"),
    path("concerns/<uuid:concern_id>/sent/", views.concern_sent, name="concern_sent"),
    path("concerns/<uuid:concern_id>/copy/", views.concern_copy, name="concern_copy"),
    path("concerns/<uuid:concern_id>/copy.pdf", views.concern_pdf, name="concern_pdf"),
    path("concerns/<uuid:concern_id>/send-after-all/", views.send_after_all, name="send_after_all"),
    path("concerns/<uuid:concern_id>/record-openness/", views.record_openness, name="record_openness"),
    path("concerns/<uuid:concern_id>/take-worry/", handing_views.take_worry, name="take_worry"),
    path("concerns/<uuid:concern_id>/pass-worry-on/", handing_views.pass_worry_on, name="pass_worry_on"),
    path("concerns/<uuid:concern_id>/refer-directly/", handing_views.refer_directly, name="refer_directly"),
    path("record-decision/", views.record_decision, name="record_decision"),
    path("referrals/<uuid:referral_id>/", views.referral, name="referral"),
    path("referrals/<uuid:referral_id>/acknowledge-referral/", views.acknowledge_referral, name="acknowledge_referral"),
    path("referrals/<uuid:referral_id>/decide-referral/", views.decide_referral, name="decide_referral"),
]
