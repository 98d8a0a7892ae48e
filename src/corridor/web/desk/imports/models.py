"""Files waiting to be read, and the rows that were refused."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Upload(models.Model):
    """A file brought by an officer, kept in the node's home until it is published, discarded or has expired.

    Personal data: the handle of the officer; whatever the file holds, erased after seven days.
    """

    uid = models.CharField(max_length=32, unique=True)
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    brought_by = models.CharField(max_length=64)
    brought_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uid


class OwnMapping(models.Model):
    """One version of a mapping that officers of an authority described for their own tables, as text in YAML.

    It is seen by whoever of that authority may read under its mark. Which version counts is found out for each reader.

    Personal data: the handle of the officer who saved it.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    name = models.CharField(max_length=64)
    version = models.IntegerField()
    written = models.TextField()
    mark = models.IntegerField()
    saved_by = models.CharField(max_length=64)
    saved_at = models.DateTimeField()
    is_removed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "name"], name="desk_own_mapping_name"),
        ]

    def __str__(self) -> str:
        return self.uid


class Reject(models.Model):
    """A row that was refused: its line, the reasons by column, and the row itself for the rejects file.

    Personal data: whatever the refused row holds; readable only by who may read the load, erased with it, or seven days
    after the file was brought where the load was cancelled or has failed.
    """

    load = models.ForeignKey("desk.Load", on_delete=models.CASCADE, related_name="rejects")
    line = models.IntegerField()
    problems: models.JSONField[Any, Any] = models.JSONField()
    cells: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["load", "line"])]

    def __str__(self) -> str:
        return f"{self.load_id}:{self.line}"
