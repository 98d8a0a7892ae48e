"""Tables of the vault. What concerns a person is sealed; in clear stand identifiers, states, days and officers only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DataKey(models.Model):
    """The wrapped key of one thing that is sealed at rest; `of` is that thing's identifier.

    Personal data: none; erasing a row erases what it sealed.
    """

    of = models.CharField(max_length=32, unique=True)
    generation = models.PositiveIntegerField(db_index=True)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.of


class Case(models.Model):
    """A case of a person in need: who keeps it and whether it is open; its file is sealed entry by entry.

    `head` seals how many entries there are and the digest of the last one.

    Personal data: that a case exists, whose it is on the node, and the day it was opened; kept as long as the case.
    """

    uid = models.CharField(max_length=32, unique=True)
    ref = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32, db_index=True)
    is_open = models.BooleanField(default=True)
    opened_on = models.DateField()
    head = models.BinaryField()

    def __str__(self) -> str:
        return self.ref


class CaseEntry(models.Model):
    """One line of a case file, sealed and padded; only ever added.

    Personal data: what is known of the person, sealed under the key of the case; kept as long as the case.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    n = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "n"], name="vault_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.n}"


class CasePaper(models.Model):
    """The bytes of one document of a case, sealed and padded; what it is stands in the case file.

    Personal data: a paper of the person, sealed under the key of the case; kept as long as the case.
    """

    uid = models.CharField(max_length=32, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.uid


class CaseMember(models.Model):
    """An officer who works on a case; after an emergency opening until a moment only.

    Personal data: which member of staff works on which case; kept as long as the case.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    handle = models.CharField(max_length=64, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    is_emergency = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.case_id}/{self.handle}"


class CaseReading(models.Model):
    """That an officer opened a case on a day, and in which way.

    Personal data: which member of staff read which case; kept as long as the case.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="readings")
    handle = models.CharField(max_length=64)
    on = models.DateField()
    way = models.CharField(max_length=16)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "handle", "on", "way"], name="vault_reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.handle}/{self.on}"


class CaseNotice(models.Model):
    """Something that an officer of a case must know: that somebody else opened it, for which reason.

    Personal data: handles of staff; kept until a year after it was seen.
    """

    uid = models.CharField(max_length=32, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    to = models.CharField(max_length=64, db_index=True)
    what = models.CharField(max_length=24)
    by = models.CharField(max_length=64)
    reason = models.CharField(max_length=32)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.what} {self.case_id}"


class ProtectionBody(models.Model):
    """Another protection body with its public keys; parts go to it once two officers have compared the fingerprint.

    Personal data: none beyond the handles of staff who added and checked it.
    """

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=32)
    sealing_key = models.BinaryField()
    signing_key = models.BinaryField()
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    checked_by = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class CaseShare(models.Model):
    """Parts of a case that went to another body: whether it is known that they came, or that they were erased.

    `parcel` and `withdrawal` are sealed to that body; the node cannot open them itself.

    Personal data: sealed parts of a case, until the recipient has confirmed or the consent has ended.
    """

    uid = models.CharField(max_length=32, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="shares")
    partner = models.ForeignKey(ProtectionBody, on_delete=models.PROTECT, related_name="shares")
    consent = models.CharField(max_length=32)
    state = models.CharField(max_length=16)
    sent_at = models.DateTimeField()
    until = models.DateTimeField()
    parcel = models.BinaryField(null=True)
    withdrawal = models.BinaryField(null=True)
    ended_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class ReceivedPart(models.Model):
    """Parts of a case that another body gave, to be read until a moment and no further.

    Personal data: sealed parts of a case of another body; erased when they run out or the consent is taken back.
    """

    uid = models.CharField(max_length=32, unique=True)
    partner = models.ForeignKey(ProtectionBody, on_delete=models.PROTECT, related_name="received")
    authority = models.CharField(max_length=32)
    keeper = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    until = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    is_withdrawn = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)
    attestation = models.BinaryField()

    def __str__(self) -> str:
        return self.uid


class VaultProposal(models.Model):
    """An act on the vault as a whole, proposed by one person and decided by another within a day.

    `about` holds codes of what it concerns, such as the handle of an officer who left.

    Personal data: handles of staff; kept as long as the node.
    """

    uid = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=24)
    about = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    is_approved = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
