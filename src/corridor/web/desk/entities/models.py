"""Tables about things: judgements that two are not the same, and what officers choose to trust."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from corridor.web.desk.statements.models import Kept


class Apart(models.Model):
    """A judgement that two entities are not the same thing, with its own mark, beside `Same` of the statements.

    Personal data: the handle of the officer who judged; what the officer wrote as reason.
    """

    uid = models.CharField(max_length=32, unique=True)
    a = models.BigIntegerField()
    b = models.BigIntegerField()
    mark = models.IntegerField()
    ground = models.CharField(max_length=32, blank=True)
    reason = models.TextField(blank=True)
    judged_by = models.CharField(max_length=64)
    judged_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)

    objects = Kept()
    of_any_age = models.Manager["Apart"]()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["a", "b"], name="apart_ab"),
            models.Index(fields=["b", "a"], name="apart_ba"),
        ]

    def __str__(self) -> str:
        return self.uid


class Choice(models.Model):
    """What one officer trusts of a thing: a value pinned for a property, or a source that is not believed.

    The value is not kept, only a keyed digest by which it is found among what the officer may read; where nothing
    readable says it, the choice rests.

    Personal data: the handle of the officer who chose.
    """

    uid = models.CharField(max_length=32, unique=True)
    officer = models.CharField(max_length=64)
    entity = models.BigIntegerField()
    prop = models.CharField(max_length=64, blank=True)
    value = models.CharField(max_length=32, blank=True)
    source = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["officer", "entity", "prop", "source"], name="choice_once")
        ]

    def __str__(self) -> str:
        return self.uid
