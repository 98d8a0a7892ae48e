"""What may be judged the same thing: a merge must not be a way around a safeguard."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from corridor.core.entities.errors import JudgementTooWide, MergeRefused
from corridor.core.entities.records import Claim, Problem
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.places import is_hub, is_protected, protected
from corridor.core.entities.rules.roles import is_cleared, is_coerced, is_forceable, is_offender, values_in
from corridor.core.handling.records import Marking
from corridor.core.handling.rules import reaches
from corridor.core.handling.scheme import Schemes

APART = frozenset({"Person", "Role"})


def cluster_problems(
    kinds: Collection[str], claims: Sequence[Claim], registry: Registry, *, roles: Sequence[Sequence[Claim]] = ()
) -> tuple[Problem, ...]:
    """Return why things may not be judged the same, warnings included.

    Args:
        kinds: The kinds of all things that would become one.
        claims: Everything said about any of them.
        roles: The claims of each role that belongs to one of them: held by it, or in it.
    Source: R-01, R-02, R-03, R-04
    """
    return tuple(_problems(frozenset(kinds), claims, registry, roles))


def _problems(
    kinds: frozenset[str], claims: Sequence[Claim], registry: Registry, roles: Sequence[Sequence[Claim]]
) -> Iterator[Problem]:
    kinds |= set(values_in(claims, "kind"))
    if any(kind not in registry.schemata for kind in kinds):
        yield Problem("schema.unknown-kind", None, "kind", "no class of things has this name")
    if len(kinds) > 1:
        apart = bool(kinds & APART)
        yield Problem("merge.kinds", None, "kind", "things of different kinds would become one", warning=not apart)
    if "Role" in kinds:
        yield Problem("R-02.merge", None, "role", "roles are judgements of their own and are never merged")
    if "Person" in kinds and not roles:
        yield Problem("R-01.no-role", None, "role", "a person is recorded only in a role that has its own ground")
    if any(_is_blocked(role, kinds, claims, roles, registry) for role in roles):
        yield Problem(
            "R-03.coerced", None, "role", "coercion is recorded and blocks the role until a second officer excludes it"
        )
    if any(is_hub(kind, claims, registry) for kind in kinds) and is_protected(claims, registry):
        yield protected(None, "place_kind")
    labelled = not registry.marked("smuggling", "smuggling").isdisjoint(values_in(claims, "smuggling"))
    if labelled and set(values_in(claims, "benefit")) - registry.marked("benefit", "material"):
        yield Problem(
            "R-04.no-benefit",
            None,
            "benefit",
            "one side says smuggling, another that there was no benefit",
            warning=True,
        )


def _is_blocked(
    role: Sequence[Claim],
    kinds: frozenset[str],
    claims: Sequence[Claim],
    roles: Sequence[Sequence[Claim]],
    registry: Registry,
) -> bool:
    """Tell whether a role would meet coercion that is recorded on another side of the merge."""
    if not is_offender(role, registry) or is_cleared(role, registry):
        return False
    if "Person" in kinds:
        return any(is_coerced(said, registry) for said in (claims, *roles))
    return is_coerced(role, registry) or (is_forceable(role, registry) and is_coerced(claims, registry))


def check_merge(
    kinds: Collection[str], claims: Sequence[Claim], registry: Registry, *, roles: Sequence[Sequence[Claim]] = ()
) -> tuple[Problem, ...]:
    """Refuse to judge things the same where a safeguard forbids it; return the warnings.

    Raises:
        MergeRefused: At least one problem is more than a warning.
    """
    found = cluster_problems(kinds, claims, registry, roles=roles)
    if refused := tuple(problem for problem in found if not problem.warning):
        raise MergeRefused(refused)
    return found


def check_width(marking: Marking, things: Mapping[str, Collection[Marking]], schemes: Schemes) -> None:
    """Refuse a judgement about things, if somebody could read it who may read nothing of one of them.

    A judgement names both things. Whoever reads it learns that each exists, so it goes no further than some statement
    about each of them does.

    Args:
        things: The markings of what the judge reads of each thing, by its reference.

    Raises:
        JudgementTooWide: It reaches further.
    """
    for ref, readable in things.items():
        if not any(reaches(one, marking, schemes) for one in readable):
            raise JudgementTooWide(ref=ref)
