from django.apps import AppConfig


class Guidance(AppConfig):
    name = "sharewell.guidance"
    verbose_name = "guidance"
    default_auto_field = "django.db.models.BigAutoField"
