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


SHOWN = ("person", "kind", "said-on", "written-on")
"""What may be told of a receipt beside its number and signature, to be compared with what was signed."""

SENT_AWAY = "A paper that does not match is no reason to send anybody away: write the wish down anew."


def receipt(chosen: argparse.Namespace) -> Answer:
    """Say whether the node signed the receipt of a claim that somebody shows; nothing of what was said."""
    from cryptography.hazmat.primitives import serialization

    from corridor.core.claims.codes import Paper
    from corridor.web.base import keys
    from corridor.web.base.ledger.checking import fingerprint_of
    from corridor.web.protection.claims.receipts import check_receipt

    by = people.without_content(actor_named(chosen, "overseer"))
    given = {name: getattr(chosen, name.replace("-", "_")) for name in SHOWN}
    shown = {name: value for name, value in given.items() if value}
    found = check_receipt(by=by, number=chosen.number, signature=chosen.signature, shown=shown, now=timezone.now())
    key = fingerprint_of(keys.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))
    compared = ", ".join(shown) or "nothing else"
    text = {
        Paper.ISSUED: f"this node signed the receipt of this number; beside it was compared: {compared}",
        Paper.DIFFERS: "this node signed a receipt of this number, and something else stood on it: "
        f"{', '.join(found.differs)}. {SENT_AWAY}",
        Paper.CHANGED: "this node signed this receipt, and the claim is not what it was: tell the overseer; "
        "corridor claims names the person whose steps are closed",
        Paper.UNKNOWN: "this node knows no receipt of this number with this signature. Look at each sign again; a "
        f"receipt of another node is checked there; a restore may have lost it. {SENT_AWAY}",
    }[found.standing]
    told = {"receipt": found.standing.value, "compared": list(shown), "differs": list(found.differs), "key": key}
    return {"ok": found.standing is Paper.ISSUED, **told, "text": f"{text}\nkey {key}"}


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
