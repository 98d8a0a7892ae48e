"""The tables of watches: what officers watch, what was raised, and how they hear of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Watch(models.Model):
    """One question that an officer watches, in one function and for one purpose.

    `stamp` tells for which state of the node it was looked at last, `finding` what was found in `month` then.

    Personal data: which officer of the node watches what, until the watch ends or the officer leaves.
    """

    uid = models.CharField(max_length=32, unique=True)
    officer = models.IntegerField()
    authority = models.CharField(max_length=32)
    function = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)
    counted = models.CharField(max_length=12)
    way = models.CharField(max_length=8)
    route = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=8, blank=True)
    place = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=64, blank=True)
    method = models.CharField(max_length=64, blank=True)
    transport = models.CharField(max_length=64, blank=True)
    is_invented = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stamp = models.CharField(max_length=80, blank=True)
    month = models.CharField(max_length=7, blank=True)
    finding = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["officer", "id"], name="watch_of_officer")]

    def __str__(self) -> str:
        return self.uid


class Alert(models.Model):
    """A change that was raised for one watch: since which month, which way; figures are counted anew when it is read.

    Personal data: none beyond the watch it belongs to.
    """

    uid = models.CharField(max_length=32, unique=True)
    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="alerts")
    since = models.CharField(max_length=7)
    until = models.CharField(max_length=7)
    way = models.CharField(max_length=8)
    is_past = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class Hearing(models.Model):
    """How one officer hears by e-mail that there is something: the address, how often, and what failed.

    Personal data: an e-mail address of staff, until it is changed or removed, or the officer leaves.
    """

    officer = models.IntegerField(unique=True)
    address = models.CharField(max_length=254)
    rhythm = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    told_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    try_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.officer)
