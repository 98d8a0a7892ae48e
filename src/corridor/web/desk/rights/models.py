"""Requests of people about what is held of them: access, correction, erasure; and whom an answer must reach."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Request(models.Model):
    """One request to one authority, with its clock. Who asked stands in the authority's own file, not here.

    `carried_by` is the reference of the report that corrects what was said.

    Personal data: none; the own file mark, the references of things, the handle of the officer who handles it.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    file_mark = models.CharField(max_length=64)
    about: models.JSONField[Any, Any] = models.JSONField(default=list)
    received_on = models.DateField()
    due_on = models.DateField()
    extended_for = models.CharField(max_length=32, blank=True)
    identity_checked = models.BooleanField(default=False)
    taken_by = models.CharField(max_length=64)
    outcome = models.CharField(max_length=16, blank=True)
    ground = models.CharField(max_length=32, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    carried_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["authority", "file_mark"], name="request_once")
        ]

    def __str__(self) -> str:
        return self.uid


class RequestNotice(models.Model):
    """An authority that must hear of a correction or an erasure; unconfirmed until its answer is noted.

    Personal data: none.
    """

    request = models.ForeignKey("desk.Request", on_delete=models.CASCADE, related_name="notices")
    authority = models.CharField(max_length=32)
    is_originator = models.BooleanField()
    confirmed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "authority", "is_originator"], name="request_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id}:{self.authority}"
