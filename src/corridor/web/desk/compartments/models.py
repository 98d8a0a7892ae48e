"""Sealed compartments: who is named, what is sealed in them, who asked to open one, and what the owner was told."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Compartment(models.Model):
    """A place for the identities of witnesses or cooperating persons, under a key of its own; it belongs to an officer.

    Two may have the same name: that one is taken would tell of it.

    Personal data: the handle of the owner. The key is sealed under the key of the node's compartments.
    """

    uid = models.CharField(max_length=32, unique=True)
    ref = models.CharField(max_length=64)
    authority = models.CharField(max_length=32)
    kind = models.CharField(max_length=24)
    owner = models.CharField(max_length=64)
    sealed_key: Any = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uid


class Named(models.Model):
    """An officer named for a compartment; named by the owner, and by a second person already named once there is one.

    Personal data: handles of officers.
    """

    compartment = models.ForeignKey("desk.Compartment", on_delete=models.PROTECT, related_name="named")
    handle = models.CharField(max_length=64)
    named_by = models.CharField(max_length=64)
    named_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=64, blank=True)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["compartment", "handle"], condition=models.Q(ended_at__isnull=True), name="named_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.compartment_id}:{self.handle}"


class Identity(models.Model):
    """Who stands behind a pseudonym, sealed under the key of the compartment.

    Personal data: the identity of a witness or cooperating person, sealed, until the owner erases it.
    """

    uid = models.CharField(max_length=32, unique=True)
    compartment = models.ForeignKey("desk.Compartment", on_delete=models.PROTECT, related_name="identities")
    pseudonym = models.CharField(max_length=64)
    sealed: Any = models.BinaryField()
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["compartment", "pseudonym"], name="pseudonym_once")
        ]

    def __str__(self) -> str:
        return self.uid


class Opening(models.Model):
    """One named officer asks to see one identity; another approves; then it is shown to the first, once, for minutes.

    Personal data: handles of officers.
    """

    uid = models.CharField(max_length=32, unique=True)
    identity = models.ForeignKey("desk.Identity", on_delete=models.CASCADE, related_name="openings")
    reason = models.CharField(max_length=32)
    file_mark = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    is_approved = models.BooleanField(default=False)
    open_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class Notice(models.Model):
    """What the owner of a compartment is told: who asked, approved, refused, opened, wrote or was named.

    Personal data: handles of officers.
    """

    compartment = models.ForeignKey("desk.Compartment", on_delete=models.PROTECT, related_name="notices")
    what = models.CharField(max_length=24)
    handle = models.CharField(max_length=64)
    about = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.compartment_id}:{self.what}"
