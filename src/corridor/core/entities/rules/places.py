"""Where people are helped is no hub: a shelter, a clinic, a school or a place of worship is never part of a network.

The closed lists of hubs, crossing points and holding places have no code for such a place. Here stands what is left: a
kind of place that is protected, and a name or description that says so in one of the languages of the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corridor.core.entities.records import Claim, Draft, Problem
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.roles import World, says, values_in
from corridor.core.kernel.identifiers import Uid

HUBS = frozenset({"Hub", "CrossingPoint", "HoldingPlace"})
KINDS = ("place_kind", "hub_kind", "holding_kind", "crossing_kind")
NAMES = ("name", "alias", "place_text", "identifier")


def place_problems(draft: Draft, registry: Registry, *, stored: Iterable[Claim] = ()) -> Iterator[Problem]:
    """Yield why a thing may not be a place of a network.

    Args:
        stored: What is already said about the thing; one report may not name the hub and the next one the hospital.
    Source: GCM-9
    """
    told = (*draft.claims, *stored)
    if not is_hub(draft.kind, told, registry):
        return
    kinds = protected_kinds(registry)
    words = registry.safeguards.protected
    for claim in told:
        if claim.prop in KINDS:
            said = (claim.value.replace("-", " "), claim.original)
            if claim.value in kinds or any(says(text, words) for text in said):
                yield protected(draft.uid, claim.prop)
        elif claim.prop in NAMES and any(says(text, words) for text in (claim.value, claim.original)):
            yield protected(draft.uid, claim.prop)
        elif claim.prop == "summary" and any(says(text, words) for text in (claim.value, claim.original)):
            yield Problem(
                "places.near-protected",
                draft.uid,
                claim.prop,
                "{prop} speaks of a place that is protected; it may not be part of the hub",
                warning=True,
            )


def protected(uid: Uid | None, prop: str) -> Problem:
    """Return the refusal of a place of a network that is a place where people are helped."""
    return Problem(
        "places.protected",
        uid,
        prop,
        "a place that is protected is no hub, crossing point or holding place; record it as a Place, with its kind",
    )


def workplace_problems(draft: Draft, world: World) -> Iterator[Problem]:
    """Yield why nobody may stand in a role in a place that is protected: who works there is no part of a network."""
    for place in draft.values("role_in"):
        if is_protected(world.claims.get(Uid(place), ()), world.registry):
            yield Problem(
                "places.role",
                draft.uid,
                "role_in",
                "nobody is given a role in a place that is protected; name the group",
            )


def is_hub(kind: str, claims: Iterable[Claim], registry: Registry) -> bool:
    """Tell whether a thing is said to be a place of a network, by its class, by a kind of place or by another label."""
    if registry.is_a(kind, HUBS):
        return True
    hubs = {prop: registry.marked(prop, "hub") for prop in KINDS}
    return any(claim.prop in hubs and claim.value in hubs[claim.prop] for claim in claims)


def protected_kinds(registry: Registry) -> frozenset[str]:
    """Return the codes of the kinds of place that are protected."""
    return frozenset().union(*(registry.marked(prop, "protected") for prop in KINDS))


def is_protected(claims: Iterable[Claim], registry: Registry) -> bool:
    """Tell whether anybody says that a place is protected, by a code or by its name."""
    told = tuple(claims)
    if any(not protected_kinds(registry).isdisjoint(values_in(told, prop)) for prop in KINDS):
        return True
    words = registry.safeguards.protected
    return any(says(text, words) for claim in told if claim.prop in NAMES for text in (claim.value, claim.original))
