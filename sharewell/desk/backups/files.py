"""The files that a backup holds beside the database: what the partnership made, and nothing secret."""

import shutil
from pathlib import Path

from django.conf import settings

from sharewell.desk.backups.shelf import settle
from sharewell.desk.leaving import MARK

FOLDER = "files"


def places() -> dict[str, Path]:
    """Where each stands when in use, by its name in a backup."""
    return {"editions": settings.EDITIONS, "witnesses": settings.WITNESSES, MARK: settings.DATA / MARK}


def kept(backup: Path) -> None:
    """The files stand in the backup."""
    _copied(places(), {name: backup / FOLDER / name for name in places()})


def reasons_not_to_fill() -> list[str]:
    """Why the files cannot be restored: some stand outside the data folder already."""
    outside = [path for path in places().values() if path.exists() and not path.is_relative_to(settings.DATA)]
    return [f"{path} is there already." for path in outside]


def put_back(backup: Path) -> None:
    """The files are where they are used."""
    _copied({name: backup / FOLDER / name for name in places()}, places())
    for path in places().values():
        if path.exists():
            settle(path)


def _copied(source: dict[str, Path], target: dict[str, Path]) -> None:
    for name, path in source.items():
        target[name].parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target[name], ignore=_left_out)
        elif path.exists():
            shutil.copyfile(path, target[name])


def _left_out(folder: str, names: list[str]) -> list[str]:
    """What has no place in a backup: a pipe or a device, which may have no end, and a link that leads to a secret."""
    secrets = (settings.DATA / "secrets").resolve()
    inside = [Path(folder, name) for name in names]
    return [
        each.name
        for each in inside
        if not (each.is_file() or each.is_dir()) or each.resolve().is_relative_to(secrets) or _leads_up(each)
    ]


def _leads_up(path: Path) -> bool:
    """Whether it is a link to a folder in which it stands itself: there would be no end to that either."""
    return path.is_symlink() and path.parent.resolve().is_relative_to(path.resolve())
