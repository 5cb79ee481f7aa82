"""The proofs that other people published are judged as they judge them."""

import json
from pathlib import Path
from typing import Any

import pytest

from elsewhere.tests.given import path_of, root_of
from elsewhere.verify import HASH, Malformed, Tree, leaf_hash, read_base64, root_by_inclusion

VECTORS = json.loads((Path(__file__).parent / "vectors/merkle.json").read_text(encoding="utf-8"))
# The eight leaves of the tree that the published vectors and RFC 6962's own tests are about.
LEAVES = [
    bytes.fromhex(x)
    for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", bytes(range(0x60, 0x70)).hex())
]


def is_proved(vector: dict[str, Any]) -> bool:
    index = vector["leafIndex"] if "leafIndex" in vector else vector["leafIdx"]
    try:
        leaf, root = read_base64(vector["leafHash"], HASH), read_base64(vector["root"], HASH)
        proof = [read_base64(each, HASH) for each in vector["proof"] or ()]
    except Malformed:
        return False
    return root_by_inclusion(leaf, index, vector["treeSize"], proof) == root


def test_there_are_as_many_vectors_as_were_published() -> None:
    assert len(VECTORS["inclusion"]) == 98 and sum(not each["wantErr"] for each in VECTORS["inclusion"]) == 6


@pytest.mark.parametrize("vector", VECTORS["inclusion"], ids=lambda vector: vector["name"])
def test_a_published_inclusion_is_judged_as_published(vector: dict[str, Any]) -> None:
    assert is_proved(vector) is not vector["wantErr"]


def test_the_roots_of_the_published_tree_are_ours() -> None:
    tree = Tree()
    for leaf in LEAVES:
        tree.levels[0] += leaf_hash(leaf)
    tree.grow()
    published = {
        each[f"size{n}"]: each[f"root{n}"] for each in VECTORS["consistency"] for n in (1, 2) if is_happy(each)
    }
    assert set(published) == {1, 2, 5, 6, 7, 8}
    for size, root in published.items():
        assert tree.root(size) == read_base64(root, HASH)


def is_happy(vector: dict[str, Any]) -> bool:
    return vector["desc"] == "happy path"


@pytest.mark.parametrize("size", [*range(34), 63, 64, 65, 127])
def test_every_root_and_every_inclusion_is_that_of_the_definition(size: int) -> None:
    leaves = [b"leaf %d" % number for number in range(size)]
    tree = Tree()
    for leaf in leaves:
        tree.levels[0] += leaf_hash(leaf)
    tree.grow()
    for smaller in range(size + 1):
        assert tree.root(smaller) == root_of(leaves[:smaller])
    for index in range(size):
        path = path_of(index, leaves)
        assert root_by_inclusion(leaf_hash(leaves[index]), index, size, path) == tree.root(size)
        for other in {index + 1, index - 1, index ^ 1} - {index}:
            assert root_by_inclusion(leaf_hash(leaves[index]), other, size, path) != tree.root(size)
