"""What comes back to whoever filed a report: questions of readers with their answers, and thanks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Question(models.Model):
    """A question of a reader about one report, and what its author answered; for these two and nobody else.

    It is shown only while both may read the report, and erased with it.

    Personal data: the handles of who asked and who answered; what they wrote, screened for what names a person.
    """

    uid = models.CharField(max_length=32, unique=True)
    load = models.CharField(max_length=32)
    thing = models.CharField(max_length=32)
    to_authority = models.CharField(max_length=32)
    to_author = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=64)
    of_authority = models.CharField(max_length=32)
    text = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["load", "asked_by"], condition=models.Q(answered_at__isnull=True), name="asked_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["to_author"], name="question_to_author")]

    def __str__(self) -> str:
        return self.uid


class Thanks(models.Model):
    """A sentence of thanks for one report, once from each authority; erased with the report.

    Personal data: the handle of who said it, for the ledger's sake; nobody is shown it.
    """

    load = models.CharField(max_length=32)
    of_authority = models.CharField(max_length=32)
    is_named = models.BooleanField(default=False)
    sentence = models.CharField(max_length=24)
    given_by = models.CharField(max_length=64)
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["load", "of_authority"], name="thanked_once")
        ]

    def __str__(self) -> str:
        return f"{self.load}:{self.of_authority}"
