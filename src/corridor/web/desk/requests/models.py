"""The tables of requests between authorities: what was asked, and the turns."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class AuthorityRequest(models.Model):
    """What one authority asks of another; who may read it is decided by its mark.

    `thread` is the identifier that both ends share, `uid` that of this node. `partner` is the node at the other end of
    the line, `copy_partner` that of the copy; both are empty where there is no line. `came` says that it came over one.
    `stage`, `due_at` and `ended_at` follow from the turns.

    Personal data: the handle of who asked; identifiers of objects and of groups' accounts, at most until `erase_on`.
    Words are screened for what names or reaches a person.
    """

    uid = models.CharField(max_length=32, unique=True)
    thread = models.CharField(max_length=32)
    asker = models.CharField(max_length=32)
    asked = models.CharField(max_length=32)
    copy = models.CharField(max_length=32, blank=True)
    partner = models.CharField(max_length=32, blank=True)
    copy_partner = models.CharField(max_length=32, blank=True)
    came = models.BooleanField(default=False)
    kind = models.CharField(max_length=32)
    purpose = models.CharField(max_length=64)
    legal_basis = models.CharField(max_length=64)
    regime_version = models.IntegerField()
    mark = models.IntegerField()
    document: models.JSONField[Any, Any] = models.JSONField()
    opened_by = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    stage = models.CharField(max_length=16)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    erase_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asker", "thread"], name="authority_request_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked", "stage"], name="authority_request_asked"),
            models.Index(fields=["asker", "stage"], name="authority_request_asker"),
        ]

    def __str__(self) -> str:
        return self.uid


class RequestTurn(models.Model):
    """One turn of a request: `n` in the order of this node, `number` in that of whoever took it.

    `at` is when it was taken or arrived here. `channel` and `reference` are there where it came by another way.

    Personal data: the handle of who took it or wrote it down; words, screened. Erased with the request.
    """

    request = models.ForeignKey(AuthorityRequest, on_delete=models.CASCADE, related_name="turns")
    n = models.IntegerField()
    party = models.CharField(max_length=8)
    number = models.IntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64, blank=True)
    document: models.JSONField[Any, Any] = models.JSONField()
    channel = models.CharField(max_length=16, blank=True)
    reference = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "n"], name="turn_in_order"),
            models.UniqueConstraint(fields=["request", "party", "number"], name="turn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}:{self.n}"
