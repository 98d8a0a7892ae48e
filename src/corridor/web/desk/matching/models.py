"""The tables of matching: own sets, sets of others, questions in both directions, what a hit tells, and targets."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class MatchSet(models.Model):
    """A set that an authority of this node made ready for one other authority and one purpose; not its keys.

    The secret is sealed under the node's key and overwritten when another set takes its place.

    Personal data: the handle of who had it made.
    """

    uid = models.CharField(max_length=32, unique=True)
    domain = models.CharField(max_length=16)
    owner = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    purpose = models.CharField(max_length=64)
    secret: Any = models.BinaryField()
    keys = models.IntegerField()
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    looked_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["owner", "authority", "purpose", "domain"],
                condition=models.Q(ended_at__isnull=True),
                name="one_set_each",
            )
        ]

    def __str__(self) -> str:
        return self.uid


class HeldSet(models.Model):
    """A set that another authority made ready for one of this node; the newest of each takes the place of the others.

    Personal data: none that this node can read: it answers only with the owner's secret.
    """

    uid = models.CharField(max_length=32, unique=True)
    domain = models.CharField(max_length=16)
    owner = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    purpose = models.CharField(max_length=64)
    contact = models.CharField(max_length=120)
    size = models.IntegerField()
    parts = models.IntegerField()
    came = models.IntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uid


class HeldPart(models.Model):
    """One part of a set of another authority.

    Personal data: none that this node can read.
    """

    of = models.ForeignKey(HeldSet, on_delete=models.CASCADE, related_name="held_parts")
    part = models.IntegerField()
    entries: Any = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of", "part"], name="part_once")
        ]

    def __str__(self) -> str:
        return f"{self.of_id}:{self.part}"


class MatchQuestion(models.Model):
    """A question to the owner of a set. What was asked is sealed, and overwritten when the answer has come.

    Personal data: the handle of who asked; until the answer, sealed, the identifiers asked for, of things and of
    persons in a role.
    """

    uid = models.CharField(max_length=32, unique=True)
    domain = models.CharField(max_length=16)
    set_uid = models.CharField(max_length=32)
    owner = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    purpose = models.CharField(max_length=64)
    case = models.CharField(max_length=64)
    case_digest = models.CharField(max_length=16)
    keys = models.IntegerField()
    size = models.IntegerField()
    sealed: Any = models.BinaryField()
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    result = models.CharField(max_length=24, blank=True)
    hits = models.IntegerField(default=0)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "owner", "asked_at"], name="question_by_authority")
        ]

    def __str__(self) -> str:
        return self.uid


class MatchHit(models.Model):
    """A key of ours that the owner holds too, and whether it proved to be the same thing.

    The key is read from the statements again when it is shown, so that it goes with them.

    Personal data: none but a digest under the node's key, and the handle of who judged.
    """

    question = models.ForeignKey(MatchQuestion, on_delete=models.CASCADE, related_name="found")
    thing = models.CharField(max_length=32)
    key = models.CharField(max_length=32)
    telling = models.CharField(max_length=16)
    reference = models.CharField(max_length=16, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    judged = models.CharField(max_length=8, blank=True)
    judged_by = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.question_id}:{self.pk}"


class AskedKey(models.Model):
    """That a key was asked of an owner on a day, so that nobody asks for the same again and again.

    Personal data: none; a digest under the node's key, kept as long as the rule looks back.
    """

    owner = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    digest = models.CharField(max_length=32)
    on = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "owner", "digest"], name="asked_key"),
        ]

    def __str__(self) -> str:
        return self.digest


class MatchAsked(models.Model):
    """That another authority asked one of this node: how many keys, for which case and purpose, and what came of it.

    Personal data: none; the case is the asker's digest.
    """

    uid = models.CharField(max_length=32, unique=True)
    domain = models.CharField(max_length=16)
    owner = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    purpose = models.CharField(max_length=64)
    case_digest = models.CharField(max_length=16)
    keys = models.IntegerField()
    result = models.CharField(max_length=24)
    hits = models.IntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "authority", "at"], name="asked_by_authority")
        ]

    def __str__(self) -> str:
        return self.uid


class MatchChoice(models.Model):
    """How little a hit tells under one marking, where the owner lets it tell less than the marking would.

    Personal data: the handle of who chose.
    """

    owner = models.CharField(max_length=32)
    marking = models.CharField(max_length=64)
    telling = models.CharField(max_length=16)
    chosen_by = models.CharField(max_length=64)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "marking"], name="one_choice_a_marking")
        ]

    def __str__(self) -> str:
        return self.marking[:12]


class Target(models.Model):
    """Something or somebody in a role that an authority nominated as target, and what another officer decided.

    Personal data: the handles of who nominated and decided; what it rests on, as codes; nothing of who it is.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    thing = models.CharField(max_length=32)
    bases: models.JSONField[Any, Any] = models.JSONField()
    sources = models.IntegerField()
    graded = models.IntegerField()
    state = models.CharField(max_length=12)
    nominated_by = models.CharField(max_length=64)
    nominated_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["authority", "thing"],
                condition=models.Q(state__in=["nominated", "accepted"]),
                name="one_nomination",
            )
        ]

    def __str__(self) -> str:
        return self.uid


class TargetMet(models.Model):
    """That another authority works on the same target; nothing else of it is known.

    Personal data: none.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="met")
    authority = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["target", "authority"], name="met_once")
        ]

    def __str__(self) -> str:
        return f"{self.target_id}:{self.authority}"
