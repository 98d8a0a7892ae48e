"""The tables of releases: what was released to whom, what became of it there, and what partners released to us."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Release(models.Model):
    """One report of an authority of this node, released to named authorities for one purpose.

    `about` names it on every node and never changes; `version` grows with each correction and with the end. `ends_on`
    is the first day on which nobody there may hold it any more. `mark` decides which colleagues may know of it;
    `things` are those of which it told when it last went out, and `said` how many statements its report had then.

    `correction` is the load of the corrected version that one officer proposed, while a second one must agree.

    Personal data: the handles of who asked for the release, decided it, proposed its correction and ended it.
    """

    about = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    load = models.CharField(max_length=32)
    thing = models.CharField(max_length=32)
    mark = models.IntegerField()
    things: models.JSONField[Any, Any] = models.JSONField(default=list)
    said = models.BigIntegerField(default=0)
    correction = models.CharField(max_length=32, blank=True)
    correction_by = models.CharField(max_length=64, blank=True)
    version = models.IntegerField(default=0)
    state = models.CharField(max_length=12)
    is_personal = models.BooleanField()
    purpose = models.CharField(max_length=64)
    legal_basis = models.CharField(max_length=64)
    urgency = models.CharField(max_length=8)
    recipients: models.JSONField[Any, Any] = models.JSONField()
    ends_on = models.DateField(null=True)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=24, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["authority", "state"], name="release_by_state"),
            models.Index(fields=["load"], name="release_by_load"),
        ]

    def __str__(self) -> str:
        return self.about


class Delivery(models.Model):
    """One release to the authorities of one node: the latest item that tells of it, and what that node attested.

    `number` is that of the latest item in the log; 0 where there was no line any more when the end was to be told.

    `attested` is empty until the node says what it still holds after the end; until then nobody here claims to know.

    Personal data: none.
    """

    release = models.ForeignKey("desk.Release", on_delete=models.PROTECT, related_name="deliveries")
    partner = models.CharField(max_length=32)
    authorities: models.JSONField[Any, Any] = models.JSONField()
    number = models.IntegerField()
    version = models.IntegerField(default=0)
    legal_basis = models.CharField(max_length=64, blank=True)
    attested = models.CharField(max_length=16, blank=True)
    attested_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "partner"], name="delivery_once")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}:{self.partner}"


class Received(models.Model):
    """One version of a report that an authority abroad released to authorities of this node.

    What says anything of persons waits until somebody here has reviewed it; nobody else sees it before. Each of its
    recipients then has a row and a load of its own, and decides for itself. `held` are the
    records of which a hold keeps something after the end, and `held_version` is the version of that end: once no hold
    keeps anything, its owner is told so.

    Personal data: the handle of the officer who reviewed it.
    """

    about = models.CharField(max_length=32)
    version = models.IntegerField()
    originator = models.CharField(max_length=32)
    partner = models.CharField(max_length=32)
    recipients: models.JSONField[Any, Any] = models.JSONField()
    load = models.CharField(max_length=32, unique=True)
    thing = models.CharField(max_length=32)
    mark = models.IntegerField()
    purpose = models.CharField(max_length=64)
    legal_basis = models.CharField(max_length=64)
    urgency = models.CharField(max_length=8)
    thread = models.CharField(max_length=32, blank=True)
    ends_on = models.DateField(null=True)
    is_personal = models.BooleanField()
    state = models.CharField(max_length=12)
    came_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    held: models.JSONField[Any, Any] = models.JSONField(default=list)
    held_version = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["originator", "about", "version", "recipients"], name="received_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "came_at"], name="received_by_state")]

    def __str__(self) -> str:
        return f"{self.about}:{self.version}"


class Moving(models.Model):
    """What a partner may hand over for an authority that got this node of its own, while somebody here expects it.

    Personal data: the handle of who expects it.
    """

    partner = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    reports = models.IntegerField(default=0)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partner", "authority"], name="moving_once")
        ]

    def __str__(self) -> str:
        return f"{self.authority} from {self.partner}"


class Leave(models.Model):
    """Leave of the owner that one authority may put one release to a further use.

    Where the release takes two officers, so does the leave: one proposes it, another gives it.

    Personal data: the handles of who proposed it and who gave it.
    """

    release = models.ForeignKey("desk.Release", on_delete=models.PROTECT, related_name="leaves")
    authority = models.CharField(max_length=32)
    use = models.CharField(max_length=16)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    given_by = models.CharField(max_length=64, blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "authority", "use"], name="leave_once")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}:{self.authority}:{self.use}"


class ToldUse(models.Model):
    """How often an authority used one release on one day, as the node that holds it told; never who there did.

    Personal data: none.
    """

    release = models.ForeignKey("desk.Release", on_delete=models.PROTECT, related_name="told")
    on = models.DateField()
    authority = models.CharField(max_length=32)
    what = models.CharField(max_length=8)
    use = models.CharField(max_length=16)
    count = models.IntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "on", "authority", "what", "use"], name="told_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}:{self.on}"


class CountedUse(models.Model):
    """How often an authority of this node used something received on one day, counted from the ledger for its owner.

    Personal data: none.
    """

    originator = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    on = models.DateField()
    authority = models.CharField(max_length=32)
    what = models.CharField(max_length=8)
    use = models.CharField(max_length=16)
    count = models.IntegerField()
    is_told = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["originator", "about", "on", "authority", "what", "use"], name="counted_use_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["is_told", "on"], name="counted_use_due")]

    def __str__(self) -> str:
        return f"{self.about}:{self.on}"


class UseCounting(models.Model):
    """The one row that says up to which entry the ledger was looked through for the use of what was received.

    Personal data: none.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.position)
