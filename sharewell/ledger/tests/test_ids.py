"""Ids begin with the time, are of version 7, and are never the same twice."""

import os
import time
import uuid

import pytest

from sharewell.ledger.ids import new_id


def test_as_the_example_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 9562, appendix A.6."""
    monkeypatch.setattr(time, "time_ns", lambda: 0x017F22E279B0 * 1_000_000)
    monkeypatch.setattr(os, "urandom", lambda many: bytes.fromhex("fcc3d8c4dc0c0c07398f"))
    assert new_id() == uuid.UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")


def test_in_order_of_time_and_never_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    many = {new_id() for _ in range(10_000)}
    assert (
        len(many) == 10_000
        and {each.version for each in many} == {7}
        and {each.variant for each in many} == {uuid.RFC_4122}
    )
    later = time.time_ns() + 1_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    assert new_id() > max(many)
