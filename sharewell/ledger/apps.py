from django.apps import AppConfig


class Ledger(AppConfig):
    name = "sharewell.ledger"
    verbose_name = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
