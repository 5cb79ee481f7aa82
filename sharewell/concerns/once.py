"""The key that a page carries, so that what is sent by it happens once however often it is sent."""

import uuid
from collections.abc import Mapping


def key_carried(words: Mapping[str, str] | None) -> uuid.UUID:
    """The key which the page that sent these words carries, or a new one where it carries none."""
    try:
        return uuid.UUID((words or {}).get("_once", ""))
    except ValueError:
        return uuid.uuid4()
