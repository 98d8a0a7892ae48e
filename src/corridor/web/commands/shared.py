"""What the commands do that every zone has: make a node, add officers, tokens."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.utils import timezone

from corridor.core.access.codes import Permission
from corridor.core.access.rules import check_permission
from corridor.web import node
from corridor.web.base.administration import actions as administration
from corridor.web.base.administration.forms import check_typed
from corridor.web.base.tokens import actions as tokens
from corridor.web.base.tokens import queries as programs
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.running.backup import papers
from corridor.web.running.backup.commands import told_papers


def init(chosen: argparse.Namespace) -> Answer:
    """Make a node."""
    founding = node.Founding(authority=chosen.authority, country=chosen.country, kind=chosen.kind, name=chosen.name)
    handle = node.found(founding, now=timezone.now())
    text = (
        f"node of {founding.authority} made in {settings.HOME}\nservice officer: {handle}\n"
        "next: corridor officer HANDLE --name … --duty FUNCTION:PURPOSE, then corridor serve"
    )
    half, made = papers.drawn()
    told = {"authority": founding.authority, "home": str(settings.HOME), "service": handle}
    shown = told_papers(half, made)
    return {
        **shown,
        "ok": True,
        **told,
        "text": f"{text}\n\n{shown['text']}",
        "then": lambda: papers.keep(settings.HOME, half),
    }


def officer(chosen: argparse.Namespace) -> Answer:
    """Add an officer, and print the password to hand over; it is only good for choosing another."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    check_permission(by, Permission.OFFICER_MANAGE)
    duties = tuple(node.duty(text) for text in chosen.duty)
    authority = chosen.authority or by.reader.authority
    check_typed(handle=chosen.handle, name=chosen.name)
    password = administration.add_officer(
        by=by, handle=chosen.handle, name=chosen.name, authority=authority, duties=duties, now=now
    )
    until = (now + administration.INVITATION).date().isoformat()
    text = f"{chosen.handle} of {authority} was added\npassword to hand over: {password}\n"
    text += f"good until {until}, for choosing another"
    told = {"handle": chosen.handle, "authority": authority, "password": password, "until": until}
    return {"ok": True, **told, "duties": chosen.duty, "text": text}


def token(chosen: argparse.Namespace) -> Answer:
    """Make a token, whose secret is told this once; or list the officer's tokens, or revoke one."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    if chosen.revoke:
        tokens.revoke_token(by=by, uid=chosen.revoke, now=now)
        return {"ok": True, "token": chosen.revoke, "state": "revoked"}
    if not chosen.name:
        return {
            "ok": True,
            "tokens": [
                {
                    "token": one.uid,
                    "name": one.name,
                    "expires_at": one.expires_at.isoformat(),
                    "used_at": one.used_at.isoformat() if one.used_at is not None else None,
                    "state": one.state_at(now),
                }
                for one in programs.tokens_for(by)
            ],
        }
    made = tokens.make_token(by=by, name=chosen.name, days=chosen.days, now=now)
    return {
        "ok": True,
        "token": made.uid,
        "secret": made.secret,
        "expires_at": made.expires_at.isoformat(),
        "acting": f"{by.handle}:{by.reader.function}:{by.reader.purpose}",
    }
