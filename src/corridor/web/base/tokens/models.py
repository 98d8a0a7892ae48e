"""Tokens by which programs act for an officer."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Token(models.Model):
    """A secret, kept as a keyed digest, that stands for one officer in one function and for one purpose.

    Personal data: none beyond the officer it belongs to and the name that officer gave it; kept as long as the account.
    """

    uid = models.CharField(max_length=32, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    officer = models.ForeignKey("base.Officer", on_delete=models.CASCADE, related_name="tokens")
    function = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def state_at(self, now: datetime) -> str:
        """Return whether the token is good, revoked or expired at a moment."""
        if self.revoked_at is not None:
            return "revoked"
        return "good" if self.expires_at > now else "expired"

    def __str__(self) -> str:
        return self.uid
