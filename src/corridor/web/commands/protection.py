"""What each command of the zone of protection does."""

from __future__ import annotations

import argparse

from django.utils import timezone

from corridor.web.base.accounts import queries as people
from corridor.web.commands.acting import Answer, actor_named, officer_acting


def demo(chosen: argparse.Namespace) -> Answer:
    """Fill the home with the protection side of the demonstration."""
    from corridor.web.demonstration import protection

    return protection.fill(now=timezone.now())


def claims(chosen: argparse.Namespace) -> Answer:
    """Say whether every wish for protection is there as it was written down; nothing of what was said."""
    from corridor.web.protection.claims.queries import checked

    found = checked(people.without_content(actor_named(chosen, "overseer")))
    text = f"{found.claims} claims, each as it was written down"
    if found.amiss:
        text = f"not as they were written down, or lost: the claims of {', '.join(found.amiss)}; their steps are closed"
    return {"ok": not found.amiss, "claims": found.claims, "amiss": list(found.amiss), "text": text}


def vault(chosen: argparse.Namespace) -> Answer:
    """Tell how the keys of the vault stand, propose their renewal, or carry out one that a second person approved.

    Approving has no command: it asks for the sign-in of another person.
    """
    from corridor.web.protection.vault import checking, dual, keyring

    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    if chosen.what == "propose":
        uid = dual.propose(by=by, kind=dual.Kind.RENEW_KEYS, now=now)
        return {
            "ok": True,
            "proposal": uid,
            "text": f"proposed as {uid}; a protection officer approves it on the page Vault",
        }
    if chosen.what == "renew":
        renewed = dual.renew_keys(by=by, now=now)
        return {"ok": True, "newest": renewed.newest, "wrapped": renewed.wrapped, "removed": list(renewed.removed)}
    cases, standing, amiss = dual.cases_kept(by), keyring.standing(), checking.rolled_back()
    told = {"cases": cases, "newest": standing.newest, "keys": list(standing.files), "behind": standing.behind}
    return {"ok": not amiss, **told, "not_as_the_ledger_says": list(amiss)}
