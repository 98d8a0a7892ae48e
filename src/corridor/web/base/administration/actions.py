"""Writes of administration: authorities, officers, their duties and invitations. Each is one act in the ledger."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.errors import AuthorityInUse, OfficerState, OwnAccount, SubjectUnusable
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_duties, check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import has_forbidden
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import models
from corridor.web.base.administration import queries
from corridor.web.base.ledger.actions import act
from corridor.web.base.sessions import actions as sessions

INVITATION = timedelta(days=7)
"""How long a password that was handed over is good for choosing another."""

LONGEST_SUBJECT = 255

Duties = tuple[tuple[str, str], ...]


def add_authority(*, by: Officer, code: str, name: str, country: str, kind: str, now: datetime) -> None:
    """Add an authority whose officers this node will have, or that markings may name.

    Raises:
        NotFound: The administrator is not of the authority that made the node.
    """
    queries.check_house(by)
    with act(Event.AUTHORITY_ADDED, by=by, now=now, about=code, country=country, kind=kind):
        accounts.add_authority(code=code, name=name, country=country, kind=kind)


def rename_authority(*, by: Officer, code: str, name: str, now: datetime) -> None:
    """Give an authority another name; its code stays, since markings and other nodes know it by the code."""
    queries.check_house(by)
    authority = queries.authority_for(by, code)
    with act(Event.AUTHORITY_RENAMED, by=by, now=now, about=code):
        models.Authority.objects.filter(pk=authority.pk).update(name=name)


def close_authority(*, by: Officer, code: str, now: datetime) -> None:
    """Close an authority: it is not offered any more; what it owns and what was marked for it stays.

    Raises:
        AuthorityInUse: Officers of it, or the node's own service, may still act.
    """
    with act(Event.AUTHORITY_CLOSED, by=by, now=now, about=code):
        close_within(by=by, code=code, now=now)


def close_within(*, by: Officer, code: str, now: datetime) -> None:
    """As `close_authority`, inside an act that is under way."""
    queries.check_house(by)
    authority = queries.authority_for(by, code)
    active = authority.officers.filter(is_active=True).count()
    if active:
        raise AuthorityInUse(authority=code, officers=active)
    models.Authority.objects.filter(pk=authority.pk).update(closed_at=now)


def reopen_authority(*, by: Officer, code: str, now: datetime) -> None:
    """Open an authority again that was closed."""
    queries.check_house(by)
    authority = queries.authority_for(by, code)
    with act(Event.AUTHORITY_REOPENED, by=by, now=now, about=code):
        models.Authority.objects.filter(pk=authority.pk).update(closed_at=None)


def add_officer(*, by: Officer, handle: str, name: str, authority: str, duties: Duties, now: datetime) -> str:
    """Add an officer and return the password to hand over: good for a week, and only for choosing another.

    Raises:
        DutiesJoined: Administration beside a function that sees content.
        NotFound: The authority is closed, or not for this administrator.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    password = new_password()
    with act(Event.OFFICER_ADDED, by=by, now=now, about=handle, duties=_told(duties)):
        check_duties(duties, shelf.functions(), zone=settings.ZONE)
        of = queries.authority_for(by, authority)
        if of.closed_at is not None:
            raise NotFound(kind="authority")
        accounts.add_officer(
            handle=handle,
            display_name=name,
            authority=of,
            duties=duties,
            password=password,
            invited_until=now + INVITATION,
        )
    return password


def invite(*, by: Officer, handle: str, now: datetime) -> str:
    """Give an officer a new password to hand over, and take the second factor back: for one that was lost.

    Raises:
        OwnAccount: It is the administrator's own.
        OfficerState: The officer is suspended or left.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    password = new_password()
    with act(Event.OFFICER_INVITED, by=by, now=now, about=handle):
        account = _other(by, handle)
        if state_of(account) in ("suspended", "left"):
            raise OfficerState(state=state_of(account), act="invited")
        account.set_password(password)
        account.invited_until = now + INVITATION
        account.save(update_fields=["password", "invited_until"])
        Authenticator.objects.filter(user_id=account.pk).delete()
        sessions.drop_others(account.pk)
    return password


def suspend(*, by: Officer, handle: str, now: datetime) -> None:
    """Suspend an officer: sessions, background work and sign-in end at once; duties are kept for a return.

    Raises:
        OwnAccount: It is the administrator's own.
        OfficerState: The officer is suspended already, or left.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.OFFICER_SUSPENDED, by=by, now=now, about=handle):
        account = _other(by, handle)
        if not account.is_active:
            raise OfficerState(state=state_of(account), act="suspended")
        models.Officer.objects.filter(pk=account.pk).update(is_active=False)
        sessions.drop_others(account.pk)


