"""The tables of lines: both ends of each log, what was put in it, what came, and for which authorities nodes speak."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Line(models.Model):
    """Both ends of the logs with one partner, and how the line between has been.

    `posted` and `posted_link` are the end of our log, `confirmed` how far the partner answered all of it; `have` and
    `have_link` our end of theirs. `room` is how many bytes of items a letter holds now: more where the line is good.
    `theirs_at` is when the partner's latest letter was written, by its clock. `changed_at` is since when one log is
    known to have been changed behind the other node's back, as by a backup: nothing more is taken from it.

    Personal data: none.
    """

    partner = models.CharField(max_length=32, unique=True)
    posted = models.IntegerField(default=0)
    posted_link: Any = models.BinaryField(max_length=32, default=bytes(32))
    confirmed = models.IntegerField(default=0)
    have = models.IntegerField(default=0)
    have_link: Any = models.BinaryField(max_length=32, default=bytes(32))
    room = models.IntegerField(default=0)
    offered = models.IntegerField(default=0)
    tries = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField(null=True)
    theirs_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.partner


class Posted(models.Model):
    """One item of the log for a partner, as its authority signed it, and how the partner answered.

    Personal data: whatever the item says; the content of what was recalled or expired is overwritten.
    """

    partner = models.CharField(max_length=32)
    number = models.IntegerField()
    kind = models.CharField(max_length=16)
    originator = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    version = models.IntegerField()
    digest: Any = models.BinaryField(max_length=32)
    link: Any = models.BinaryField(max_length=32)
    content: Any = models.BinaryField()
    urgency = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=32, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partner", "number"], name="posted_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["about", "partner"], name="posted_about")]

    def __str__(self) -> str:
        return f"{self.partner}:{self.number}"


class Came(models.Model):
    """One item of a partner's log, how it was answered, and, where it was kept aside, what came.

    Personal data: the content of what was kept aside, at most sixty days; of what was carried out, none here.
    """

    partner = models.CharField(max_length=32)
    number = models.IntegerField()
    kind = models.CharField(max_length=16)
    originator = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    version = models.IntegerField()
    digest: Any = models.BinaryField(max_length=32)
    content: Any = models.BinaryField()
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=32, blank=True)
    came_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partner", "number"], name="came_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["outcome", "came_at"], name="came_outcome")]

    def __str__(self) -> str:
        return f"{self.partner}:{self.number}"


class Holding(models.Model):
    """What this node holds of one thing that another authority released: its newest version, or that it was ended.

    `brought_by` is the partner whose log it came in; beside the node of its originator, only that one may end it.

    Personal data: none.
    """

    originator = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    version = models.IntegerField()
    digest: Any = models.BinaryField(max_length=32)
    is_ended = models.BooleanField(default=False)
    brought_by = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["originator", "about"], name="holding_once")
        ]

    def __str__(self) -> str:
        return self.about


class AuthorityKey(models.Model):
    """A key with which an authority signs, and the node that speaks for it; nodes say so on their cards.

    Personal data: none.
    """

    node = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=32)
    kid = models.CharField(max_length=64, unique=True)
    public: Any = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_revoked = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "ended_at"], name="key_of_authority")
        ]

    def __str__(self) -> str:
        return f"{self.authority}@{self.node}"
