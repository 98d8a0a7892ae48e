"""How tables are protected: hide what is small, then whatever would give it away, then attack what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridor.core.disclosure.attacking import attack
from corridor.core.disclosure.codes import Refused
from corridor.core.disclosure.drafts import Draft
from corridor.core.disclosure.hiding import hide_for_others, own_of
from corridor.core.disclosure.records import Attack, Policy, Protected, Published, Refusal, Table


def protect(
    tables: Sequence[Table],
    policy: Policy,
    *,
    secret: bytes,
    ledger: Sequence[Published] = (),
    release: int | None = None,
) -> Protected:
    """Return tables as they may be published, so that nobody learns a small count from them and all earlier releases.

    A table of which nothing could be shown, or that earlier releases give away, is refused. The order of tables makes
    no difference.

    Args:
        secret: Decides roundings; the same for ever, and known to the node alone.
        ledger: Everything that was published before.
        release: Its number; None for the one after the last of the ledger.

    Raises:
        TablesTooLarge: Tables that hang together have too many combinations of codes.

    Source: R-28
    """
    number = 1 + max((one.release for one in ledger), default=0) if release is None else release
    kept = sorted(tables, key=lambda one: one.name)
    refused: list[Refusal] = []
    while True:
        drafts = [Draft.of(table, policy, secret, number) for table in kept]
        given = hide_for_others(drafts, ledger)
        if not given:
            told = attacked([draft for draft in drafts if not draft.is_empty], ledger)
            given = _too_much(kept) if told.found else frozenset()
        if not given:
            break
        refused += [Refusal(name, Refused.GIVEN_AWAY) for name in given]
        kept = [table for table in kept if table.name not in given]
    refused += [Refusal(draft.table.name, Refused.NOTHING_LEFT) for draft in drafts if draft.is_empty]
    drafts = [draft for draft in drafts if not draft.is_empty]
    return Protected(
        published=tuple(draft.published for draft in drafts),
        refused=tuple(sorted(refused)),
        reasons={(draft.table.name, key): why for draft in drafts for key, why in draft.hidden.items()},
        attack=told,
    )


def _too_much(tables: Sequence[Table]) -> frozenset[str]:
    """Return the most detailed of several tables, which together still tell too much; of one there is nothing to leave.

    What the search for cells to hide did not see, such as a sum of months, the attack does.
    """
    if len(tables) < 2:  # several
        return frozenset()
    return frozenset([max(tables, key=lambda one: (len(one.cells), one.name)).name])


def attacked(drafts: Sequence[Draft], ledger: Sequence[Published]) -> Attack:
    """Return the attack on what would be published: by anybody, and by each authority that takes itself away."""
    published = [draft.published for draft in drafts]
    promised = {draft.named(key): width for draft in drafts for key, width in draft.demanded.items()}
    whole = attack([*ledger, *published], promised=promised)
    others = [
        attack(published, own=own_of(drafts, teller), teller=teller, is_thorough=False)
        for teller in sorted({teller for draft in drafts for teller in draft.told_by})
    ]
    found = (*whole.found, *(one for other in others for one in other.found))
    return replace(whole, found=found, looked_at=whole.looked_at + sum(other.looked_at for other in others))
