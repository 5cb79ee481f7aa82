#!/usr/bin/env python
"""Runs Sharewell's commands: `python manage.py help` lists them."""

import os
import sys

# These read the guidance alone. They run where no data folder was ever made, so they take no secret from one.
GUIDANCE_ALONE = {"advise", "check_guidance", "draw_walk"}


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in GUIDANCE_ALONE:
        from sharewell.vault.make_secrets import lend_secrets

        os.environ.update(lend_secrets())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        # What the surroundings lack is told in a sentence: where in the program it was missed helps nobody.
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
