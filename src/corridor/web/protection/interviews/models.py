"""Interviews as they are held, sealed, and the tables that were released of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class HeldInterview(models.Model):
    """One interview: sealed, with the month in which it was received and nothing finer.

    `body` is who held it. `slip` is a keyed digest of the code the person was given; empty once it was withdrawn, when
    `sealed` is empty, too, and only the number stays, so that a telephone that sends it again is told the same.
    `repeats` says whether a slip of an earlier interview was shown.

    Personal data: what somebody told without a name, sealed. Kept a year after the month in which it was received.
    """

    uid = models.CharField(max_length=32, unique=True)
    body = models.CharField(max_length=32)
    month = models.CharField(max_length=7, db_index=True)
    slip = models.CharField(max_length=64, db_index=True)
    repeats = models.CharField(max_length=16)
    sealed: Any = models.BinaryField()

    class Meta:
        db_table = "interview"

    def __str__(self) -> str:
        return self.uid


class InterviewRelease(models.Model):
    """The tables of some months, proposed by one officer and decided by another.

    `since` and `until` are the first and the last month. `tables` is what may be shown; empty unless it was approved.

    Personal data: the handles of two officers. Counts of fewer than ten are not in the tables. Kept for good.
    """

    ref = models.CharField(max_length=16, unique=True)
    since = models.CharField(max_length=7)
    until = models.CharField(max_length=7)
    state = models.CharField(max_length=16)
    proposed_by = models.CharField(max_length=64)
    proposed_on = models.DateField()
    decided_by = models.CharField(max_length=64)
    decided_on = models.DateField(null=True)
    tables: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        db_table = "interview_release"
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by="") | ~Q(decided_by=F("proposed_by")), name="interview_release_by_two"
            ),
            models.UniqueConstraint(fields=["since"], condition=~Q(state="denied"), name="interview_release_once"),
        )

    def __str__(self) -> str:
        return self.ref
