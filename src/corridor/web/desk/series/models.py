"""What was worked out from series: what long work rested on, and what came of it."""

from __future__ import annotations

from typing import Any

from django.db import models


class Worked(models.Model):
    """One long piece of work and its answer, found again by a keyed digest of everything that it rests on.

    Who asks must bring the inputs, which are what the asker may see: nobody finds an answer that rests on more. Rows
    that nobody asked for lately are removed.

    Personal data: none; sums by month, and what was worked out from them.
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
