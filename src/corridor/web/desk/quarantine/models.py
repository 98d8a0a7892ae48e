"""Files that are held because they are hostile."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Quarantined(models.Model):
    """A file that was refused as hostile: sealed in the node's home, served to nobody until two officers take it out.

    Personal data: handles of officers and the name the file came with; whatever the file holds, sealed. Both are erased
    after thirty days, or when it is destroyed.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    fault = models.CharField(max_length=32)
    state = models.CharField(max_length=16)
    ground = models.CharField(max_length=16, default="")
    held_by = models.CharField(max_length=64)
    held_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64, default="")
    decided_by = models.CharField(max_length=64, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "held_at"], name="desk_quarantined_authority"),
        ]

    def __str__(self) -> str:
        return self.uid
