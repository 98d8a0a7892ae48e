"""The tables of publishing: what was asked, what was protected and attacked, what was published and by whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class PublicTable(models.Model):
    """One version of a table, from the draft to the signed file. Published versions are the release ledger.

    `counts` is the table before it is protected, as it was counted when it was made; it goes when the version is
    published or given up. `marks` is what it rests on: who may not read and count all of it does not see the version
    before it is public. `content` is what the attack read and what is signed; `over` names the releases that the attack
    was made together with. `round` is the table over several nodes that it is a part or the sum of, `node` the partner
    that asked for it, and `units` how many it counts in all, which later questions are held against.

    Personal data: the handles of two officers; counts of people, unprotected until the version is published or given
    up. Published versions are kept for good.
    """

    class State(models.TextChoices):
        """Where a version stands."""

        DRAFT = "draft"
        PROPOSED = "proposed"
        PUBLISHED = "published"
        GIVEN_UP = "given-up"

    uid = models.CharField(max_length=32)
    number = models.IntegerField(default=1)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    asked: models.JSONField[Any, Any] = models.JSONField()
    counts: models.JSONField[Any, Any] = models.JSONField(null=True)
    marks: models.JSONField[Any, Any] = models.JSONField(default=list)
    content = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    attack: models.JSONField[Any, Any] = models.JSONField(default=dict)
    over = models.CharField(max_length=64, blank=True)
    signed = models.BinaryField(null=True)
    why = models.CharField(max_length=24, blank=True)
    round = models.CharField(max_length=32, blank=True)
    node = models.CharField(max_length=32, blank=True)
    units = models.BigIntegerField(default=0)
    authority = models.CharField(max_length=32)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    published_by = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_public_table"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["uid", "number"], name="public_table_once")
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.number}"


class FiguresRound(models.Model):
    """A fixed table that several nodes are asked for: by this one, or by the partner `node`.

    Personal data: the handle of the officer who asked. Kept for good.
    """

    class State(models.TextChoices):
        """Where it stands at this node."""

        OPEN = "open"
        ANSWERED = "answered"
        REFUSED = "refused"

    uid = models.CharField(max_length=32, unique=True)
    node = models.CharField(max_length=32, blank=True)
    asked: models.JSONField[Any, Any] = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    authority = models.CharField(max_length=32)
    made_by = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "desk_figures_round"

    def __str__(self) -> str:
        return self.uid


class FiguresAnswer(models.Model):
    """What one partner answered: a protected table, or a reason; nothing yet where it has not decided.

    Personal data: none; protected counts.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        ANSWERED = "answered"
        REFUSED = "refused"

    round = models.ForeignKey(FiguresRound, on_delete=models.PROTECT, related_name="answers")
    node = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=24, blank=True)
    table: models.JSONField[Any, Any] = models.JSONField(null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_figures_answer"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "node"], name="figures_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.state}"
