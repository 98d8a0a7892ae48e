"""What is counted of the ledger; all of it follows from the entries and can be counted again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Counted(models.Model):
    """The one row that says up to which entry the ledger was counted, and the link of the last entry counted.

    Personal data: none.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    position = models.BigIntegerField()
    last: Any = models.BinaryField(max_length=32)

    class Meta:
        db_table = "oversight_counted"

    def __str__(self) -> str:
        return str(self.position)


class ActCount(models.Model):
    """How many acts of one kind there were on a day, by authority and function.

    Personal data: none.
    """

    on = models.CharField(max_length=10)
    event = models.CharField(max_length=48)
    authority = models.CharField(max_length=32)
    function = models.CharField(max_length=64)
    acts = models.BigIntegerField()

    class Meta:
        db_table = "oversight_act"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("on", "event", "authority", "function", name="oversight_act_once")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.event} {self.acts}"


class Reading(models.Model):
    """That an entry tells of information items of another authority that were shown: by marking and thing.

    `marking` is the beginning of the marking's digest; `thing` is empty where many things were shown at once.

    Personal data: none; who read is in the ledger alone.
    """

    position = models.BigIntegerField()
    on = models.CharField(max_length=10)
    marking = models.CharField(max_length=16)
    thing = models.CharField(max_length=32, blank=True)
    authority = models.CharField(max_length=32)
    function = models.CharField(max_length=64)
    way = models.CharField(max_length=16)
    items = models.BigIntegerField()

    class Meta:
        db_table = "oversight_reading"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["marking", "on"], name="oversight_reading_marking")
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.marking}"
