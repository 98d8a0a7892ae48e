"""The ledger's rows: chained entries and the tail that the next one continues."""

from __future__ import annotations

from typing import Any

from django.db import models


class LedgerEntry(models.Model):
    """One consequential act, chained to the entry before it.

    Personal data: the handle of the officer who acted; kept as long as the ledger.
    """

    position = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    event = models.CharField(max_length=48)
    actor = models.CharField(max_length=64)
    authority = models.CharField(max_length=32)
    function = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    about = models.CharField(max_length=200)
    detail = models.TextField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_entry"

    def __str__(self) -> str:
        return f"{self.position} {self.event}"


class LedgerTail(models.Model):
    """The one row that the next entry continues: size, last hash, and the roots of the complete subtrees.

    Personal data: none.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    size = models.BigIntegerField()
    last: Any = models.BinaryField(max_length=32)
    frontier: Any = models.BinaryField()

    class Meta:
        db_table = "ledger_tail"

    def __str__(self) -> str:
        return str(self.size)
