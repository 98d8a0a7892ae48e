"""The tables of progress: entries version by version, their evidence at its own level, and the cells of the matrix."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class ProgressEntry(models.Model):
    """One version of what a State or organisation says about one commitment for one half-year.

    `about` names the entry through all its versions; `node` is the partner from which it came, or nothing. `subject` is
    the State (two letters) or organisation (code of its authority) of which it speaks. `content` is what it says but
    for its evidence, which stands in rows of its own; `told` is how many pieces of hidden evidence a partner told of.
    `signed` is the content as its authority signed it when it was approved.

    Personal data: the handles of who wrote, submitted and approved it; kept as long as the entry. It names bodies,
    never persons.
    """

    uid = models.CharField(max_length=32, unique=True)
    about = models.CharField(max_length=32)
    version = models.IntegerField()
    node = models.CharField(max_length=32, blank=True)
    authority = models.CharField(max_length=32)
    subject = models.CharField(max_length=32)
    period = models.CharField(max_length=8)
    item = models.CharField(max_length=64)
    status = models.CharField(max_length=12)
    level = models.CharField(max_length=8)
    forums: models.JSONField[Any, Any] = models.JSONField(default=list)
    mark = models.IntegerField()
    state = models.CharField(max_length=12)
    content: models.JSONField[Any, Any] = models.JSONField()
    told = models.IntegerField(default=0)
    signed = models.BinaryField(null=True)
    why = models.CharField(max_length=500, blank=True)
    written_by = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_progress_entry"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["node", "about", "version"], name="progress_entry_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "item", "period"], name="progress_by_subject"),
            models.Index(fields=["state", "authority"], name="progress_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.version}"


class ProgressEvidence(models.Model):
    """One piece of evidence of one version of an entry, under its own marking.

    Personal data: none; it names documents and bodies.
    """

    entry = models.ForeignKey(ProgressEntry, on_delete=models.CASCADE, related_name="evidence")
    place = models.IntegerField()
    level = models.CharField(max_length=8)
    mark = models.IntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        db_table = "desk_progress_evidence"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.place}"


class ProgressCell(models.Model):
    """That one approved entry says something of one commitment, for those who may read one marking.

    One row for the entry itself, and one with `is_evidenced` for each level at which it has evidence. `half` is the
    number of its half-year; `until` that of the next one told under the same marking. `due` is the first day of its
    earliest milestone that is not done.

    Personal data: none.
    """

    entry = models.ForeignKey(ProgressEntry, on_delete=models.CASCADE, related_name="cells")
    subject = models.CharField(max_length=32)
    item = models.CharField(max_length=64)
    half = models.IntegerField()
    until = models.IntegerField(null=True)
    status = models.CharField(max_length=12)
    is_evidenced = models.BooleanField()
    due = models.DateField(null=True)
    mark = models.IntegerField()

    class Meta:
        db_table = "desk_progress_cell"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "item", "mark", "half"], name="progress_cell_by_subject"),
            models.Index(
                fields=["is_evidenced", "until", "half", "mark", "subject", "item", "entry", "status", "due"],
                name="progress_cell_at_half",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.item} {self.half}"
