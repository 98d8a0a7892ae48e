"""The fixed tables that left through the third door, and those that wait for a second officer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class FixedTables(models.Model):
    """The fixed tables of one period: proposed by one officer, published by another, once.

    `content` is what the attack read and what is signed; unprotected counts are never kept.

    Personal data: the handles of two officers. No count of fewer than ten. Kept for good.
    """

    uid = models.CharField(max_length=32, unique=True)
    period = models.CharField(max_length=7, unique=True)
    content: Any = models.BinaryField()
    digest = models.CharField(max_length=64)
    attack: models.JSONField[Any, Any] = models.JSONField(default=dict)
    signed: Any = models.BinaryField(null=True)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    published_by = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "fixed_tables"
        constraints = (
            models.CheckConstraint(
                condition=Q(published_by="") | ~Q(published_by=F("proposed_by")), name="fixed_tables_by_two"
            ),
        )

    def __str__(self) -> str:
        return self.period
