"""When a person may be recorded in a role, and when a role must rest: rules R-01 to R-04."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corridor.core.entities.records import Claim, Draft, Problem
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.form import faithful
from corridor.core.kernel.identifiers import Uid
from corridor.core.kernel.text import fold

ARTICLE = re.compile(r"\b[وف]?(?:[بك]?ال|لل)(?=\w{3})")
ARABIC = re.compile(r"[\u0600-\u06ff]")
LOOK_ALIKES = str.maketrans(
    "\u0430\u0441\u0435\u0456\u0458\u043e\u0440\u0455\u0443\u0445\u043c\u0442\u043d\u0432\u043a"
    "\u03b1\u03b9\u03bf\u03ba\u03bd\u03c1\u03c4\u03c5\u03b5\u03bc\u03b7\u03c7\u03b2\u03b6",
    "aceijopsyxmthbkaioknptyemhxbz",
)
"""Cyrillic and Greek letters that are drawn like Latin ones."""

CODES = ("role", "ground", "offence", "standing")
TEXTS = ("ground_text", "legal_reference")
NAMES = ("name", "alias", "identifier")


@dataclass(frozen=True, slots=True)
class World:
    """Everything at hand when drafts are judged: the drafts themselves and what is already stored around them."""

    registry: Registry
    claims: Mapping[Uid, tuple[Claim, ...]]
    kinds: Mapping[Uid, str]
    roles_of: Mapping[Uid, frozenset[Uid]]

    def values(self, uid: Uid, prop: str) -> tuple[str, ...]:
        """Return everything said about one property of one thing."""
        return values_in(self.claims.get(uid, ()), prop)

    def has_mark(self, uid: Uid, prop: str, mark: str) -> bool:
        """Tell whether anything said about a property carries a mark."""
        return not self.registry.marked(prop, mark).isdisjoint(self.values(uid, prop))


def values_in(claims: Iterable[Claim], prop: str) -> tuple[str, ...]:
    """Return what claims say about one property."""
    return tuple(claim.value for claim in claims if claim.prop == prop)


def world_of(drafts: Iterable[Draft], registry: Registry) -> World:
    """Return the drafts laid together by thing, with the roles that each person holds."""
    claims: dict[Uid, tuple[Claim, ...]] = {}
    kinds: dict[Uid, str] = {}
    roles: dict[Uid, frozenset[Uid]] = {}
    for draft in drafts:
        claims[draft.uid] = claims.get(draft.uid, ()) + draft.claims
        kinds.setdefault(draft.uid, draft.kind)
        if draft.kind == "Role":
            for person in draft.values("person"):
                roles[Uid(person)] = roles.get(Uid(person), frozenset()) | {draft.uid}
    return World(registry, claims, kinds, roles)


def is_offender(claims: Sequence[Claim], registry: Registry) -> bool:
    """Tell whether a role says, by its code, its standing in law or a label, that somebody committed an offence."""
    return any(
        not registry.marked(prop, mark).isdisjoint(values_in(claims, prop))
        for prop, mark in (("role", "offender"), ("standing", "offender"), ("smuggling", "smuggling"))
    )


def is_forceable(claims: Sequence[Claim], registry: Registry) -> bool:
    """Tell whether a role is one that people on the move are forced into, such as steering."""
    return not registry.marked("role", "forceable").isdisjoint(values_in(claims, "role"))


def is_cleared(claims: Sequence[Claim], registry: Registry) -> bool:
    """Tell whether a second officer has reviewed coercion and excluded it."""
    outcomes = set(values_in(claims, "coercion_review"))
    reviewers = {fold(handle) for handle in values_in(claims, "coercion_reviewer")}
    authors = {fold(handle) for handle in values_in(claims, "author")}
    return bool(outcomes) and outcomes <= registry.marked("coercion_review", "clears") and bool(reviewers - authors)


def is_coerced(claims: Iterable[Claim], registry: Registry) -> bool:
    """Tell whether anybody said that there was coercion, or suspected it."""
    return not registry.marked("coercion", "blocks").isdisjoint(values_in(claims, "coercion"))


def is_suspended(role: Uid, world: World) -> bool:
    """Tell whether coercion blocks a role until it has been reviewed.

    Coercion counts wherever it is said: on the role, on the person, on another role of that person, and, for work
    that people are forced to do, on what the role is in.
    Source: R-03
    """
    registry, claims = world.registry, world.claims.get(role, ())
    if not is_offender(claims, registry) or is_cleared(claims, registry):
        return False
    around = {role}
    for person in values_in(claims, "person"):
        around |= {Uid(person)} | world.roles_of.get(Uid(person), frozenset())
    if is_forceable(claims, registry):
        around |= {Uid(thing) for thing in values_in(claims, "role_in")}
    return any(is_coerced(world.claims.get(uid, ()), registry) for uid in around)


def suspended_roles(drafts: Iterable[Draft], registry: Registry) -> frozenset[Uid]:
    """Return the roles that may not be shown or used until coercion has been reviewed.

    A later report of coercion is always accepted: it suspends the roles that already stand.
    Source: R-03
    """
    world = world_of(drafts, registry)
    return frozenset(uid for uid, kind in world.kinds.items() if kind == "Role" and is_suspended(uid, world))


def person_problems(draft: Draft, world: World) -> Iterator[Problem]:
    """Yield why somebody may not be a person record.

    Source: R-01
    """
    if not world.roles_of.get(draft.uid):
        yield Problem("R-01.no-role", draft.uid, "role", "a person is recorded only in a role that has its own ground")
    words = world.registry.safeguards.migrant
    sure = frozenset(word for word in words if not ARABIC.search(word))
    for claim in draft.claims:
        if claim.prop in NAMES and (says(claim.value, words) or says(claim.original, words)):
            # Some of the Arabic words are also given names and family names; there a person decides.
            warning = not any(says(text, sure) for text in (claim.value, claim.original))
            yield Problem("R-01.name", draft.uid, claim.prop, "{prop} describes a person on the move", warning=warning)


def role_problems(draft: Draft, world: World, *, is_stored: bool = False) -> Iterator[Problem]:
    """Yield why a person may not be recorded in this role.

    Args:
        is_stored: Whether the role stands already, so that a report which says that there was coercion suspends it.
    Source: R-01, R-02, R-03, R-04
    """
    registry = world.registry
    yield from word_problems(draft, registry)
    persons = draft.values("person")
    if persons and not all(world.kinds.get(Uid(person)) == "Person" for person in persons):
        yield Problem(
            "R-02.person-unknown", draft.uid, "person", "the person of a role must be at hand when it is judged"
        )
    grounds = draft.values("ground")
    if grounds and registry.marked("ground", "independent").isdisjoint(grounds):
        yield Problem(
            "R-02.ground", draft.uid, "ground", "a role needs a fact that is independent of having been smuggled"
        )
    authors = {fold(handle) for handle in draft.values("author")}
    if authors & {fold(handle) for handle in draft.values("reviewer")}:
        yield Problem(
            "R-02.reviewer-is-author", draft.uid, "reviewer", "the second reviewer is somebody else than the author"
        )
    if any(not is_reference(text, registry) for text in draft.values("legal_reference")):
        yield Problem("R-02.legal-reference", draft.uid, "legal_reference", "{prop} names no legal provision")
    tells = is_stored and is_coerced(draft.claims, registry) and not draft.values("coercion_review")
    if is_suspended(draft.uid, world) and not tells:
        yield Problem(
            "R-03.coerced",
            draft.uid,
            "role",
            "coercion is recorded and blocks the role until a second officer excludes it",
        )
    yield from benefit_problems(draft, registry)


def word_problems(draft: Draft, registry: Registry) -> Iterator[Problem]:
    """Yield the words by which a role would be given to people whom the safeguards protect.

    Source: R-01, R-02, R-04, R-24
    """
    guards = registry.safeguards
    refused = (
        ("R-01.word", guards.migrant, "having been smuggled is neither a role nor a ground"),
        ("R-02.barred", guards.barred, "no role in political, military or religious matters"),
        ("R-04.helper", guards.helper, "help without benefit is counted on the incident, never put to a person"),
        ("R-24.attribute", guards.attributes, "what somebody is or believes is neither a role nor a ground"),
    )
    for claim in draft.claims:
        for code, words, reason in refused:
            if claim.prop in CODES and is_foreign(claim, registry):
                if says(claim.value, words) or says(claim.original, words):
                    yield Problem(code, draft.uid, claim.prop, reason)
            elif claim.prop in TEXTS:
                yield from text_problems(draft, claim, words, Problem(code, draft.uid, claim.prop, reason))


def text_problems(draft: Draft, claim: Claim, words: frozenset[str], refusal: Problem) -> Iterator[Problem]:
    """Yield whether a text of a role is refused for its words, or should be looked at.

    A ground that says hardly more than "was on board" is refused. A longer text may mention such words rightly
    ("took money from passengers"), so only whole phrases ask for a look. Barred matters are always refused.
    """
    told = [text for text in (claim.value, claim.original) if text]
    if refusal.code == "R-02.barred":
        if any(says(text, words) for text in told):
            yield refusal
    elif claim.prop == "ground_text":
        if any(says(text, words) and len(without(text, words).split()) <= 1 for text in told):
            yield refusal
        elif any(says(text, frozenset(word for word in words if " " in word)) for text in told):
            yield Problem(refusal.code, draft.uid, claim.prop, refusal.reason, warning=True)


def is_foreign(claim: Claim, registry: Registry) -> bool:
    """Tell whether a code is outside its vocabulary, or stands beside a text that is not its label."""
    if registry.fault(claim.prop, claim.value):
        return True
    return claim.original is not None and not faithful(claim, registry)


def benefit_problems(draft: Draft, registry: Registry) -> Iterator[Problem]:
    """Yield why a thing may not carry the label of smuggling.

    Source: R-04, SOM art. 3
    """
    benefits = set(draft.values("benefit"))
    material = registry.marked("benefit", "material")
    labelled = not registry.marked("smuggling", "smuggling").isdisjoint(draft.values("smuggling"))
    if draft.kind == "Role":
        offences = set(draft.values("offence"))
        elsewhere = bool(offences) and offences.isdisjoint(registry.marked("offence", "smuggling"))
        labelled = labelled or (is_offender(draft.claims, registry) and not elsewhere)
        if "no-benefit" in benefits:
            yield Problem(
                "R-04.helper",
                draft.uid,
                "benefit",
                "help without benefit is counted on the incident, never put to a person",
            )
            return
    if labelled and not benefits & material:
        yield Problem(
            "R-04.benefit-missing",
            draft.uid,
            "benefit",
            "nothing is called smuggling without a financial or other material benefit",
        )
    elif labelled and benefits - material:
        yield Problem(
            "R-04.no-benefit", draft.uid, "benefit", "what brought no benefit, or may not have, is not called smuggling"
        )


def is_reference(text: str, registry: Registry) -> bool:
    """Tell whether a text can be the name of a legal provision."""
    folded = fold(text)
    return len(folded) >= 4 and folded not in registry.safeguards.placeholders and any(c.isalpha() for c in folded)


def says(text: str | None, words: frozenset[str]) -> bool:
    """Tell whether a text contains one of the words, whole, in whatever spelling.

    An Arabic article does not hide a word, nor do letters of another script that look like Latin ones.
    """
    if not text:
        return False
    folded = fold(text)
    padded = (f" {folded} ", f" {bare(folded)} ", f" {folded.translate(LOOK_ALIKES)} ")
    return any(f" {word} " in spelling for word in words for spelling in padded)


def bare(folded: str) -> str:
    """Return a text in search form without the article and the particles that Arabic writes in one with a word."""
    return ARTICLE.sub("", folded) if not folded.isascii() else folded


def without(text: str, words: frozenset[str]) -> str:
    """Return the search form of a text without the given words."""
    padded = f" {bare(fold(text))} "
    for word in sorted(words, key=len, reverse=True):
        while f" {word} " in padded:
            padded = padded.replace(f" {word} ", " ")
    return padded
