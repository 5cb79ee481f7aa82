"""The addresses of worries and referrals."""

from django.urls import path

from sharewell.concerns import (
    calling_pages,
    following_pages,
    handing_views,
    keeping_pages,
    level_pages,
    paper_pages,
    receiving_pages,
    views,
)
from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.concerns.sheets import pages as sheets
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
    path("administration/partnership/levels-of-need/", level_pages.set_threshold, name="set_threshold"),
    path("concerns/<uuid:concern_id>/take-worry/", handing_views.take_worry, name="take_worry"),
    path("concerns/<uuid:concern_id>/pass-worry-on/", handing_views.pass_worry_on, name="pass_worry_on"),
    path("concerns/<uuid:concern_id>/refer-directly/", handing_views.refer_directly, name="refer_directly"),
    path("concerns/<uuid:concern_id>/keep-from/", keeping_pages.keep_from, name="keep_from"),
    path("concerns/new/from-paper/", paper_pages.begin_from_paper, name="begin_from_paper"),
    path("concerns/<uuid:concern_id>/confirm-call/", calling_pages.confirm_call, name="confirm_call"),
    path(
        "concerns/<uuid:concern_id>/confirm-call-otherwise/",
        calling_pages.confirm_call_otherwise,
        name="confirm_call_otherwise",
    ),
    path("record-call/", calling_pages.record_call, name="record_call"),
    path("paper-form/", paper_pages.paper_form, name="paper_form"),
    path("paper-form/pdf/", paper_pages.paper_form_pdf, name="paper_form_pdf"),
    path("record-decision/", views.record_decision, name="record_decision"),
    path("referrals/sent/<uuid:disclosure_id>/", views.referral_of_disclosure, name="referral_of_disclosure"),
    path("referrals/<uuid:referral_id>/", views.referral, name="referral"),
    path("referrals/<uuid:referral_id>/acknowledge-referral/", views.acknowledge_referral, name="acknowledge_referral"),
    path("referrals/<uuid:referral_id>/decide-referral/", receiving_pages.decide_referral, name="decide_referral"),
    *(
        path(f"referrals/<uuid:referral_id>/{page.__name__.replace('_', '-')}/", page, name=page.__name__)
        for page in (
            receiving_pages.allocate_referral,
            receiving_pages.reroute_referral,
            receiving_pages.ask_for_more,
            receiving_pages.say_what_is_happening,
            receiving_pages.take_up_again,
        )
    ),
    *(
        path(f"concerns/<uuid:concern_id>/{page.__name__.replace('_', '-')}/", page, name=page.__name__)
        for page in (
            following_pages.add_to_referral,
            following_pages.say_nothing_more,
            following_pages.withdraw_referral,
            following_pages.ask_what_is_happening,
        )
    ),
    path("hand-overs/", sheets.hand_over_sheets, name="hand_over_sheets"),
    path("hand-overs/from/<uuid:team_id>/make-sheet/", sheets.make_sheet, name="make_sheet"),
    path("hand-overs/from/<uuid:team_id>/take-back/", sheets.take_back, name="take_back"),
    path("hand-overs/<uuid:sheet_id>/", sheets.hand_over_sheet, name="hand_over_sheet"),
    path("hand-overs/<uuid:sheet_id>/acknowledge-sheet/", sheets.acknowledge_sheet, name="acknowledge_sheet"),
]
