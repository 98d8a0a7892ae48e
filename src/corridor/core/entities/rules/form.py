"""What the schema alone decides about one draft: kind, properties, values, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corridor.core.entities.codes import Type
from corridor.core.entities.records import Claim, Draft, Problem, Property, Schema
from corridor.core.entities.registry import Registry
from corridor.core.kernel.identifiers import Uid, is_uid
from corridor.core.kernel.text import fold, has_forbidden
from corridor.core.vocabularies.codes import PARKED

LONGEST_ORIGINAL = 10_000
SECOND_LOOK = frozenset({"ground", "legal_reference", "author", "reviewer"})


def form_problems(draft: Draft, registry: Registry, kinds: Mapping[Uid, str]) -> Iterator[Problem]:
    """Yield what the schema refuses in one draft.

    Args:
        kinds: The kind of every thing that references may point to, as far as it is known.
    """
    if not is_uid(draft.uid):
        yield Problem("schema.uid", None, None, "the identifier of a thing is not 32 hexadecimal characters")
    schema = registry.schemata.get(draft.kind)
    if schema is None or schema.abstract:
        if fold(spaced(draft.kind)) in registry.safeguards.kinds:
            yield Problem("R-01.kind", draft.uid, "kind", "people who were smuggled are counts, never records")
        else:
            yield Problem("schema.unknown-kind", draft.uid, "kind", "no class of things has this name")
        return
    for prop in schema.required:
        if not draft.values(prop):
            code = f"R-02.{prop.replace('_', '-')}-missing" if prop in SECOND_LOOK else "schema.required"
            yield Problem(code, draft.uid, prop, "{prop} is required for this kind")
    for prop in dict.fromkeys(claim.prop for claim in draft.claims):
        found = schema.properties.get(prop)
        if found is not None and not found.multiple and len(draft.values(prop)) > 1:
            yield Problem("schema.single", draft.uid, prop, "one report gives {prop} once")
    for claim in draft.claims:
        yield from claim_problems(draft, claim, schema, registry, kinds)


def claim_problems(
    draft: Draft, claim: Claim, schema: Schema, registry: Registry, kinds: Mapping[Uid, str]
) -> Iterator[Problem]:
    """Yield what the schema refuses in one claim."""
    prop = schema.properties.get(claim.prop)
    if prop is None:
        yield Problem(
            "schema.property", draft.uid, claim.prop, "things of kind {kind} have no {prop}", {"kind": draft.kind}
        )
        return
    if prop.type is Type.KIND and claim.value != draft.kind:
        yield Problem("schema.kind-contradicts", draft.uid, claim.prop, "one draft names two kinds")
    if reason := registry.fault(claim.prop, claim.value):
        yield Problem(
            "schema.value",
            draft.uid,
            claim.prop,
            "{prop} is not a {type}: {fault}",
            {"type": prop.type, "fault": reason},
        )
    if claim.value == PARKED and registry.vocabulary_of(claim.prop) and not (claim.original or "").strip():
        yield Problem(
            "schema.parked", draft.uid, claim.prop, "a code that waits for a decision needs the text as given"
        )
    yield from superseded_problems(draft, claim, registry)
    if claim.original is not None:
        if has_forbidden(claim.original) or len(claim.original) > LONGEST_ORIGINAL:
            yield Problem(
                "schema.original", draft.uid, claim.prop, "the text as recorded holds hidden characters or is too long"
            )
        elif claim.prop in registry.safeguards.faithful and not faithful(claim, registry):
            yield Problem(
                "schema.original-contradicts",
                draft.uid,
                claim.prop,
                "the text as recorded is no label of the code given for {prop}",
            )
    yield from reference_problems(draft, claim, prop, registry, kinds)


def superseded_problems(draft: Draft, claim: Claim, registry: Registry) -> Iterator[Problem]:
    """Yield a warning where a code was superseded; it is taken all the same, since partners may still use it."""
    vocabulary = registry.vocabulary_of(claim.prop)
    term = vocabulary.terms.get(claim.value) if vocabulary is not None else None
    if term is not None and term.superseded is not None:
        yield Problem(
            "schema.superseded",
            draft.uid,
            claim.prop,
            "{prop} has a code that was superseded by {by}",
            {"by": ", ".join(term.superseded.by) or "none"},
            warning=True,
        )


def fits(target: str, draft: Draft, prop: Property, registry: Registry) -> bool:
    """Tell whether a property may refer to a thing of a kind: one of its range, or a narrower kind of these."""
    if prop.same_kind and not (registry.is_a(target, {draft.kind}) or registry.is_a(draft.kind, {target})):
        return False
    return registry.is_a(target, prop.range)


def reference_problems(
    draft: Draft, claim: Claim, prop: Property, registry: Registry, kinds: Mapping[Uid, str]
) -> Iterator[Problem]:
    """Yield what is wrong with a reference to another thing."""
    expected = claim.value if prop.type is Type.ENTITY and is_uid(claim.value) else None
    if claim.ref != expected:
        yield Problem(
            "schema.reference",
            draft.uid,
            claim.prop,
            "{prop} must refer to a thing by its identifier, and nothing else may",
        )
        return
    if claim.ref is None:
        return
    if claim.ref == draft.uid:
        yield Problem("schema.reference", draft.uid, claim.prop, "{prop} refers to the thing itself")
    target = kinds.get(claim.ref)
    if target is not None and not fits(target, draft, prop, registry):
        yield Problem(
            "schema.range", draft.uid, claim.prop, "{prop} may not refer to a thing of kind {kind}", {"kind": target}
        )


def faithful(claim: Claim, registry: Registry) -> bool:
    """Tell whether the text recorded beside a code is the code itself or one of its labels."""
    vocabulary = registry.vocabulary_of(claim.prop)
    term = vocabulary.terms.get(claim.value) if vocabulary is not None else None
    said = fold(claim.original or "")
    return term is not None and said in {fold(claim.value), *(fold(label) for label in term.labels.values())}


def spaced(name: str) -> str:
    """Return a class name as separate words."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name.replace("_", " "))
