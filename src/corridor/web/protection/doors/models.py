"""The tables of the doors of protection: persons handed over, and disclosures."""

from __future__ import annotations

from typing import Any

from django.db import models


class HandOver(models.Model):
    """A person whom an officer of a desk handed over; it waits until somebody takes it.

    Personal data: what the officer wrote, sealed under a data key of its own; erased 90 days after it was closed.
    """

    uid = models.CharField(max_length=32, unique=True)
    sender = models.CharField(max_length=32)
    came_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    closed_for = models.CharField(max_length=24, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    case_ref = models.CharField(max_length=32, blank=True)
    sealed: Any = models.BinaryField()

    def __str__(self) -> str:
        return self.uid


class Disclosure(models.Model):
    """A disclosure: proposed by one officer, decided by another, carried to one desk, and ended.

    Its ground, how it was decided and when stand in clear for the register; to whom and what is sealed.

    Personal data: what is disclosed and why, sealed under a data key of its own; kept as long as the register.
    """

    uid = models.CharField(max_length=32, unique=True)
    case_ref = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    ground = models.CharField(max_length=24)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    until = models.DateField()
    held = models.CharField(max_length=8, blank=True)
    attested_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, blank=True)
    ended_at = models.DateTimeField(null=True)
    sealed: Any = models.BinaryField()

    def __str__(self) -> str:
        return self.uid
