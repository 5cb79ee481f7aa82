"""The tree is the one of RFC 6962: compared with its definition, written down as it stands there."""

import contextlib
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.ledger import merkle
from sharewell.ledger.merkle import Name

LEAVES = [sha256(b"\0" + bytes([number])).digest() for number in range(70)]


def defined(leaves: list[bytes]) -> bytes:
    """The root as section 2.1 defines it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + defined(leaves[:half]) + defined(leaves[half:])).digest()


def kept(leaves: list[bytes]) -> dict[Name, bytes]:
    """Every leaf and finished node, as they are when the tree is grown in one go."""
    return {(0, index): leaf for index, leaf in enumerate(leaves)} | dict(merkle.grown(0, [], leaves))


ALL = kept(LEAVES)


def fetch(names: set[Name]) -> dict[Name, bytes]:
    return {name: ALL[name] for name in names}


def hashes(names: list[list[Name]]) -> list[bytes]:
    return merkle.proof(names, fetch)


@pytest.mark.parametrize("size", range(71))
def test_the_root_of_every_size(size: int) -> None:
    assert merkle.root(hashes([[name] for name in merkle.peaks(size)])) == defined(LEAVES[:size])


@pytest.mark.parametrize("size", range(70))
def test_a_tree_grown_in_two_steps_is_the_same(size: int) -> None:
    tops = hashes([[name] for name in merkle.peaks(size)])
    later = dict(merkle.grown(size, tops, LEAVES[size:]))
    assert kept(LEAVES[:size]) | {(0, index): LEAVES[index] for index in range(size, 70)} | later == ALL


def test_a_node_never_changes_and_is_finished_once() -> None:
    names = [name for name, _ in merkle.grown(0, [], LEAVES)]
    assert len(set(names)) == len(names) == sum(70 >> level for level in range(1, 7))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 33, 64, 70])
def test_every_leaf_is_proved_and_no_other(size: int) -> None:
    for index in range(size):
        proof = hashes(merkle.inclusion(index, size))
        assert len(proof) <= (size - 1).bit_length()
        assert merkle.root_by_inclusion(LEAVES[index], index, size, proof) == defined(LEAVES[:size])
        assert merkle.root_by_inclusion(LEAVES[index - 1], index, size, proof) != defined(LEAVES[:size]) or size == 1


def test_a_proof_too_long_too_short_or_for_no_leaf() -> None:
    proof = hashes(merkle.inclusion(4, 9))
    for wrong in (proof[:-1], [*proof, LEAVES[0]], []):
        with pytest.raises(ValueError, match="the proof is too"):
            merkle.root_by_inclusion(LEAVES[4], 4, 9, wrong)
    for index, size in ((9, 9), (-1, 9), (0, 0)):
        with pytest.raises(ValueError, match="no such leaf"):
            merkle.root_by_inclusion(LEAVES[4], index, size, proof)
        with pytest.raises(ValueError, match="has no leaf"):
            merkle.inclusion(index, size)


def test_every_tree_grew_out_of_every_smaller_one_and_no_other() -> None:
    for new in range(1, 40):
        for old in range(1, new + 1):
            proof = hashes(merkle.consistency(old, new))
            before, after = defined(LEAVES[:old]), defined(LEAVES[:new])
            assert merkle.grew(old, new, before, after, proof)
            assert not merkle.grew(old, new, LEAVES[69], after, proof)
            assert not merkle.grew(old, new, before, LEAVES[69], proof)
            assert not merkle.grew(old, new, before, after, [*proof, LEAVES[69]])
            assert not proof or not merkle.grew(old, new, before, after, proof[:-1])


def test_out_of_an_empty_tree_nothing_is_proved() -> None:
    assert not merkle.grew(0, 5, merkle.EMPTY, defined(LEAVES[:5]), [])
    assert not merkle.grew(0, 0, merkle.EMPTY, merkle.EMPTY, [])
    assert not merkle.grew(6, 5, defined(LEAVES[:6]), defined(LEAVES[:5]), [])
    for old, new in ((0, 5), (6, 5)):
        with pytest.raises(ValueError, match="cannot have grown"):
            merkle.consistency(old, new)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 70),
    st.integers(1, 70),
    st.lists(st.sampled_from([*LEAVES, *ALL.values()]), max_size=8),
    st.binary(min_size=32, max_size=32),
)
def test_what_was_made_up_is_never_believed(old: int, new: int, proof: list[bytes], root: bytes) -> None:
    assert not merkle.grew(old, new, root, defined(LEAVES[:new]), proof)
    with contextlib.suppress(ValueError):
        assert merkle.root_by_inclusion(root, old - 1, new, proof) != defined(LEAVES[:new])
