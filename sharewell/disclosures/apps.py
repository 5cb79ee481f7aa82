from django.apps import AppConfig


class Disclosures(AppConfig):
    name = "sharewell.disclosures"
    verbose_name = "disclosures"
    default_auto_field = "django.db.models.BigAutoField"
