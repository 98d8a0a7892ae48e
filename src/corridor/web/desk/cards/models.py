"""The tables of cards: own keys and cards, what partners' cards said, heads of ledgers and their faults, drills."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class OwnKey(models.Model):
    """A key with which an authority of this node signs, or signed, and why it ended.

    Personal data: none.
    """

    authority = models.CharField(max_length=32)
    kid = models.CharField(max_length=64, unique=True)
    public: Any = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=16, blank=True)
    to = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["authority", "ended_at"], name="own_key_of")]

    def __str__(self) -> str:
        return f"{self.authority}:{self.kid[:8]}"


class OwnCard(models.Model):
    """What this node tells partners of itself, or whom to call here, in its newest version.

    `pair` numbers the key pair that it names; a partner that took it knows this pair.

    Personal data: none; a contact is a service.
    """

    says = models.CharField(max_length=16, unique=True)
    version = models.IntegerField()
    digest: Any = models.BinaryField(max_length=32)
    body: models.JSONField[Any, Any] = models.JSONField()
    pair = models.IntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.says} {self.version}"


class PartnerCard(models.Model):
    """Which version of its card a partner told last, by which key, and the key of its ledger, which does not change.

    Personal data: none.
    """

    node = models.CharField(max_length=32)
    says = models.CharField(max_length=16)
    version = models.IntegerField()
    digest: Any = models.BinaryField(max_length=32)
    signing_key: Any = models.BinaryField(max_length=32)
    ledger_key: Any = models.BinaryField(max_length=32, default=b"")
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["node", "says"], name="partner_card_once")
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.says} {self.version}"


class Moved(models.Model):
    """An authority that a node gave to another, or people settled on one, which alone may speak for it from then on.

    Personal data: none.
    """

    authority = models.CharField(max_length=32, unique=True)
    giver = models.CharField(max_length=32)
    to = models.CharField(max_length=32)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.authority}: {self.giver} to {self.to}"


class Claim(models.Model):
    """An authority for which a partner would speak and does not: another node does, or people revoked it.

    It stands as the partner's newest card says. Two people settle it; the first one is `proposed_by`.

    Personal data: the handle of who proposed to settle it.
    """

    node = models.CharField(max_length=32)
    authority = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=32)
    public: Any = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    told_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["node", "authority"], name="claim_once")
        ]

    def __str__(self) -> str:
        return f"{self.authority}@{self.node}"


class RevokedAuthority(models.Model):
    """An authority abroad whose keys people revoked: no key of it counts before two people settle who speaks for it.

    Personal data: the handle of who revoked it.
    """

    authority = models.CharField(max_length=32, unique=True)
    revoked_by = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.authority


class KeptHead(models.Model):
    """A signed head of another node's ledger; `way` is the partner that passed it on, nothing where its node told it.

    `ledger_key` says of which ledger: a node that people accepted anew may have begun another. `is_joined` says that a
    proof led to it from the one before; until then it is somebody's word.

    Personal data: none.
    """

    node = models.CharField(max_length=32)
    ledger_key: Any = models.BinaryField(max_length=32)
    size = models.BigIntegerField()
    written = models.CharField(max_length=512)
    signature: Any = models.BinaryField(max_length=64)
    way = models.CharField(max_length=32, blank=True)
    came_at = models.DateTimeField()
    is_joined = models.BooleanField()
    asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["node", "size", "written"], name="head_once")
        ]

    def __str__(self) -> str:
        return f"{self.node}:{self.size}"


class HeadFault(models.Model):
    """A contradiction between two heads of one ledger, both signed by its node; never taken back.

    Personal data: none.
    """

    uid = models.CharField(max_length=32, unique=True)
    node = models.CharField(max_length=32)
    fault = models.CharField(max_length=24)
    kept = models.ForeignKey(KeptHead, on_delete=models.PROTECT, related_name="+")
    shown = models.ForeignKey(KeptHead, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.node}: {self.fault}"


class HeadTold(models.Model):
    """A head of the own ledger that a partner was told last, and under which number of its log.

    Personal data: none.
    """

    partner = models.CharField(max_length=32)
    size = models.BigIntegerField()
    version = models.IntegerField()
    number = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["partner", "version"], name="head_told_to")]

    def __str__(self) -> str:
        return f"{self.partner}:{self.size}"


class HeadWanted(models.Model):
    """An earlier size from which a partner asked to be led to the newest head of the own ledger.

    Personal data: none.
    """

    partner = models.CharField(max_length=32)
    size = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partner", "size"], name="head_wanted_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner}:{self.size}"


class Drill(models.Model):
    """One drill: somebody went through the loss of a partner's keys on paper, from a moment to a moment.

    Personal data: the handle of who did it.
    """

    uid = models.CharField(max_length=32, unique=True)
    node = models.CharField(max_length=32)
    by = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    steps: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["node", "began_at"], name="drill_of")]

    def __str__(self) -> str:
        return f"{self.node} {self.began_at:%Y-%m-%d}"
