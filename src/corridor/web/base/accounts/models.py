"""Authorities, the officers who act for them, and in which function and for which purpose each may act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Authority(models.Model):
    """A body that owns information on this node or is known to it.

    Personal data: none.
    """

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=32)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers by handle, as the sign-in asks for."""

    def get_by_natural_key(self, username: str | None) -> Officer:
        """Return the officer of this handle."""
        return self.get(handle=username)


class Officer(AbstractBaseUser):
    """An account: a person, or the node's own service, acting for one authority.

    While `invited_until` is set, the password is one that an administrator handed over: it is good until then, and only
    for choosing another.

    Personal data: display name and handle of staff, kept while the account exists and one retention period after.
    """

    handle = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=120)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="officers")
    clearance = models.PositiveSmallIntegerField(default=0)
    compartments: models.JSONField[Any, Any] = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    invited_until = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    is_service = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(default=False)

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects: ClassVar[OfficerManager] = OfficerManager()

    def __str__(self) -> str:
        return self.handle


class Grant(models.Model):
    """One function and purpose in which an officer may act.

    Personal data: none beyond the officer it belongs to.
    """

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="grants")
    function = models.CharField(max_length=64)
    purpose = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["officer", "function", "purpose"], name="grant_once")
        ]
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.function}/{self.purpose}"


class SignOn(models.Model):
    """Who an officer is at the provider of sign-on; an administrator writes it down, nobody gets an account by it.

    Personal data: the provider's reference of staff, kept as long as the account.
    """

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="sign_on")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="sign_on_once")
        ]

    def __str__(self) -> str:
        return str(self.officer_id)
