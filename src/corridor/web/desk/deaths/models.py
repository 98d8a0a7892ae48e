"""The table of what remains of the dead; `statements/remaining.py` reads and writes it beside the spine."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DeathsRemaining(models.Model):
    """The dead and missing that one record told of one incident, once what it told is no longer kept.

    It holds no place, no day and no words. `key` is the keyed digest by which a data set knows its record again and
    `entity` the row of the incident, so that nobody is counted twice who is told of anew. It stands under the mark of
    what it is taken from, without a term.

    Personal data: none; how many died in a month, in a country, on a route.
    """

    dataset = models.IntegerField()
    key = models.BinaryField()
    entity = models.BigIntegerField()
    mark = models.IntegerField()
    month = models.CharField(max_length=7)
    country = models.CharField(max_length=32)
    route = models.TextField()
    low = models.IntegerField()
    high = models.IntegerField()

    class Meta:
        db_table = "desk_deaths_remaining"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dataset", "key", "entity", "mark"], name="deaths_remaining_once")
        ]

    def __str__(self) -> str:
        return f"{self.dataset}:{self.entity}:{self.mark}"
