"""The table of what is public of commitments: version by version, as it was signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PublicProgress(models.Model):
    """One version of what one State or organisation made public of its entries; the last one stands.

    `signed` is the file as anybody may read it. A withdrawal is a version without items.

    Personal data: the handle of who published it; kept as long as the version.
    """

    subject = models.CharField(max_length=32)
    number = models.IntegerField()
    authority = models.CharField(max_length=32)
    items = models.IntegerField()
    is_withdrawn = models.BooleanField(default=False)
    signed = models.BinaryField()
    published_by = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        db_table = "desk_public_progress"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "number"], name="public_progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"
