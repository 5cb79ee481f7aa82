"""Names, sizes and what may stand on which shelf."""

import ast

import pytest

from tests.building import BASE, functions, short, sources, tracked, tree

FORBIDDEN = {"core", "common", "utils", "helpers", "services", "managers", "base", "misc"}
# Django looks for a database engine's wrapper in a module named base, and nowhere else.
NAMED_BY_DJANGO = {"sharewell/vault/sqlite/base.py"}
SHELVES_WITH_QUERIES = {"access", "actions", "models"}
# The rock keeps its own queries in its own words; a command is a person at a keyboard.
ROOMS_BENEATH = {"ledger", "vault"}


def test_no_forbidden_names() -> None:
    bad = [
        short(path)
        for path in sources(tests=True)
        if short(path) not in NAMED_BY_DJANGO and FORBIDDEN & {path.stem, *path.relative_to(BASE).parts[:-1]}
    ]
    assert not bad, f"These names say nothing; find the noun that is missing: {bad}"


@pytest.mark.parametrize(
    ("what", "most", "chosen"),
    [
        ("source file", 300, lambda path: path.suffix == ".py" and "tests" not in path.parts),
        ("test file", 400, lambda path: path.suffix == ".py" and "tests" in path.parts),
        (
            "template",
            80,
            lambda path: path.suffix == ".html" and "components" not in path.stem and "static" not in path.parts,
        ),
    ],
)
def test_files_are_short(what: str, most: int, chosen) -> None:
    mine = [
        path for path in tracked() if path.is_relative_to(BASE / "sharewell") or path.is_relative_to(BASE / "tests")
    ]
    long = {
        short(path): lines
        for path in mine
        if "migrations" not in path.parts and chosen(path)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > most
    }
    assert not long, f"A {what} has at most {most} lines; the remedy is a new word, never a part two: {long}"


def test_functions_are_short() -> None:
    long = {}
    for path in sources():
        most = 25 if path.stem == "views" else 40
        for function in functions(path):
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > most:
                long[f"{short(path)}:{function.lineno} {function.name}"] = lines
    assert not long, f"A function has at most 40 lines, a view 25: {long}"


def test_queries_stand_on_their_shelves() -> None:
    bad = []
    for path in sources():
        parts = path.relative_to(BASE / "sharewell").parts
        if parts[0] in ROOMS_BENEATH or "management" in parts or SHELVES_WITH_QUERIES & {path.stem, *parts[1:-1]}:
            continue
        bad += [
            f"{short(path)}:{node.lineno}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
        ]
    assert not bad, f"No read without a reader, no act without an actor: move these to access.py or actions.py: {bad}"


def test_models_rules_and_access_say_what_they_are() -> None:
    bare = []
    for path in sources():
        if path.stem not in {"models", "rules", "access", "actions", "book"}:
            continue
        bare += [
            f"{short(path)}:{node.lineno} {node.name}"
            for node in tree(path).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert not bare, f"Each of these needs a docstring; first line: what becomes true, in domain words: {bare}"
