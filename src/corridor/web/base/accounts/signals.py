"""Signing in, out, and failing to: each is written to the ledger, without what was typed."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.handling.records import Reader
from corridor.web.base.accounts import models
from corridor.web.base.ledger.actions import act, record

NOBODY = Officer(id=0, handle="", reader=Reader("", "", ""), permissions=frozenset())


def connect() -> None:
    """Listen to the accounts."""
    user_logged_in.connect(_signed_in, dispatch_uid="corridor-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="corridor-signed-out")
    user_login_failed.connect(_refused, dispatch_uid="corridor-sign-in-refused")
    password_changed.connect(_chosen, dispatch_uid="corridor-password-chosen")


def _visitor(account: models.Officer) -> Officer:
    """Return an officer who has no function yet."""
    return Officer(
        id=account.pk, handle=account.handle, reader=Reader(account.authority.code, "", ""), permissions=frozenset()
    )


def _signed_in(sender: object, user: Any, **_: Any) -> None:
    if isinstance(user, models.Officer):
        record(Event.OFFICER_SIGNED_IN, by=_visitor(user), now=timezone.now())


def _signed_out(sender: object, user: Any, **_: Any) -> None:
    if isinstance(user, models.Officer):
        record(Event.OFFICER_SIGNED_OUT, by=_visitor(user), now=timezone.now())


def _refused(sender: object, **_: Any) -> None:
    record(Event.SIGN_IN_REFUSED, by=NOBODY, now=timezone.now())


def _chosen(sender: object, user: Any, **_: Any) -> None:
    if isinstance(user, models.Officer):
        with act(Event.OFFICER_CHANGED, by=_visitor(user), now=timezone.now(), about=user.handle, what="password"):
            models.Officer.objects.filter(pk=user.pk).update(invited_until=None)
