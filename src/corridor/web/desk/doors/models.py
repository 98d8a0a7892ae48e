"""The table of what was disclosed to the authorities of this node."""

from __future__ import annotations

from typing import Any

from django.db import models


class Disclosed(models.Model):
    """What a protection body disclosed to one authority, in one function and for one purpose, until a day.

    Personal data: what was disclosed, sealed under the key of the node; invisible after its day and erased.
    """

    uid = models.CharField(max_length=32, unique=True)
    sender = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    function = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    until = models.DateField()
    came_on = models.DateField()
    sealed: Any = models.BinaryField()

    def __str__(self) -> str:
        return self.uid
