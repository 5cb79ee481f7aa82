"""manage.py import_directory: agencies or teams from a file, shown row by row, then imported whole."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharewell.accounts.access import must_not_stand_beside_invented_people
from sharewell.directory.actions import THE_INSTALLATION, import_rows, keep_file, plan_of_file
from sharewell.directory.importing.rows import FORMS, read_file
from sharewell.directory.rules import FileKind, RowState
from sharewell.errors import Refused


class Command(BaseCommand):
    help = "Says row by row what a file comes to; with --import, imports all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in FORMS])
        parser.add_argument("file", type=Path)
        parser.add_argument("--import", action="store_true", dest="is_import", help="not only say it: do it")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = FileKind(options["kind"])
        try:
            must_not_stand_beside_invented_people()
            table = read_file(kind, options["file"].read_bytes())
            if table.faults:
                raise Refused(*table.faults)
            file = keep_file(by=THE_INSTALLATION, kind=kind, name=options["file"].name, rows=table.rows)
            plan = plan_of_file(by=THE_INSTALLATION, file=file)
            self._say(plan)
            if options["is_import"]:
                import_rows(by=THE_INSTALLATION, file=file, leave_out_faulty=plan.may_leave_out)
                self.stdout.write("Imported.")
        except (Refused, OSError) as why:
            raise CommandError(" ".join(why.reasons) if isinstance(why, Refused) else str(why)) from None

    def _say(self, plan: Any) -> None:
        for row in plan.rows:
            if row.state == RowState.FAULTY:
                self.stderr.write(f"Line {row.line}, {row.title}: {' '.join(row.faults)}")
        self.stdout.write(", ".join(f"{number} {state.value}" for state, number in plan.counts.items()))
