"""What editors decided about texts without a code, lists that are being edited, and those that the node released."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class CodeDecision(models.Model):
    """For which code of a list a parked text stands, under one mark, for the readers of one authority.

    The statement stays as it was recorded; the decision is applied when it is read. The text is kept as a keyed digest
    alone, so that a decision tells nothing once the statement is gone. `code` is `parked` where it was left open, and
    `refused` where it is no value of the list.

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


class ListDraft(models.Model):
    """A list that is being edited: what changes in it, until a second officer releases the version or sends it back.

    `changes` are plain values; `settles` names, by keyed digest, the parked texts for which a code is added. `revision`
    counts the changes, so that nobody saves over what somebody else changed meanwhile.

    Personal data: the handles of the officers who edited and decided.
    """

    class State(models.TextChoices):
        """Where a draft stands."""

        OPEN = "open"
        SENT = "sent"
        RELEASED = "released"
        WITHDRAWN = "withdrawn"

    uid = models.CharField(max_length=32, unique=True)
    list = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    revision = models.IntegerField(default=0)
    changes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    settles: models.JSONField[Any, Any] = models.JSONField(default=dict)
    edited_by: models.JSONField[Any, Any] = models.JSONField()
    begun_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["list"], condition=models.Q(state__in=["open", "sent"]), name="list_edited_once"
            )
        ]

    def __str__(self) -> str:
        return self.uid


class ListVersion(models.Model):
    """One version of a list that this node released, whole; nothing changes or removes it.

    Personal data: the handle of the officer who released it.
    """

    list = models.CharField(max_length=64)
    version = models.IntegerField()
    document: models.JSONField[Any, Any] = models.JSONField()
    released_by = models.CharField(max_length=64)
    released_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "version"], name="list_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.list}:{self.version}"
