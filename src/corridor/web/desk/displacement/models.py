"""The tables of measures: plans with their harm checks, consultations and reviews, and assessments that were kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class PlannedMeasure(models.Model):
    """A measure that an authority plans; it counts once somebody who wrote no part of it has approved it.

    What is approved is filed as a measure under its marking; `thing` is its identifier.

    Personal data: the handles of who planned, approved or gave it up; kept as long as the node.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32, db_index=True)
    preset = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=32)
    since = models.CharField(max_length=10)
    until = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=8, blank=True)
    route = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=120, blank=True)
    planned_by = models.CharField(max_length=64)
    planned_at = models.DateTimeField()
    review_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    thing = models.CharField(max_length=32, blank=True, db_index=True)
    given_up_by = models.CharField(max_length=64, blank=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("planned_by")),
                name="measure_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by="") | models.Q(review_on__isnull=False), name="measure_review_date"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class MeasureHarmCheck(models.Model):
    """What a planned measure may do to people, and what is done about it; the last one written counts.

    Personal data: the handle of who wrote it; kept as long as the node. The words name nobody.
    """

    plan = models.ForeignKey(PlannedMeasure, on_delete=models.PROTECT, related_name="checks")
    lives = models.TextField()
    pushed_to = models.TextField()
    community = models.TextField()
    livelihoods = models.TextField()
    mitigation = models.TextField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id}"


class MeasureConsultation(models.Model):
    """With whom a community was consulted about a measure; one that is withdrawn does not count.

    Personal data: the handles of who wrote it and who withdrew it; kept as long as the node. The words name nobody.
    """

    uid = models.CharField(max_length=32, unique=True)
    plan = models.ForeignKey(PlannedMeasure, on_delete=models.PROTECT, related_name="consultations")
    whom = models.TextField()
    on = models.DateField()
    said = models.TextField()
    unmet = models.TextField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class MeasureReview(models.Model):
    """What came of looking again at a measure that was approved.

    Personal data: the handle of who wrote it; kept as long as the node. The words name nobody.
    """

    plan = models.ForeignKey(PlannedMeasure, on_delete=models.PROTECT, related_name="reviews")
    found = models.TextField()
    harm: models.JSONField[Any, Any] = models.JSONField()
    verdict = models.CharField(max_length=12)
    next_on = models.DateField(null=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id}"


class KeptAssessment(models.Model):
    """An assessment that an officer kept, with the choice of areas; read by who may count everything it rests on.

    `loads` brought the figures: it is shown while none of them was undone. Erased on `until`, which is the end of the
    first mark that may be kept no longer, and five years after it was kept at most.

    Personal data: the handle of who kept it; kept as long as the assessment.
    """

    uid = models.CharField(max_length=32, unique=True)
    thing = models.CharField(max_length=32, db_index=True)
    authority = models.CharField(max_length=32)
    chosen: models.JSONField[Any, Any] = models.JSONField()
    shown: models.JSONField[Any, Any] = models.JSONField()
    answer: models.JSONField[Any, Any] = models.JSONField()
    marks: models.JSONField[Any, Any] = models.JSONField()
    loads: models.JSONField[Any, Any] = models.JSONField(default=list)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    until = models.DateField()

    def __str__(self) -> str:
        return self.uid
