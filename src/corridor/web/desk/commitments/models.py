"""The tables of the catalogue: instruments that an authority added, version by version, and what a lawyer confirmed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class AddedInstrument(models.Model):
    """One version of an instrument that an authority or a forum added beside what ships; a later one takes its place.

    `document` is the instrument with its items, in the written form of the catalogue. `forum` is the forum space whose
    decisions it holds, `node` the partner from which it came.

    Personal data: the handles of who added and who withdrew it; kept as long as the instrument.
    """

    uid = models.CharField(max_length=32, unique=True)
    key = models.CharField(max_length=40)
    version = models.IntegerField()
    authority = models.CharField(max_length=32)
    node = models.CharField(max_length=32, blank=True)
    forum = models.CharField(max_length=32, blank=True)
    document: models.JSONField[Any, Any] = models.JSONField()
    added_by = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_added_instrument"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "version"], name="added_instrument_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Confirmation(models.Model):
    """That a lawyer of an authority compared an item from memory with its source and found that it says the same.

    `digest` is that of the item as it was confirmed: where the item changes, the confirmation no longer speaks of it.

    Personal data: the handle of who confirmed it; kept as long as the confirmation stands.
    """

    item = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    authority = models.CharField(max_length=32)
    source = models.CharField(max_length=200)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_commitment_confirmation"

    def __str__(self) -> str:
        return self.item
