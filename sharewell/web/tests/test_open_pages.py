"""The pages that anybody may read."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/hidden/", "/accessibility/", "/privacy/", "/help/"])
def test_anybody_may_read_it(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert b"<h1" in response.content
