from django.apps import AppConfig


class Web(AppConfig):
    name = "sharewell.web"
    verbose_name = "web"
    default_auto_field = "django.db.models.BigAutoField"
