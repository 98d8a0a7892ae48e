"""What an editor decided about texts that no list has a code for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CodeDecision(models.Model):
    """For which code of a list a parked text stands, under one mark, for the readers of one authority.

    The statement stays as it was recorded; the decision is applied when it is read. The text is kept as a keyed digest
    alone, so that a decision tells nothing once the statement is gone. `code` is `parked` where it was left open.

    Personal data: the handle of the officer who decided.
    """

    list = models.CharField(max_length=64)
    given = models.CharField(max_length=16)
    mark = models.IntegerField()
    authority = models.CharField(max_length=32)
    code = models.CharField(max_length=100)
    decided_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["authority", "list", "given", "mark"],
                condition=models.Q(undone_at__isnull=True),
                name="code_decided_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.list}:{self.given}:{self.mark}"
