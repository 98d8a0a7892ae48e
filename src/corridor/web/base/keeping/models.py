"""What lets a device keep drafts for an account: the salt of its key, and which forms were received already."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class DeviceSalt(models.Model):
    """From what the key is derived under which an officer's devices seal drafts; another salt makes them unreadable.

    Personal data: none beyond the officer it belongs to; kept as long as the account.
    """

    officer = models.OneToOneField("base.Officer", on_delete=models.CASCADE, related_name="+")
    salt: Any = models.BinaryField(max_length=32)

    class Meta:
        db_table = "device_salt"

    def __str__(self) -> str:
        return str(self.officer_id)


class Sending(models.Model):
    """A form that was received, by a keyed digest of its officer and its own number: sent again, it is answered alike.

    Personal data: none; the address of the page that came of it. Kept thirty days.
    """

    digest = models.CharField(max_length=64)
    to = models.CharField(max_length=300)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "sending"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["digest"], name="sending_once")
        ]

    def __str__(self) -> str:
        return self.digest
