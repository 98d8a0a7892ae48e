"""Signing in, out, and failing to: each is written to the ledger, without what was typed."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import authentication_step_completed, password_changed
from allauth.mfa import signals as factor_signals
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.handling.records import Reader
from corridor.web.base.accounts import models
from corridor.web.base.ledger.actions import act, record
from corridor.web.base.sessions import actions as sessions
from corridor.web.base.sessions import queries as sessions_known

NOBODY = Officer(id=0, handle="", reader=Reader("", "", ""), permissions=frozenset())


def connect() -> None:
    """Listen to the accounts."""
    user_logged_in.connect(_signed_in, dispatch_uid="corridor-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="corridor-signed-out")
    user_login_failed.connect(_refused, dispatch_uid="corridor-sign-in-refused")
    password_changed.connect(_chosen, dispatch_uid="corridor-password-chosen")
    authentication_step_completed.connect(_proved, dispatch_uid="corridor-proved-again")
    factor_signals.authentication_failed.connect(_factor_refused, dispatch_uid="corridor-factor-refused")
    factor_signals.authenticator_added.connect(_factor_added, dispatch_uid="corridor-factor-added")
    factor_signals.authenticator_reset.connect(_factor_added, dispatch_uid="corridor-factor-reset")
    factor_signals.authenticator_removed.connect(_factor_removed, dispatch_uid="corridor-factor-removed")


def visitor(account: models.Officer) -> Officer:
    """Return an officer who has no function yet."""
    return Officer(
        id=account.pk, handle=account.handle, reader=Reader(account.authority.code, "", ""), permissions=frozenset()
    )


def _signed_in(sender: object, user: Any, request: Any = None, **_: Any) -> None:
    if isinstance(user, models.Officer) and request is not None:
        told = get_authentication_records(request, user)
        how = " ".join(dict.fromkeys(str(one.get("type", one["method"])) for one in told))
        sessions.begin(request, by=visitor(user), how=how, now=timezone.now())


def _signed_out(sender: object, user: Any, request: Any = None, **_: Any) -> None:
    if isinstance(user, models.Officer) and request is not None:
        sessions.finish(request.session)
        record(Event.OFFICER_SIGNED_OUT, by=visitor(user), now=timezone.now())


def _refused(sender: object, **_: Any) -> None:
    record(Event.SIGN_IN_REFUSED, by=NOBODY, now=timezone.now())


def _chosen(sender: object, user: Any, request: Any = None, **_: Any) -> None:
    """Every other session of the officer ends; this one goes on under another key."""
    if isinstance(user, models.Officer):
        now = timezone.now()
        own = str(request.session.get(sessions_known.UID, "")) if request is not None else ""
        with act(Event.OFFICER_CHANGED, by=visitor(user), now=now, about=user.handle, what="password"):
            models.Officer.objects.filter(pk=user.pk).update(invited_until=None)
            sessions.drop_others(user.pk, own)


def _proved(sender: object, user: Any, request: Any = None, reauthenticated: bool = False, **_: Any) -> None:
    """Whoever proves again who they are goes on under another key of the session."""
    if reauthenticated and request is not None:
        request.session.cycle_key()


def _factor_refused(sender: object, user: Any, **_: Any) -> None:
    if isinstance(user, models.Officer):
        record(Event.SIGN_IN_REFUSED, by=visitor(user), now=timezone.now(), about="factor")


def _factor_added(sender: object, user: Any, authenticator: Any, **_: Any) -> None:
    _tell(Event.FACTOR_ADDED, user, str(authenticator.type))


def _factor_removed(sender: object, user: Any, authenticator: Any, **_: Any) -> None:
    _tell(Event.FACTOR_REMOVED, user, str(authenticator.type))


def _tell(event: Event, user: Any, factor: str) -> None:
    """Write down which kind of factor an officer made or gave up, once that has been saved."""
    if isinstance(user, models.Officer):
        transaction.on_commit(
            lambda: record(event, by=visitor(user), now=timezone.now(), about=user.handle, factor=factor)
        )
