"""manage.py check_guidance: proves every edition on every set of answers that can be walked, or says what is wrong."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from sharewell.guidance.editions import SHELF, as_it_is, fault_if_taken, folders
from sharewell.guidance.management.piped import Piped
from sharewell.guidance.proof.bounds import fault_of_size
from sharewell.guidance.proof.checking import faults
from sharewell.guidance.proof.claims import CLAIMS
from sharewell.guidance.proof.counting import combinations, size_of
from sharewell.guidance.proof.paths import RAISING, SETS, violations
from sharewell.guidance.rules import Edition
from sharewell.guidance.rules.walk import walks_of
from sharewell.guidance.shelf.holding import faults_of_a_draft, faults_of_the_shelves
from sharewell.guidance.shelf.lock import lock_if_any
from sharewell.guidance.shelf.tables import EditionError


class Command(Piped):
    """Reads every edition, walks every path of each, and ends with 1 when any claim does not hold."""

    help = (
        "Reads every edition of the guidance, walks every set of answers that a walk can reach (with each part of the "
        "law that starts on a day, and without it), and holds every claim of safety against each. Says in plain words "
        "what is wrong, with file and line, and ends with 1. Name editions to check those alone."
    )
    # A broken edition must be shown here, not stop the command that shows it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("editions", nargs="*", metavar="EDITION", help="the editions to check; all when none")

    def handle(self, *args: Any, **options: Any) -> None:
        started, broken = perf_counter(), 0
        chosen = self._folders(options["editions"])
        for folder in chosen:
            broken += self._check(folder)
        broken += self._together({folder.name for folder in chosen})
        if not broken:
            self._claims()
        self.stdout.write(f"\n{perf_counter() - started:.1f} seconds.")
        if broken:
            raise CommandError(f"{broken} edition{'s do' * (broken > 1) or ' does'} not keep every promise.")
        self.stdout.write("Every edition keeps every promise.")

    def _folders(self, named: list[str]) -> list[Path]:
        found = [folder for shelf in (SHELF, Path(settings.EDITIONS)) for folder in folders(shelf)]
        names = list(dict.fromkeys(folder.name for folder in found))
        for name in named:
            if name not in names:
                raise CommandError(f"There is no edition “{name}”. There are: {', '.join(names)}.", returncode=2)
        return [folder for name in named or names for folder in found if folder.name == name]

    def _together(self, chosen: set[str]) -> bool:
        """Whether one of these does not fit beside the others on the shelves; what is wrong is written out."""
        shipped, own = self._readable(SHELF), self._readable(Path(settings.EDITIONS))
        found = list(faults_of_the_shelves(shipped, own))
        for draft in own:
            found += faults_of_a_draft(draft, shipped, own) if draft.is_draft else ()
        found = [fault for fault in dict.fromkeys(found) if fault.partition("/")[0] in chosen]
        if found:
            self.stdout.write("\nThe editions beside each other")
        for fault in found:
            self.stdout.write(f"  {fault}")
        return bool(found)

    def _readable(self, shelf: Path) -> list[Edition]:
        """The editions of this shelf that can be read; what is wrong with the others was said already."""
        found = []
        for folder in folders(shelf):
            with suppress(EditionError):
                found.append(_read(folder))
        return found

    def _check(self, folder: Path) -> bool:
        """Whether this edition is broken; what is wrong with it, or what was proven, is written out."""
        try:
            edition = _read(folder)
        except EditionError as error:
            self.stdout.write(f"\n{folder.name}\n  {error}")
            return True
        self.stdout.write(f"\n{edition.key}: {edition.title}{' (draft)' * edition.is_draft}")
        found = [fault] if (fault := fault_of_size(edition)) else list(faults(edition))
        found = found or [f"{claim}: {fault}" for claim, fault in violations(edition).items()]
        for fault in found:
            self.stdout.write(f"  {fault}")
        if not found:
            self._report(edition)
        return bool(found)

    def _report(self, edition: Edition) -> None:
        answers = sum(len(question.answers) for question in edition.questions)
        self.stdout.write(
            f"  {len(edition.questions)} questions, {answers} answers, {len(edition.weighed)} rules and lifts; "
            f"{combinations(edition):,} ways to answer everything"
        )
        for walk in walks_of(edition):
            size = size_of(walk)
            law = f"with {', '.join(size.switched_on)}" if size.switched_on else "with no law that starts on a day"
            self.stdout.write(
                f"  {law}: {size.paths:,} paths, the longest {size.longest} questions, "
                f"{_at_most('a referral', size.referral)}, {_at_most('the answer to an enquiry', size.enquiry)}"
            )

    def _claims(self) -> None:
        self.stdout.write(f"\n{len(CLAIMS) + len(RAISING) + len(SETS)} claims, each found true on every path:")
        for claim in CLAIMS:
            self.stdout.write(f"  {claim.__name__}: {(claim.__doc__ or '').splitlines()[0]}")
        for name, words in {**RAISING, **SETS}.items():
            self.stdout.write(f"  {name}: {words}")


def _at_most(what: str, questions: int) -> str:
    return f"{what} at most {questions}" if questions else f"{what} on none of them"


def _read(folder: Path) -> Edition:
    """The edition in this folder; one of a partnership's own has a name of its own. EditionError otherwise."""
    is_own = folder.parent != SHELF
    if is_own:
        fault_if_taken(folder, {each.name for each in folders(SHELF)})
    return replace(as_it_is(folder, lock_if_any(folder.parent)), is_own=is_own)
