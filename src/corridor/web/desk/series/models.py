"""The tables of series: what was worked out from them, and from which month on figures mean something else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Worked(models.Model):
    """One long piece of work and its answer, found again by a keyed digest of everything that it rests on.

    Who asks must bring the inputs, which are what the asker may see: nobody finds an answer that rests on more. Rows
    that nobody asked for lately are removed. Of tables the row goes when they are published or given up; the key by
    which they are rounded is not in it.

    Personal data: sums by month, and what was worked out from them; the unprotected counts of tables that are made.
    """

    class State(models.TextChoices):
        """Where a piece of work stands."""

        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    key = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=32)
    inputs: models.JSONField[Any, Any] = models.JSONField()
    answer: models.JSONField[Any, Any] = models.JSONField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_worked"

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class SeriesBreak(models.Model):
    """That figures of one edition mean something else from a month on, as an officer noted it under a marking.

    `counted` and `kind` narrow it to what is counted; `kind` is "" where it holds for all of the edition.

    Personal data: the handles of who noted and who withdrew it; its words are screened for what names a person. Erased
    when the retention rule of its marking says so.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    source = models.CharField(max_length=64, blank=True)
    edition = models.CharField(max_length=64, blank=True)
    counted = models.CharField(max_length=20)
    kind = models.CharField(max_length=64, blank=True)
    is_invented = models.BooleanField(default=False)
    month = models.CharField(max_length=7)
    reason = models.CharField(max_length=24)
    words = models.CharField(max_length=300, blank=True)
    mark = models.IntegerField()
    noted_by = models.CharField(max_length=64)
    noted_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["counted", "is_invented"], name="series_break_by_counted")
        ]

    def __str__(self) -> str:
        return self.uid
