"""The table of stocktaking: reports as they were taken, never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class TakenStock(models.Model):
    """One stocktaking report as it was frozen, signed by the authority that took it.

    `forum` is the space whose members it is about, or nothing where it is about `subject` alone. `marks` are those of
    every entry and piece of evidence on which it rests: only who may read and count all of them sees it.

    Personal data: the handle of who took it; kept as long as the report.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=64)
    forum = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=32, blank=True)
    period = models.CharField(max_length=8)
    marks: models.JSONField[Any, Any] = models.JSONField(default=list)
    document: models.JSONField[Any, Any] = models.JSONField()
    digest = models.CharField(max_length=64)
    signed = models.BinaryField()
    taken_by = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "desk_taken_stock"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "forum", "subject"], name="taken_stock_by_whom")
        ]

    def __str__(self) -> str:
        return self.uid
