"""Keeps sessions under digests, so that who reads the database, or a backup of it, enters no session."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from corridor.web.base import keys


def digest_of(session_key: str) -> str:
    """Return the digest under which a session is kept; 40 letters, as many as the column holds."""
    key = keys.digest_key()
    return hashlib.blake2b(session_key.encode(), digest_size=20, key=key, person=b"corridor session").hexdigest()


class SessionStore(db.SessionStore):
    """A session of the browser's key, kept under the digest of the key."""

    def _get_session_from_db(self) -> Any:
        found = self.model.objects.filter(
            session_key=digest_of(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str | None = None) -> bool:
        """Return whether a session of this key is kept."""
        return self.model.objects.filter(session_key=digest_of(session_key or "")).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row of this session."""
        return self.model(
            session_key=digest_of(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # of the base class
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
        )

    def delete(self, session_key: str | None = None) -> None:
        """Drop the row of this session, or of another key."""
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=digest_of(key)).delete()
