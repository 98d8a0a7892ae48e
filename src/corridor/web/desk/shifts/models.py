"""The table of what officers found out about proposed shifts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class ShiftJudgement(models.Model):
    """What an officer says of one proposed shift after looking into it; for the authority of that officer.

    `fall` and `rise` name the two series, `marks` are those of all that they rest on: who may not read all of them
    does not see it. A later judgement of the same shift ends the one before, which stays.

    Personal data: the handle of who judged; what was written beside it, screened for what names a person. Erased
    when the shortest retention rule of those marks says so.
    """

    uid = models.CharField(max_length=32, unique=True)
    fall = models.CharField(max_length=400)
    rise = models.CharField(max_length=400)
    since = models.CharField(max_length=7)
    until = models.CharField(max_length=7)
    verdict = models.CharField(max_length=12)
    explained_by = models.CharField(max_length=16, blank=True)
    words = models.CharField(max_length=500, blank=True)
    marks: models.JSONField[Any, Any] = models.JSONField()
    of_authority = models.CharField(max_length=32)
    judged_by = models.CharField(max_length=64)
    judged_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["of_authority", "fall"], name="shift_judged")]

    def __str__(self) -> str:
        return self.uid


class ShiftCount(models.Model):
    """How many shifts the scan found of what a reader class sees, for one state of the node and one day.

    The first page reads it, which would otherwise have to add up every series to know whether they were scanned.

    Personal data: none.
    """

    reader_class = models.IntegerField(unique=True)
    stamp = models.CharField(max_length=80)
    count = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.reader_class}: {self.count}"
