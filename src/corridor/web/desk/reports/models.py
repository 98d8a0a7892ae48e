"""The tables of reports on their way, and of the files that were put beside them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Report(models.Model):
    """One report of one officer in one version, as it was typed; what it says counts once it is released.

    Personal data: the handles of its author and of who decided. What was typed is sealed under a key of the node; it is
    erased with the report's information items, a day after the draft was discarded, or when the draft lies untouched
    for ninety days.
    """

    uid = models.CharField(max_length=32, unique=True)
    ref = models.CharField(max_length=64)
    version = models.IntegerField(default=1)
    authority = models.CharField(max_length=32)
    author = models.CharField(max_length=64)
    state = models.CharField(max_length=12)
    sealed: Any = models.BinaryField(null=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    thing = models.CharField(max_length=32, blank=True)
    load = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["ref", "version"], name="report_version_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["author", "saved_at"], name="report_by_author"),
            models.Index(fields=["authority", "state"], name="report_by_state"),
        ]

    def __str__(self) -> str:
        return self.uid


class ReportFile(models.Model):
    """A file that was put beside a report: as it was written anew, sealed, with the digests of before and after.

    Personal data: what the picture or paper shows, sealed under a key of the node; it goes when what was typed into the
    report goes.
    """

    uid = models.CharField(max_length=32, unique=True)
    report = models.ForeignKey("desk.Report", on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    sha256_before = models.CharField(max_length=64)
    notes: models.JSONField[Any, Any] = models.JSONField(default=list)
    sealed: Any = models.BinaryField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uid
