"""The tables of the library: entries version by version, grades, and what authorities made of entries."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class LibraryEntry(models.Model):
    """One version of a practice or study that an authority filed; a later one takes its place and it stays readable.

    Personal data: the handles of who filed and withdrew it; its words are screened for what names a person. Kept as
    long as the entry.
    """

    uid = models.CharField(max_length=32, unique=True)
    about = models.CharField(max_length=32)
    version = models.IntegerField()
    authority = models.CharField(max_length=32)
    level = models.CharField(max_length=8)
    mark = models.IntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    filed_by = models.CharField(max_length=64)
    filed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_library_entry"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["about", "version"], name="library_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.version}"


class LibraryGrade(models.Model):
    """What a second officer judged of the evidence of one version, with the reason; one that was taken back stays.

    Personal data: the handle of who judged; kept as long as the entry.
    """

    entry = models.ForeignKey(LibraryEntry, on_delete=models.CASCADE, related_name="grades")
    grade = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    authority = models.CharField(max_length=32)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_library_grade"

    def __str__(self) -> str:
        return self.grade


class Adoption(models.Model):
    """What an authority made of an entry, by its identifier, or of an item of the catalogue, by its id.

    Personal data: the handle of who wrote it; kept until it is taken back.
    """

    uid = models.CharField(max_length=32, unique=True)
    about = models.CharField(max_length=64)
    authority = models.CharField(max_length=32)
    level = models.CharField(max_length=8)
    mark = models.IntegerField()
    stage = models.CharField(max_length=12)
    on = models.DateField()
    how = models.CharField(max_length=1000)
    came = models.CharField(max_length=1000, blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_library_adoption"

    def __str__(self) -> str:
        return self.uid
