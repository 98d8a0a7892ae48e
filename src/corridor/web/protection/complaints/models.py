"""Complaints about officials, the thread with who complained, and what handlers did."""

from __future__ import annotations

from typing import Any

from django.db import models

REF, CODE, HANDLE = 16, 32, 64


class Complaint(models.Model):
    """A complaint about officials, sent without an account.

    `follow` is a keyed digest of the code that the complainant keeps. `about` is the authority complained about, empty
    where it is none of the list. `concerned` are the authorities that its words name besides. `body` is who handles it
    now; empty while it is held, sealed, for want of a handler whom it does not concern.

    Personal data: what somebody wrote, sealed; no address, device or account. Kept five years after it was closed.
    """

    ref = models.CharField(max_length=REF, unique=True)
    follow = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=CODE)
    about = models.CharField(max_length=CODE)
    received_on = models.DateField(db_index=True)
    language = models.CharField(max_length=8)
    body = models.CharField(max_length=CODE, db_index=True)
    concerned: models.JSONField[Any, Any] = models.JSONField(default=list)
    state = models.CharField(max_length=CODE)
    outcome = models.CharField(max_length=CODE)
    sealed: Any = models.BinaryField()

    class Meta:
        db_table = "complaint"

    def __str__(self) -> str:
        return self.ref


class ComplaintEntry(models.Model):
    """One message or act in the thread of a complaint; `by` is empty for who complained.

    Personal data: what was written, sealed; the handle of the officer. Kept as long as the complaint.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=CODE)
    on = models.DateField()
    by = models.CharField(max_length=HANDLE)
    body = models.CharField(max_length=CODE)
    sealed: Any = models.BinaryField()

    class Meta:
        db_table = "complaint_entry"
        constraints = (models.UniqueConstraint(fields=["complaint", "number"], name="complaint_entry_once"),)

    def __str__(self) -> str:
        return self.kind


class ComplaintFile(models.Model):
    """One attachment of a complaint, cleaned before it was sealed.

    Personal data: whatever the file shows, sealed. Kept as long as the complaint.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=100)
    sealed: Any = models.BinaryField()

    class Meta:
        db_table = "complaint_file"
        constraints = (models.UniqueConstraint(fields=["complaint", "number"], name="complaint_file_once"),)

    def __str__(self) -> str:
        return str(self.number)


class HandlerAdmitted(models.Model):
    """That somebody may handle the complaints of a body, and who of that body admitted them.

    The first handlers are those there are when the first complaint comes; whoever comes later is admitted by one of
    them, so that nobody gains a sight of complaints by giving themselves an account.

    Personal data: the handles of two officers; kept while the account exists.
    """

    handle = models.CharField(max_length=HANDLE)
    body = models.CharField(max_length=CODE)
    by = models.CharField(max_length=HANDLE)
    on = models.DateField()

    class Meta:
        db_table = "complaint_handler"
        constraints = (models.UniqueConstraint(fields=["handle", "body"], name="complaint_handler_once"),)

    def __str__(self) -> str:
        return self.handle
