"""The tables of the directory: contacts, and the calls that tried them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class DirectoryContact(models.Model):
    """Somebody who answers for an authority, as that authority's officer or the node's administrator wrote it down.

    `node` is the partner that published it, nothing where it was written here, and `told_uid` its name there; `told_on`
    is the day of the last call that was answered, as that partner says. What was written here goes to partners while
    `published_at` is set.

    Personal data: none but the handle of who added it; a contact is a service, and its addresses are a service's.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2)
    mandates: models.JSONField[Any, Any] = models.JSONField()
    languages: models.JSONField[Any, Any] = models.JSONField()
    days = models.CharField(max_length=7)
    begins = models.TimeField()
    ends = models.TimeField()
    offset = models.CharField(max_length=6)
    channels: models.JSONField[Any, Any] = models.JSONField()
    added_by = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    node = models.CharField(max_length=32, blank=True, default="")
    told_uid = models.CharField(max_length=32, blank=True, default="")
    told_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["country", "name"], name="directory_by_country"),
        ]

    def __str__(self) -> str:
        return self.uid


class ContactTest(models.Model):
    """A call that tried a contact, and what came of it.

    Personal data: the handle of who called; kept as long as the contact.
    """

    contact = models.ForeignKey(DirectoryContact, on_delete=models.CASCADE, related_name="tests")
    channel = models.CharField(max_length=32)
    outcome = models.CharField(max_length=32)
    on = models.DateField()
    by = models.CharField(max_length=64)
    authority = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.contact_id} {self.outcome}"
