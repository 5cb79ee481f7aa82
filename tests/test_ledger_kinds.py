"""Every kind of entry is described in docs/ledger-kinds.md, and every kind that is entered by name is declared."""

import ast

from sharewell.ledger import kinds
from tests.building import BASE, short, sources, tree

PAGE = BASE / "docs" / "ledger-kinds.md"


def test_kinds_are_documented() -> None:
    assert PAGE.read_text(encoding="utf-8") == kinds.described(), "Run: manage.py describe_kinds --write"


def test_each_kind_says_what_it_means() -> None:
    bad = [each.kind for each in kinds.all_kinds() if not each.meaning.endswith((".", "?"))]
    assert not bad, f"Give these a meaning, a plain sentence (of an act: the first line of its docstring): {bad}"


def test_each_kind_is_a_noun_and_what_became_of_it() -> None:
    bad = [each.kind for each in kinds.all_kinds() if each.kind.count(".") != 1 or each.kind != each.kind.lower()]
    assert not bad, f"A kind looks like referral.acknowledged: {bad}"


def test_kinds_entered_by_name_are_declared() -> None:
    kinds.all_kinds()
    bad = [
        f"{short(path)}:{node.lineno} {node.args[0].value}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in {"enter", "enter_look"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value not in kinds.KINDS
    ]
    assert not bad, f"Declare these: book.declare(kind, meaning): {bad}"
