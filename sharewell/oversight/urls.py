"""The addresses of the pages of the book."""

from django.urls import path

from sharewell.oversight import views

urlpatterns = [
    path("book/", views.book, name="book"),
    path("book/export.csv", views.book_export, name="book_export"),
    path("checkpoints/", views.checkpoints, name="checkpoints"),
    path("checkpoints/<int:size>.txt", views.checkpoint_note, name="checkpoint_note"),
    path("concerns/<uuid:concern_id>/timeline/", views.concern_timeline, name="concern_timeline"),
    path("referrals/<uuid:referral_id>/timeline/", views.referral_timeline, name="referral_timeline"),
    path("children/<uuid:child_id>/who-has-looked/", views.who_has_looked, name="who_has_looked"),
    path("receipts/<uuid:entry_id>/receipt.tlog-proof", views.receipt, name="receipt"),
    path("receipts/<uuid:entry_id>/record.json", views.receipt_record, name="receipt_record"),
    path("receipts/<uuid:entry_id>/standing/", views.receipt_standing, name="receipt_standing"),
]
