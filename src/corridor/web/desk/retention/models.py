"""Holds for live cases, what they name, and what they kept sealed when it was erased for everybody else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Hold(models.Model):
    """An order of an authority to keep what is said of one thing beyond its term, for a live case.

    Personal data: the handles of the officers who placed and ended it; kept as long as the ledger.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    reason = models.CharField(max_length=32)
    legal_reference = models.CharField(max_length=64)
    placed_by = models.CharField(max_length=64)
    placed_at = models.DateTimeField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["authority", "ended_at"])]

    def __str__(self) -> str:
        return self.uid


class HoldItem(models.Model):
    """What one record says of one thing under one mark, as a hold names it.

    Personal data: none.
    """

    hold = models.ForeignKey("desk.Hold", on_delete=models.CASCADE, related_name="items")
    record = models.BigIntegerField()
    entity = models.BigIntegerField()
    mark = models.IntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "entity", "mark", "hold"], name="hold_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.hold_id}:{self.record}"


class HeldItem(models.Model):
    """What was erased everywhere else and is kept for a hold alone, sealed under a key of the node.

    Personal data: whatever the erased record said, sealed; erased when the hold ends.
    """

    hold = models.ForeignKey("desk.Hold", on_delete=models.CASCADE, related_name="kept")
    mark = models.IntegerField()
    sealed: Any = models.BinaryField()
    statements = models.IntegerField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.hold_id}:{self.pk}"
