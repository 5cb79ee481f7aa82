from django.apps import AppConfig


class Accounts(AppConfig):
    name = "sharewell.accounts"
    verbose_name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sharewell.accounts import checks  # noqa: F401 - registers the checks
