"""The building as the promises see it: its rooms, shelves, functions and models."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
HOUSE = BASE / "sharewell"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git tracks, or that is new and not ignored; in an export without git, every file."""
    try:
        said = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=BASE, capture_output=True, check=True
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return tuple(path for path in BASE.rglob("*") if path.is_file() and ".venv" not in path.parts)
    return tuple(path for name in said.split("\0") if name and (path := BASE / name).is_file())


def sources(*, tests: bool = False, migrations: bool = False) -> Iterator[Path]:
    """Our Python files under sharewell/."""
    for path in tracked():
        if path.suffix != ".py" or HOUSE not in path.parents:
            continue
        if ("tests" in path.parts and not tests) or ("migrations" in path.parts and not migrations):
            continue
        yield path


def short(path: Path) -> str:
    return str(path.relative_to(BASE))


def room_of(path: Path) -> str:
    """The room a file stands in: 'concerns' for sharewell/concerns/actions.py."""
    return path.relative_to(HOUSE).parts[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@cache
def floors() -> tuple[frozenset[str], ...]:
    """The floors of the map, highest first, each with its rooms: read from import-linter's own contract."""
    settings = tomllib.loads((BASE / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return tuple(
        frozenset(name.strip(" ()") for name in layer.replace(":", "|").split("|")) for layer in contract["layers"]
    )


def floor_of(room: str) -> int:
    """How deep a room lies: 0 is the front. Raises LookupError when it is not on the map."""
    for depth, rooms in enumerate(floors()):
        if room in rooms:
            return depth
    raise LookupError(f"{room} is not on the map: put it on a floor in pyproject.toml and in docs/building.md.")
