"""Interned markings, and which of them each reader class may use, and how."""

from __future__ import annotations

from typing import Any

from django.db import models


class Mark(models.Model):
    """An interned, immutable marking; statements point at it.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, unique=True)
    document: models.JSONField[Any, Any] = models.JSONField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]


class ReaderClass(models.Model):
    """Readers with equal rights: authority, function, purpose, clearance, compartments; never a person.

    Personal data: none.
    """

    digest = models.CharField(max_length=64, unique=True)
    authority = models.CharField(max_length=32)
    function = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    clearance = models.PositiveSmallIntegerField(default=0)
    compartments: models.JSONField[Any, Any] = models.JSONField(default=list)
    is_printing = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.authority}/{self.function}/{self.purpose}"


class ReaderMark(models.Model):
    """The uses that a reader class may make of what carries a mark; a missing row means deny.

    Personal data: none.
    """

    pk = models.CompositePrimaryKey("reader_class", "mark")
    reader_class = models.IntegerField()
    mark = models.IntegerField()
    uses = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "reader_mark"

    def __str__(self) -> str:
        return f"{self.reader_class}:{self.mark}"


class ReadyMarking(models.Model):
    """A marking that an administrator made ready to choose, or what was decided about one that ships.

    `document` holds the labels, the sentence and the marking as `presets.yaml` writes them; none for one that ships.

    Personal data: none.
    """

    name = models.CharField(max_length=40, primary_key=True)
    document: models.JSONField[Any, Any] = models.JSONField(null=True)
    is_offered = models.BooleanField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
