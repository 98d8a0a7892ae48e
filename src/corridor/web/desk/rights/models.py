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


class NoticeTold(models.Model):
    """One thing of which an authority was told over a line: a release that ended or was corrected, or a request.

    `about` names what was released, as its originator does, and `number` is that of the item in the log. `ref` is the
    random reference of a request that was passed on, and `outcome`, `ground` and `answered_on` what its originator
    answered. What a recipient attests of an end stands with the release.

    Personal data: none.
    """

    notice = models.ForeignKey("desk.RequestNotice", on_delete=models.CASCADE, related_name="told")
    means = models.CharField(max_length=12)
    about = models.CharField(max_length=32)
    partner = models.CharField(max_length=32)
    number = models.IntegerField()
    told_on = models.DateField()
    ref = models.CharField(max_length=32, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    ground = models.CharField(max_length=32, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "means", "about", "partner"], name="notice_told_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["ref"], name="notice_told_by_ref")]

    def __str__(self) -> str:
        return f"{self.notice_id}:{self.about}"


class RequestArrived(models.Model):
    """That a request was passed on by an authority abroad, to which an authority of this node had released something.

    `about` is the release that it concerns, `ref` the random reference under which the answer goes back.

    Personal data: none.
    """

    request = models.OneToOneField("desk.Request", on_delete=models.CASCADE, related_name="arrived")
    partner = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    ref = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["authority", "ref"], name="request_arrived_once")
        ]

    def __str__(self) -> str:
        return self.ref
