"""The tables of forum spaces: a space as its host tells it, its members, meetings and decisions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class ForumSpace(models.Model):
    """One forum, as the authority that hosts it tells it; `node` is the partner from which it came, or nothing.

    `instruments` are the keys of the instruments that it follows up, `template` the form of its report. `version`
    counts what its host told; a later one takes the place of an earlier.

    Personal data: the handle of who opened it; kept as long as the space.
    """

    uid = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    host = models.CharField(max_length=32)
    node = models.CharField(max_length=32, blank=True)
    instruments: models.JSONField[Any, Any] = models.JSONField(default=list)
    template = models.CharField(max_length=24)
    version = models.IntegerField(default=1)
    opened_by = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_forum_space"

    def __str__(self) -> str:
        return self.uid


class ForumMember(models.Model):
    """One authority that is a member of a forum; `subject` is the State or organisation for which it speaks.

    `node` is the code of the partner node where it works, as this node knows it, or nothing where it works here.

    Personal data: none.
    """

    space = models.ForeignKey(ForumSpace, on_delete=models.CASCADE, related_name="members")
    authority = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    subject = models.CharField(max_length=32)
    node = models.CharField(max_length=32, blank=True)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_forum_member"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["space", "authority"], name="forum_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.space_id} {self.authority}"


class ForumMeeting(models.Model):
    """One meeting of a forum, in the written form in which its host tells it.

    Personal data: the handle of who called it; kept as long as the space. It names bodies, never persons.
    """

    space = models.ForeignKey(ForumSpace, on_delete=models.CASCADE, related_name="meetings")
    uid = models.CharField(max_length=32)
    on = models.DateField()
    content: models.JSONField[Any, Any] = models.JSONField()
    called_by = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "desk_forum_meeting"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["space", "uid"], name="forum_meeting_once")
        ]

    def __str__(self) -> str:
        return self.uid


class ForumDecision(models.Model):
    """One decision of a forum, which is a commitment of the catalogue from then on; it is never changed.

    Personal data: the handle of who wrote it down; kept as long as the space. It names bodies, never persons.
    """

    space = models.ForeignKey(ForumSpace, on_delete=models.CASCADE, related_name="decisions")
    number = models.IntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    taken_by = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "desk_forum_decision"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["space", "number"], name="forum_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.space_id} {self.number}"


class ForumTold(models.Model):
    """That one version of a space or of an entry was put in the log for a partner; `say` is what the item said.

    Personal data: none.
    """

    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=32)
    version = models.IntegerField()
    say = models.CharField(max_length=16)
    node = models.CharField(max_length=32)
    number = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "desk_forum_told"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "about"], name="forum_told_by_about"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.version} {self.node}"
