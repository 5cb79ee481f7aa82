"""manage.py reencrypt: nothing is sealed under a retired data key any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharewell.vault.resealing import models_with_sealed_fields, reseal

PASSES = 5


class Command(BaseCommand):
    """Seals every text anew under the current data key, in batches, while people work. May be stopped and resumed."""

    help = (
        "Opens every sealed text and seals it under the current data key. Works in batches while people work; may be "
        "stopped and started again. Ends with 1, naming the row, when something cannot be opened; the rest is done."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        unopened = []
        for model in models_with_sealed_fields():
            for _ in range(PASSES):
                result = reseal(model)
                if not result.overtaken:
                    break
            self.stdout.write(f"{model._meta.label}: {result.done} sealed anew.")
            unopened += [f"{model._meta.label} {each}" for each in result.unopened]
            if result.overtaken:
                unopened.append(
                    f"{model._meta.label}: {result.overtaken} rows were changed again and again; run it anew"
                )
        if unopened:
            raise CommandError("\n".join(["Not everything could be sealed anew:", *unopened]))
