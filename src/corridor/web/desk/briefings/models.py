"""The tables of briefings: their parts as their author left them, and the versions that were made of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Briefing(models.Model):
    """One text of an authority, from which two versions are made, each for those who may have it.

    `full_level` and `open_level` say how far each may go. It is seen within its authority by who may read and count
    everything that its parts rest on.

    Personal data: the handle of who began it; kept until it is removed. Its words are screened for what names a person.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32, db_index=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    full_level = models.CharField(max_length=20)
    open_level = models.CharField(max_length=20)
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uid


class BriefingPart(models.Model):
    """A heading, a sentence or a chart, in its place; one that was removed stays to be brought back.

    `bindings` are the questions behind its figures, `kept` the figures as the author last saw them, `marks` those of
    all that they rested on then, `levels` how far they could go then. The figures are forgotten after `kept_until`, by
    the shortest retention rule of those marks; the author's own words stay.

    Personal data: the handle of who changed it last; kept as long as the briefing.
    """

    uid = models.CharField(max_length=32, unique=True)
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="parts")
    place = models.IntegerField()
    kind = models.CharField(max_length=12)
    text = models.TextField()
    opens_paragraph = models.BooleanField(default=False)
    replacement = models.TextField(blank=True)
    is_full_only = models.BooleanField(default=False)
    confirmed: models.JSONField[Any, Any] = models.JSONField(default=dict)
    bindings: models.JSONField[Any, Any] = models.JSONField(default=dict)
    kept: models.JSONField[Any, Any] = models.JSONField(default=dict)
    kept_until = models.DateField(null=True, db_index=True)
    levels: models.JSONField[Any, Any] = models.JSONField(default=list)
    marks: models.JSONField[Any, Any] = models.JSONField(default=list)
    changed_by = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["briefing", "place"], name="briefing_part_order")]

    def __str__(self) -> str:
        return self.uid


class BriefingVersion(models.Model):
    """A version as it was made: what it says, for whom, and what it rested on. Never rewritten.

    `document` is all that the files are made from, `rests` the figures as questions with what they came to, `marks`
    those of all of it. Erased after `until`, by the shortest retention rule of its marks.

    Personal data: the handle of who made it; kept as long as the version.
    """

    uid = models.CharField(max_length=32, unique=True)
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="versions")
    version = models.CharField(max_length=8)
    level = models.CharField(max_length=20)
    document: models.JSONField[Any, Any] = models.JSONField()
    rests: models.JSONField[Any, Any] = models.JSONField()
    marks: models.JSONField[Any, Any] = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.uid
