"""The tables of partners: ceilings, assessments, suspensions, legal bases written down here, marks of ill-treatment."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Ceiling(models.Model):
    """What may go to a partner at most, as one officer signed it; it counts once a second one has confirmed it.

    Personal data: the handles of who signed, confirmed and ended it; kept as long as the node.
    """

    uid = models.CharField(max_length=32, unique=True)
    partner = models.CharField(max_length=32, db_index=True)
    contents: models.JSONField[Any, Any] = models.JSONField()
    purposes: models.JSONField[Any, Any] = models.JSONField()
    measure = models.CharField(max_length=32, blank=True)
    basis = models.CharField(max_length=64, blank=True)
    until = models.DateField()
    reference = models.CharField(max_length=120)
    signed_by = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class Assessment(models.Model):
    """A human-rights assessment of a partner, by its reference; one that finds a serious risk counts unconfirmed.

    Personal data: the handles of who wrote it down and who confirmed it; kept as long as the node.
    """

    uid = models.CharField(max_length=32, unique=True)
    partner = models.CharField(max_length=32, db_index=True)
    finding = models.CharField(max_length=24)
    made_on = models.DateField()
    review_on = models.DateField()
    reference = models.CharField(max_length=120)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class Suspension(models.Model):
    """Nothing goes to a partner and nothing of it is carried out, until two people have lifted it.

    Personal data: the handles of who suspended, asked and lifted; kept as long as the node.
    """

    uid = models.CharField(max_length=32, unique=True)
    partner = models.CharField(max_length=32)
    ground = models.CharField(max_length=24)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    asked_by = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partner"], condition=models.Q(lifted_at=None), name="suspended_once"),
        ]

    def __str__(self) -> str:
        return self.uid


class OwnInstrument(models.Model):
    """An agreement or a national law that an officer wrote down by hand; it counts once a second one has confirmed it.

    Personal data: the handles of who added, confirmed and ended it; kept as long as the node.
    """

    uid = models.CharField(max_length=32, unique=True)
    code = models.CharField(max_length=40)
    form = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    measures: models.JSONField[Any, Any] = models.JSONField()
    parties: models.JSONField[Any, Any] = models.JSONField()
    in_force_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(withdrawn_at=None), name="instrument_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class StatusSheet(models.Model):
    """Who is bound by an instrument as of a day: a depositary's list, or one State by hand; counts once confirmed.

    `lines` are those of the list whose participant was not recognised; they are kept out.

    Personal data: the handles of who added and confirmed it; kept as long as the node.
    """

    uid = models.CharField(max_length=32, unique=True)
    instrument = models.CharField(max_length=40, db_index=True)
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    is_complete = models.BooleanField(default=False)
    statuses: models.JSONField[Any, Any] = models.JSONField()
    not_read = models.PositiveIntegerField(default=0)
    out_of_order = models.PositiveIntegerField(default=0)
    lines: models.JSONField[Any, Any] = models.JSONField(default=list)
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class Barred(models.Model):
    """A mark that a thing or a report may derive from ill-treatment; from then on it does not leave the node.

    Personal data: the handles of who marked, asked and lifted; kept as long as the node. Nothing of whom it tells.
    """

    uid = models.CharField(max_length=32, unique=True)
    is_load = models.BooleanField()
    about = models.CharField(max_length=32)
    treatment = models.CharField(max_length=24)
    authority = models.CharField(max_length=32)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    asked_by = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=64, blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["about"], condition=models.Q(lifted_at=None), name="barred_once"),
        ]

    def __str__(self) -> str:
        return self.uid
