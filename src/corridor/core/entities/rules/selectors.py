"""By what a facilitator is found again, and what would instead be a way to find a smuggled migrant (R-01)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corridor.core.entities.records import Claim, Draft, Problem
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.roles import World, says, values_in
from corridor.core.kernel.identifiers import Uid

NUMBERS = ("document_number", "identifier")
TEXTS = ("finding", "summary")


def document_problems(draft: Draft, registry: Registry, *, stored: Iterable[Claim] = ()) -> Iterator[Problem]:
    """Yield why a document may not carry a number: it is the bearer's own, so its number is a number of that person.

    Args:
        stored: What is already said about the document: one report may not tell the number and the next one the rest.
    Source: R-01
    """
    if not registry.is_a(draft.kind, {"Document", "DocumentMisuse"}):
        return
    told = (*draft.claims, *stored)
    own = not registry.marked("document_misuse", "bearer").isdisjoint(values_in(told, "document_misuse"))
    for prop in NUMBERS if own and draft.kind == "Document" else ():
        if values_in(told, prop):
            yield Problem(
                "R-01.document-number",
                draft.uid,
                prop,
                "the document is the bearer's own, so {prop} would identify a person on the move; count it instead",
            )
    for claim in draft.claims:
        if claim.prop in TEXTS and says(claim.value, registry.safeguards.migrant):
            yield Problem("R-01.word", draft.uid, claim.prop, "{prop} describes a person on the move", warning=True)


def selector_problems(draft: Draft, world: World) -> Iterator[Problem]:
    """Yield why a number, account or user name may not be recorded: nobody in a role uses it, or its texts say so.

    Source: R-01
    """
    registry = world.registry
    if not registry.is_a(draft.kind, {"Selector"}):
        return
    for user in draft.values("used_by"):
        kind = world.kinds.get(Uid(user))
        if kind is None or (kind == "Person" and not world.roles_of.get(Uid(user))):
            yield Problem(
                "R-01.selector",
                draft.uid,
                "used_by",
                "who uses it must be a group, or a person in a role, that is at hand when it is judged",
            )
    for claim in draft.claims:
        prop = registry.properties.get(claim.prop)
        if prop is not None and not prop.range and says(claim.value, registry.safeguards.migrant):
            yield Problem("R-01.selector", draft.uid, claim.prop, "{prop} describes a person on the move")
