"""The tables of the doors: whom the node knows, what waits to leave, what came."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Door(models.Model):
    """Another node, as its card says; it is used once a second person has compared the fingerprint.

    `knows` numbers the key pair by which that node knows this one: what is sent there is signed with it.

    Personal data: the handles of the two who accepted the card.
    """

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=32)
    country = models.CharField(max_length=2)
    zone = models.CharField(max_length=16)
    origin = models.CharField(max_length=200, blank=True)
    sealing_key: Any = models.BinaryField()
    signing_key: Any = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    knows = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class FormerKey(models.Model):
    """A signing key by which another node was known: good until a moment for what is on its way, or revoked at once.

    Personal data: the handle of who revoked it.
    """

    code = models.CharField(max_length=32)
    kid = models.CharField(max_length=64, unique=True)
    public: Any = models.BinaryField(max_length=32)
    until = models.DateTimeField()
    revoked_by = models.CharField(max_length=64, blank=True)
    is_revoked = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.code}:{self.kid[:8]}"


class Outgoing(models.Model):
    """An envelope that waits to be delivered; this node cannot open it. It is overwritten and deleted once delivered.

    Personal data: none that this node can read: the content is sealed to the other node's key.
    """

    uid = models.CharField(max_length=32, unique=True)
    recipient = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    envelope: Any = models.BinaryField()
    made_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uid


class Arrival(models.Model):
    """An envelope that came: it waits to be opened, was carried out, or is kept aside with the reason.

    Personal data: while it waits or is kept aside, whatever the sealed envelope holds, at most 60 days.
    """

    uid = models.CharField(max_length=32, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    envelope: Any = models.BinaryField()
    state = models.CharField(max_length=12)
    trouble = models.CharField(max_length=24, blank=True)
    sender = models.CharField(max_length=32, blank=True)
    message = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["sender", "message"], condition=models.Q(state="applied"), name="applied_once"
            )
        ]

    def __str__(self) -> str:
        return self.uid
