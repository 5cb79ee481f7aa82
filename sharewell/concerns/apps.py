from django.apps import AppConfig


class Concerns(AppConfig):
    name = "sharewell.concerns"
    verbose_name = "concerns"
    default_auto_field = "django.db.models.BigAutoField"
