"""Everything that speaks against the drafts of one report, and the order that refuses them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from corridor.core.entities.errors import DraftsRefused
from corridor.core.entities.records import Draft, Problem
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.contact import contact_problems
from corridor.core.entities.rules.form import form_problems
from corridor.core.entities.rules.places import place_problems, workplace_problems
from corridor.core.entities.rules.roles import benefit_problems, person_problems, role_problems, world_of
from corridor.core.entities.rules.selectors import document_problems, selector_problems


def problems(
    drafts: Draft | Sequence[Draft], registry: Registry, *, known: Iterable[Draft] = ()
) -> tuple[Problem, ...]:
    """Return every reason against the drafts of one report, warnings included; empty when there is none.

    Args:
        drafts: One draft, or all drafts of the report: a person and the roles of that person belong together.
        known: What is already stored about the things that the drafts touch: persons, their roles, what these are in.
    """
    given = (drafts,) if isinstance(drafts, Draft) else tuple(drafts)
    # What is stored comes first: a report cannot give a known thing another kind.
    stored = tuple(known)
    world = world_of((*stored, *given), registry)
    found: list[Problem] = []
    for draft in given:
        found += form_problems(draft, registry, world.kinds)
        if world.kinds[draft.uid] != draft.kind:
            found.append(Problem("schema.kind-contradicts", draft.uid, "kind", "one thing is given two kinds"))
        if draft.kind == "Person":
            found += person_problems(draft, world)
        elif draft.kind == "Role":
            found += role_problems(draft, world, is_stored=any(draft.uid == other.uid for other in stored))
            found += workplace_problems(draft, world)
        else:
            said = tuple(claim for other in stored if other.uid == draft.uid for claim in other.claims)
            found += benefit_problems(draft, registry)
            found += place_problems(draft, registry, stored=said)
            found += document_problems(draft, registry, stored=said)
            found += selector_problems(draft, world)
            found += contact_problems(draft, registry)
    return tuple(found)


def check_drafts(drafts: Sequence[Draft], registry: Registry, *, known: Iterable[Draft] = ()) -> tuple[Problem, ...]:
    """Refuse the drafts of a report that the schema or a safeguard forbids; return the warnings.

    Raises:
        DraftsRefused: At least one problem is more than a warning.
    """
    found = problems(drafts, registry, known=known)
    if refused := tuple(problem for problem in found if not problem.warning):
        raise DraftsRefused(refused)
    return found


def check_draft(draft: Draft, registry: Registry, *, known: Iterable[Draft] = ()) -> tuple[Problem, ...]:
    """Refuse one draft that the schema or a safeguard forbids; return the warnings.

    Raises:
        DraftsRefused: At least one problem is more than a warning.
    """
    return check_drafts((draft,), registry, known=known)


def bulk_problems(kind: str, props: Collection[str], registry: Registry) -> tuple[Problem, ...]:
    """Return why a mapping may not load things of one kind row by row, without anybody looking at each.

    Persons and roles need a second officer for each (R-02), so no table brings them in. A table that labels rows as
    smuggling must say the benefit of each row too (R-04); its rows then still pass `problems` one by one.
    """
    schema = registry.schemata.get(kind)
    if schema is None or schema.abstract:
        return (Problem("schema.unknown-kind", None, "kind", "no class of things has this name"),)
    if schema.personal:
        return (
            Problem("R-02.bulk", None, "kind", "persons and roles are reviewed one by one and never loaded in bulk"),
        )
    found = [
        Problem("schema.property", None, prop, "things of kind {kind} have no {prop}", {"kind": kind})
        for prop in props
        if prop not in schema.properties
    ]
    if "smuggling" in props and "benefit" not in props:
        found.append(
            Problem("R-04.benefit-missing", None, "benefit", "a table that says smuggling must say the benefit")
        )
    return tuple(found)
