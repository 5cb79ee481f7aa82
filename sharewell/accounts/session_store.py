"""Where sessions are kept: each under a digest of its key, so that a copy of the database signs nobody in."""

import hashlib
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as RowStore

from sharewell.accounts import access
from sharewell.moment import now
from sharewell.vault.waiting import was_kept_waiting


def kept_as(key: str) -> str:
    """What stands in the database for a session's key: 160 bits, from which nobody comes back to the key."""
    return hashlib.sha256(f"session|{key}".encode()).hexdigest()[:40]


class SessionStore(RowStore):
    """Django's own sessions in the database; only the browser has the key."""

    def _get_session_from_db(self) -> Any:
        row = access.session_row(kept_as(self.session_key)) if self.session_key else None
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        return super().exists(kept_as(session_key))

    def save(self, must_create: bool = False) -> None:
        """As Django does it, but a wait for the database that was too long is told as that: the session is not gone."""
        try:
            super().save(must_create)
        except UpdateError as lost:
            if was_kept_waiting(lost.__context__):
                raise lost.__context__ from lost.__context__.__cause__  # type: ignore[misc, union-attr]
            raise

    def create_model_instance(self, data: Any) -> Any:
        row = super().create_model_instance(data)
        row.session_key = kept_as(row.session_key)
        row.expire_date = now() + timedelta(seconds=self.get_expiry_age())
        return row

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            super().delete(kept_as(key))
