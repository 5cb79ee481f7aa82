"""An address is worked out once, and is what Django says."""

import uuid

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse, set_script_prefix

from sharewell.web.addresses import address_of


def test_it_is_what_django_says() -> None:
    known = uuid.uuid4()
    for _ in range(2):
        assert address_of("help") == reverse("help")
        assert address_of("concern", known) == reverse("concern", args=[known])
        assert address_of("concern", concern_id=known) == reverse("concern", args=[known])
    with pytest.raises(NoReverseMatch):
        address_of("no such page")


def test_it_follows_what_stands_before_every_address() -> None:
    plain = address_of("help")
    try:
        set_script_prefix("/here/")
        assert address_of("help") == f"/here{plain}"
    finally:
        set_script_prefix("/")
    with override_settings(ROOT_URLCONF="sharewell.web.urls"):
        assert address_of("help") == reverse("help")
    assert address_of("help") == plain
