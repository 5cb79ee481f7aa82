from django.apps import AppConfig


class Notices(AppConfig):
    name = "sharewell.notices"
    verbose_name = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sharewell.notices import checks  # noqa: F401 - registers the checks
