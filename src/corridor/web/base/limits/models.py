"""What all processes of a node must know of each other for a short while."""

from __future__ import annotations

from django.db import models


class Kept(models.Model):
    """A number or a short value under a keyed digest, until a moment: how much of a limit is used, which code was used.

    Personal data: none; digests under the node's own key, dropped when their moment has passed.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    until = models.FloatField(db_index=True)
    value = models.TextField(default="")

    def __str__(self) -> str:
        return self.digest