def end_sessions(*, by: Officer, handle: str, now: datetime) -> None:
    """End every session of an officer, who may sign in again.

    Raises:
        OwnAccount: It is the administrator's own.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.SESSION_ENDED, by=by, now=now, about=handle):
        sessions.drop_others(_other(by, handle).pk)


def link_sign_on(*, by: Officer, handle: str, subject: str, now: datetime) -> None:
    """Write down who an officer is at the node's provider of sign-on; a new subject takes the place of the one before.

    Raises:
        OwnAccount: It is the administrator's own.
        OfficerState: The officer left.
        SubjectUnusable: It is empty or too long, another officer has it, or the node has no provider.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.SIGN_ON_LINKED, by=by, now=now, about=handle):
        account = _other(by, handle)
        if account.left_at is not None:
            raise OfficerState(state=state_of(account), act="linked")
        issuer: str = settings.OIDC.issuer if settings.OIDC is not None else ""
        taken = models.SignOn.objects.filter(issuer=issuer, subject=subject).exclude(officer=account).exists()
        if not issuer or taken or not 0 < len(subject) <= LONGEST_SUBJECT or has_forbidden(subject):
            raise SubjectUnusable
        models.SignOn.objects.update_or_create(
            officer=account, defaults={"issuer": issuer, "subject": subject, "linked_at": now}
        )


def unlink_sign_on(*, by: Officer, handle: str, now: datetime) -> None:
    """Forget who an officer is at the provider of sign-on, and end the sessions.

    Raises:
        OwnAccount: It is the administrator's own.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.SIGN_ON_UNLINKED, by=by, now=now, about=handle):
        account = _other(by, handle)
        models.SignOn.objects.filter(officer=account).delete()
        sessions.drop_others(account.pk)


def resume(*, by: Officer, handle: str, now: datetime) -> None:
    """Let a suspended officer sign in again.

    Raises:
        OwnAccount: It is the administrator's own.
        OfficerState: The officer is not suspended.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.OFFICER_RESUMED, by=by, now=now, about=handle):
        account = _other(by, handle)
        if state_of(account) != "suspended":
            raise OfficerState(state=state_of(account), act="resumed")
        models.Officer.objects.filter(pk=account.pk).update(is_active=True)


def note_leaver(*, by: Officer, handle: str, now: datetime) -> None:
    """Note that an officer left: every right ends, the work and its authorship remain, the handle is not given again.

    Raises:
        OwnAccount: It is the administrator's own.
        OfficerState: The officer left already.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.OFFICER_LEFT, by=by, now=now, about=handle):
        account = _other(by, handle)
        if account.left_at is not None:
            raise OfficerState(state=state_of(account), act="noted as a leaver")
        account.set_unusable_password()
        account.is_active, account.left_at, account.invited_until = False, now, None
        account.save(update_fields=["password", "is_active", "left_at", "invited_until"])
        account.grants.all().delete()
        Authenticator.objects.filter(user_id=account.pk).delete()
        models.SignOn.objects.filter(officer=account).delete()
        sessions.drop_others(account.pk)


def set_duties(*, by: Officer, handle: str, duties: Duties, now: datetime) -> None:
    """Let an officer act in these functions and purposes and no others; one that is taken away ends at once.

    Raises:
        OwnAccount: It is the administrator's own.
        OfficerState: The officer left.
        DutiesJoined: Administration beside a function that sees content.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.OFFICER_CHANGED, by=by, now=now, about=handle, duties=_told(duties)):
        account = _other(by, handle)
        check_duties(duties, shelf.functions(), zone=settings.ZONE)
        if account.left_at is not None:
            raise OfficerState(state=state_of(account), act="given duties")
        held = {(grant.function, grant.purpose): grant for grant in account.grants.all()}
        for duty, grant in held.items():
            if duty not in duties:
                grant.delete()
        models.Grant.objects.bulk_create(
            models.Grant(officer=account, function=function, purpose=purpose)
            for function, purpose in duties
            if (function, purpose) not in held
        )


def state_of(account: models.Officer) -> str:
    """Return the state of an account as a code: left, suspended, invited or active."""
    if account.left_at is not None:
        return "left"
    if not account.is_active:
        return "suspended"
    return "active" if account.invited_until is None else "invited"


def new_password() -> str:
    """Return a random password to be handed over once."""
    return secrets.token_urlsafe(15)


def _other(by: Officer, handle: str) -> models.Officer:
    account = queries.officer_for(by, handle)
    if account.pk == by.id:
        raise OwnAccount
    return account


def _told(duties: Duties) -> str:
    return " ".join(f"{function}:{purpose}" for function, purpose in duties)
