"""Which identifiers may be in a set at all: of means of transport, of groups, and of persons in a role of suspicion.

Somebody who was smuggled, is a witness or a victim, or helps without benefit is no target: nothing that identifies them
is ever a key, whatever a marking allows. Classes are named one by one, so that a class added later is in no set.

Source: R-01, R-02, R-03, R-07
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from corridor.core.entities.records import Draft
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import suspended_roles
from corridor.core.entities.rules.roles import World, role_problems, values_in, world_of
from corridor.core.entities.rules.selectors import document_problems, selector_problems
from corridor.core.kernel.identifiers import Uid
from corridor.core.matching.codes import KeyKind

IDENTIFIERS: Final[Mapping[str, Mapping[str, KeyKind]]] = MappingProxyType(
    {
        "Vessel": {
            "imo_number": KeyKind.IMO,
            "mmsi": KeyKind.MMSI,
            "call_sign": KeyKind.CALL_SIGN,
            "hull_number": KeyKind.HULL,
            "engine_number": KeyKind.ENGINE,
        },
        "Vehicle": {
            "plate": KeyKind.PLATE,
            "chassis_number": KeyKind.CHASSIS,
            "engine_number": KeyKind.ENGINE,
        },
        "PhoneNumber": {"phone": KeyKind.PHONE},
        "OnlineAccount": {"user_name": KeyKind.USER_NAME, "phone": KeyKind.PHONE},
        "Account": {"account_number": KeyKind.ACCOUNT},
        "Wallet": {"wallet_address": KeyKind.WALLET},
        "Document": {"document_number": KeyKind.DOCUMENT},
        "Group": {"phone": KeyKind.PHONE},
        "Person": {"phone": KeyKind.PHONE},
    }
)
"""The classes and properties that give keys; nothing else does."""

WITHIN: Final = MappingProxyType(
    {
        "plate": "country",
        "document_number": "issuing_country",
        "user_name": "platform",
        "account_number": "bank_code",
    }
)
"""The property that says what an identifier is unique within."""

MEANS: Final = frozenset({"Vessel", "Vehicle"})
"""Things behind which nobody stands by being recorded: they are eligible whatever else is said of them."""

TARGETS: Final = frozenset(IDENTIFIERS) - {"Document"}
"""What may be a target."""


def eligible(drafts: Iterable[Draft], registry: Registry) -> frozenset[Uid]:
    """Return the things, among all that is said of them, whose identifiers may be keys.

    Args:
        drafts: Everything that stands about things with identifiers, and about the persons and roles around them.
    """
    known = list(drafts)
    world = world_of(known, registry)
    suspended = suspended_roles(known, registry)
    suspects = frozenset(_suspects(known, world, suspended))
    merged = {uid: Draft(uid, world.kinds[uid], claims) for uid, claims in world.claims.items()}
    return frozenset(uid for uid, draft in merged.items() if _is_eligible(draft, world, suspects))


def _is_eligible(draft: Draft, world: World, suspects: frozenset[Uid]) -> bool:
    registry = world.registry
    if draft.kind not in IDENTIFIERS:
        return False
    if draft.kind in MEANS:
        return True
    if draft.kind == "Person":
        return draft.uid in suspects
    if draft.kind == "Document":
        return bool(draft.values("document_misuse")) and next(document_problems(draft, registry), None) is None
    if not registry.is_a(draft.kind, {"Selector"}):
        return True
    users = draft.values("used_by")
    return (
        bool(users)
        and all(world.kinds.get(Uid(user)) == "Group" or Uid(user) in suspects for user in users)
        and next(selector_problems(draft, world), None) is None
    )


def _suspects(drafts: Iterable[Draft], world: World, suspended: frozenset[Uid]) -> Iterator[Uid]:
    """Yield the persons who hold a role of suspicion that has all it must rest on and that nothing suspends."""
    offender = world.registry.marked("role", "offender")
    for uid in dict.fromkeys(draft.uid for draft in drafts if draft.kind == "Role"):
        claims = world.claims[uid]
        role = Draft(uid, "Role", claims)
        if uid in suspended or offender.isdisjoint(values_in(claims, "role")):
            continue
        needed = ("person", "ground", "legal_reference", "author", "reviewer")
        if not all(role.values(prop) for prop in needed):
            continue
        if not any(not problem.warning for problem in role_problems(role, world, is_stored=True)):
            yield from (Uid(person) for person in role.values("person"))
