"""Protecting and attacking tables as a piece of long work: JSON in, JSON out."""

from __future__ import annotations

from typing import Any

from corridor.core.disclosure.exchange import document, read, read_policy, read_table, told
from corridor.core.disclosure.rules import protect


def work(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return the tables as they may be published, those that may not, and the attack on exactly what may.

    Args:
        inputs: `tables`, `policy`, `secret` in hexadecimal digits, `ledger` of everything published before, `release`.
    """
    done = protect(
        [read_table(one) for one in inputs["tables"]],
        read_policy(inputs["policy"]),
        secret=bytes.fromhex(inputs["secret"]),
        ledger=[read(one) for one in inputs["ledger"]],
        release=inputs["release"],
    )
    return {
        "published": [document(one) for one in done.published],
        "refused": [{"name": one.name, "reason": one.reason.value} for one in done.refused],
        "attack": told(done.attack),
        "hidden": sum(one.hidden for one in done.published),
        "is_safe": done.is_safe,
    }
