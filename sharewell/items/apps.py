from django.apps import AppConfig


class Items(AppConfig):
    name = "sharewell.items"
    verbose_name = "items"
    default_auto_field = "django.db.models.BigAutoField"
