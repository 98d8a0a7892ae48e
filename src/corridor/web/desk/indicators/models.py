"""The table of indicators: what was defined, version after version."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Indicator(models.Model):
    """One version of a measure that an authority defined; a later version takes its place and it stays readable.

    `about` names the measure through all versions. `marks` are those of everything that its parts rested on when it
    was defined: only who may read and count all of them knows of it, since a scope names what it counts.

    Personal data: the handle of who defined it; kept as long as the indicator.
    """

    uid = models.CharField(max_length=32, unique=True)
    about = models.CharField(max_length=32)
    version = models.IntegerField()
    authority = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    counted = models.CharField(max_length=500)
    numerator = models.CharField(max_length=400)
    denominator = models.CharField(max_length=400, blank=True)
    per = models.IntegerField()
    period = models.CharField(max_length=8)
    method = models.CharField(max_length=2000)
    marks: models.JSONField[Any, Any] = models.JSONField(default=list)
    defined_by = models.CharField(max_length=64)
    defined_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["about", "version"], name="indicator_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.version}"
