"""What the data files of schemes and vocabularies become once they are loaded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from corridor.core.handling.codes import ALL_USES, AUDIENCE_WIDTH, Audience, Use
from corridor.core.handling.records import SchemeCode

Labels = Mapping[str, str]
"""The same words in each language of the interface: en, fr, es, ar."""

REMEMBERED_EFFECTS: Final = 4096


class Effect(NamedTuple):
    """What a handling code leaves open; codes that stand together leave open what each of them does."""

    audience: Audience
    uses: Use
    purposes: frozenset[str] | None
    owner_uses: Use
    known: bool = True
    interpreted: bool = True

    def meet(self, other: Effect) -> Effect:
        """Return what both effects leave open."""
        if self.purposes is None or other.purposes is None:
            purposes = other.purposes if self.purposes is None else self.purposes
        else:
            purposes = self.purposes & other.purposes
        return Effect(
            audience=min(self.audience, other.audience, key=AUDIENCE_WIDTH.__getitem__),
            uses=self.uses & other.uses,
            purposes=purposes,
            owner_uses=self.owner_uses & other.owner_uses,
            known=self.known and other.known,
            interpreted=self.interpreted and other.interpreted,
        )

    def opens_at_most(self, other: Effect) -> bool:
        """Return whether everything this effect leaves open is open under the other one too."""
        if self.uses:
            narrower_audience = AUDIENCE_WIDTH[self.audience] <= AUDIENCE_WIDTH[other.audience]
            narrower_purposes = other.purposes is None or (
                self.purposes is not None and self.purposes <= other.purposes
            )
        else:
            narrower_audience = narrower_purposes = True
        return (
            narrower_audience
            and narrower_purposes
            and not int(self.uses) & ~int(other.uses)
            and not int(self.owner_uses) & ~int(other.owner_uses)
        )


NO_RESTRICTION: Final = Effect(Audience.PUBLIC, ALL_USES, None, ALL_USES)
NOT_INTERPRETED: Final = Effect(Audience.ORIGINATOR, Use(0), frozenset(), Use.READ, interpreted=False)
"""A restriction in words that nobody has put into conditions yet: the originator may read, and that is all."""
UNKNOWN: Final = Effect(Audience.ORIGINATOR, Use(0), frozenset(), Use(0), known=False)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary (a purpose, a function, a use) with its labels."""

    code: str
    labels: Labels
    meaning: Labels


@dataclass(frozen=True, slots=True)
class Retention:
    """How long an information item is kept; `days` None means as long as its source stands."""

    code: str
    labels: Labels
    days: int | None
    review_days: int


@dataclass(frozen=True, slots=True)
class HandlingCode:
    """One handling code of a scheme.

    `conditional` codes are read through their conditions: without one, with an unknown one, or without one of each
    group in `needs`, the code is not interpreted.
    """

    code: str
    labels: Labels
    effect: Effect
    conditional: bool
    needs: tuple[frozenset[str], ...]
    identifiers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A restriction that may be written as parameter of a conditional code."""

    code: str
    labels: Labels
    effect: Effect


@dataclass(frozen=True, slots=True)
class Scale:
    """The grades of one side of an evaluation, best first; unranked ones say that no judgement is possible."""

    labels: Mapping[str, Labels]
    unranked: frozenset[str]

    def rank(self, grade: str) -> int | None:
        """Return the place of the grade, 0 the best, or None where it cannot be compared."""
        return None if grade in self.unranked or grade not in self.labels else list(self.labels).index(grade)


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of one published scheme of handling codes, of evaluation scales, or of both."""

    scheme: str
    version: str
    titles: Labels
    source: str
    codes: Mapping[str, HandlingCode]
    conditions: Mapping[str, Condition]
    stricter: frozenset[tuple[str, str]]
    combinations: tuple[frozenset[str], ...]
    equivalents: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]
    scales: Mapping[str, Scale]

    def is_stricter(self, code: str, than: str) -> bool:
        """Return whether the scheme puts one code strictly above the other; codes may also not be comparable."""
        return (code, than) in self.stricter

    def may_combine(self, codes: frozenset[str]) -> bool:
        """Return whether the scheme lets these codes stand on one marking."""
        return len(codes) <= 1 or any(codes <= together for together in self.combinations)

    def effect(self, code: SchemeCode) -> Effect:
        """Return what the code with its parameters leaves open."""
        if (known := self.codes.get(code.code)) is None:
            return UNKNOWN
        if not known.conditional:
            return UNKNOWN if code.params else known.effect
        given = frozenset(code.params)
        if not given or not given <= self.conditions.keys() or not all(given & group for group in known.needs):
            return known.effect.meet(NOT_INTERPRETED)
        effect = known.effect
        for condition in given:
            effect = effect.meet(self.conditions[condition].effect)
        return effect


@dataclass(frozen=True, slots=True)
class Schemes:
    """Every scheme and vocabulary that a node knows; what is not in it is denied.

    `duties` holds the pairs of function and purpose in which content may be seen at all.
    """

    schemes: Mapping[tuple[str, str], Scheme]
    purposes: Mapping[str, Term]
    functions: Mapping[str, Term]
    uses: Mapping[str, Term]
    retentions: Mapping[str, Retention]
    content_purposes: frozenset[str]
    duties: frozenset[tuple[str, str]]
    _effects: dict[tuple[SchemeCode, ...], Effect] = field(default_factory=dict, repr=False, compare=False)

    def effect(self, handling: tuple[SchemeCode, ...]) -> Effect:
        """Return what the handling codes of one marking leave open together."""
        if (effect := self._effects.get(handling)) is None:
            effect = NO_RESTRICTION
            for code in handling:
                scheme = self.schemes.get((code.scheme, code.version))
                effect = effect.meet(UNKNOWN if scheme is None else scheme.effect(code))
            if len(self._effects) >= REMEMBERED_EFFECTS:
                self._effects.clear()
            self._effects[handling] = effect
        return effect

    def evaluation(self, scheme: str) -> Scheme | None:
        """Return the newest version of a scheme that has evaluation scales, or None."""
        found = [known for (name, _), known in self.schemes.items() if name == scheme and known.scales]
        return max(found, key=lambda known: known.version, default=None)
