"""Claims, the files of steps, and the findings about them: rows that are added, never changed or deleted."""

from __future__ import annotations

from typing import Any

from django.db import models

REF, CODE, HANDLE = 16, 32, 64


class PersonFile(models.Model):
    """One person under a random reference.

    Personal data: the name as said, sealed; a keyed digest of it. Kept with the claims and steps of the person.
    """

    ref = models.CharField(max_length=REF, unique=True)
    made_at = models.DateTimeField()
    authority = models.CharField(max_length=CODE)
    name_key = models.CharField(max_length=64, db_index=True)
    sealed: Any = models.BinaryField()

    class Meta:
        db_table = "person_file"

    def __str__(self) -> str:
        return self.ref


class Claim(models.Model):
    """A wish for protection, a fear of return or a pending remedy, as it was written down.

    `recorded_at` is the clock's. `follow` is a keyed digest of the code by which the person follows it. `sender` is the
    authority of the desk from which it came through the door; empty for an officer of this zone.

    Personal data: name, place and words as said, sealed under a data key of the claim, which is erased when the person
    asks; a keyed digest of the name. The row is kept: nobody deletes a claim.
    """

    ref = models.CharField(max_length=REF, unique=True)
    person = models.ForeignKey(PersonFile, on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=CODE)
    said_on = models.DateField()
    recorded_at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=HANDLE)
    authority = models.CharField(max_length=CODE)
    sender = models.CharField(max_length=CODE)
    body = models.CharField(max_length=CODE, db_index=True)
    name_key = models.CharField(max_length=64, db_index=True)
    follow = models.CharField(max_length=64, unique=True)
    sealed: Any = models.BinaryField()
    signature: Any = models.BinaryField()

    class Meta:
        db_table = "claim"

    def __str__(self) -> str:
        return self.ref


class ClaimAct(models.Model):
    """One act of the asylum body on a claim.

    Personal data: the handle of the officer; kept as long as the claim.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=CODE)
    at = models.DateTimeField()
    by = models.CharField(max_length=HANDLE)
    authority = models.CharField(max_length=CODE)
    final_on = models.DateField(null=True)
    counselled_on = models.DateField(null=True)
    language = models.CharField(max_length=CODE)

    class Meta:
        db_table = "claim_act"

    def __str__(self) -> str:
        return self.kind


class StatusStep(models.Model):
    """A step of status or return that was taken up for a person.

    Personal data: none beyond the person it belongs to.
    """

    ref = models.CharField(max_length=REF, unique=True)
    person = models.ForeignKey(PersonFile, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=CODE)
    at = models.DateTimeField()
    by = models.CharField(max_length=HANDLE)
    authority = models.CharField(max_length=CODE)

    class Meta:
        db_table = "status_step"

    def __str__(self) -> str:
        return self.ref


class FileEntry(models.Model):
    """One thing that happened in a person's file: told, answered, tied, a step halted, resumed, done, refused.

    Personal data: what a person answered about notice and fear of return; kept as long as the file.
    """

    person = models.ForeignKey(PersonFile, on_delete=models.PROTECT, related_name="entries")
    step = models.ForeignKey(StatusStep, on_delete=models.PROTECT, related_name="entries", null=True)
    other = models.ForeignKey(PersonFile, on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=CODE)
    answer = models.CharField(max_length=200)
    language = models.CharField(max_length=CODE)
    happened_on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=HANDLE)
    authority = models.CharField(max_length=CODE)

    class Meta:
        db_table = "file_entry"

    def __str__(self) -> str:
        return self.kind


class Finding(models.Model):
    """What an independent monitor found in a file of return, signed by the node.

    Personal data: text by the monitor, sealed; the handle of the monitor. Kept as long as the file.
    """

    ref = models.CharField(max_length=REF, unique=True)
    person = models.ForeignKey(PersonFile, on_delete=models.PROTECT, related_name="findings")
    at = models.DateTimeField()
    by = models.CharField(max_length=HANDLE)
    authority = models.CharField(max_length=CODE)
    sealed: Any = models.BinaryField()
    signature: Any = models.BinaryField()

    class Meta:
        db_table = "finding"

    def __str__(self) -> str:
        return self.ref


class FindingAnswer(models.Model):
    """What the operator answered to a finding.

    Personal data: text by the operator, sealed; the handle of the officer. Kept as long as the finding.
    """

    ref = models.CharField(max_length=REF, unique=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="answers")
    at = models.DateTimeField()
    by = models.CharField(max_length=HANDLE)
    authority = models.CharField(max_length=CODE)
    sealed: Any = models.BinaryField()

    class Meta:
        db_table = "finding_answer"

    def __str__(self) -> str:
        return self.ref


class FilesReview(models.Model):
    """That the asylum body entered anew, from receipts, what a restore of the node may have lost.

    Personal data: the handle of the officer.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=HANDLE)
    authority = models.CharField(max_length=CODE)

    class Meta:
        db_table = "files_review"

    def __str__(self) -> str:
        return str(self.at)
