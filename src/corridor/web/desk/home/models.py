"""The table of visits: when an officer looked at the first page, so that it can say what changed since."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Visit(models.Model):
    """When an officer in one function and for one purpose last came, and when before that.

    Personal data: when staff last looked at the first page; each visit replaces the one before.
    """

    officer = models.IntegerField()
    function = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    came_at = models.DateTimeField()
    came_before_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["officer", "function", "purpose"], name="visit_once")
        ]

    def __str__(self) -> str:
        return str(self.officer)
