"""The tables of the joint centre: alerts, what authorities answered, the shift log, and which agencies may be named."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class CentreAlert(models.Model):
    """An alert of one authority to others, as it was written or as another node sent it.

    `about` is its identifier at its author's node; `uid` is this node's own, so that what two partners call alike stays
    apart. `node` is the partner from which it came, or nothing; `to` the authorities that a centre may send it to.

    Personal data: the handles of who wrote, sent and ended it. Its words are screened for what names a person and are
    erased with the row, when the retention rule of its marking says so.
    """

    uid = models.CharField(max_length=32, unique=True)
    about = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    centre = models.CharField(max_length=32, blank=True)
    node = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    haste = models.CharField(max_length=8)
    words = models.CharField(max_length=500)
    area = models.CharField(max_length=120)
    position = models.CharField(max_length=32, blank=True)
    aboard = models.CharField(max_length=8, blank=True)
    thing = models.CharField(max_length=32, blank=True)
    hours = models.IntegerField()
    to: models.JSONField[Any, Any] = models.JSONField(default=list)
    mark = models.IntegerField()
    written_by = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    sent_by = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    reason = models.CharField(max_length=32, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["authority", "about"], name="centre_alert_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "until"], name="centre_alert_by_state")]

    def __str__(self) -> str:
        return self.uid


class AlertAnswer(models.Model):
    """One authority to which an alert was sent, and what it answered.

    Personal data: the handle of the officer who answered; kept as long as the alert.
    """

    alert = models.ForeignKey(CentreAlert, on_delete=models.CASCADE, related_name="answers")
    authority = models.CharField(max_length=32)
    node = models.CharField(max_length=32, blank=True)
    response = models.CharField(max_length=12, blank=True)
    by = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["alert", "authority"], name="alert_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.alert_id}:{self.authority}"


class ShiftEntry(models.Model):
    """One entry of the shift log. It is written once and never changed: a correction is a further entry.

    `about` is the entry that it corrects, settles or takes over, `to` who takes over, `matters` what was open then.

    Personal data: the handles of who wrote it and who is to take over; its words are screened for what names a person.
    Erased when the retention rule of its marking says so.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    by = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    words = models.CharField(max_length=1000, blank=True)
    place = models.CharField(max_length=120, blank=True)
    thing = models.CharField(max_length=32, blank=True)
    alert = models.CharField(max_length=32, blank=True)
    about = models.CharField(max_length=32, blank=True)
    to = models.CharField(max_length=64, blank=True)
    matters: models.JSONField[Any, Any] = models.JSONField(default=list)
    is_open = models.BooleanField(default=False)
    mark = models.IntegerField()
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["written_at"], name="shift_by_time")]

    def __str__(self) -> str:
        return self.uid


class AgencyNamed(models.Model):
    """An agency that lets its national desk name it abroad as the source of what it released.

    Personal data: the handle of who decided it.
    """

    authority = models.CharField(max_length=32, unique=True)
    decided_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.authority


class Proposal(models.Model):
    """That a national desk proposes to an agency to release one of its reports abroad; the agency decides.

    Personal data: the handles of who proposed and who decided. Erased when the retention rule of the report's marking
    says so.
    """

    uid = models.CharField(max_length=32, unique=True)
    load = models.CharField(max_length=32)
    mark = models.IntegerField()
    agency = models.CharField(max_length=32)
    desk = models.CharField(max_length=32)
    to: models.JSONField[Any, Any] = models.JSONField()
    purpose = models.CharField(max_length=64)
    state = models.CharField(max_length=12)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency", "state"], name="proposal_by_agency")]

    def __str__(self) -> str:
        return self.uid
