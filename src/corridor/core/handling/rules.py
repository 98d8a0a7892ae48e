"""The decisions of handling: may this reader put this information item to this use?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from corridor.core.handling.codes import ALL_USES, AUDIENCE_WIDTH, UNSEEN_USES, Audience, Flaw, Refusal, Use
from corridor.core.handling.errors import EquivalenceMissing, MarkingInvalid, UseRefused
from corridor.core.handling.records import Decision, Marking, Reader, SchemeCode
from corridor.core.handling.scheme import Effect, Schemes

# Plain integers and a table of all 128 sets of uses: arithmetic on flags would cost more than the decision itself.
_ALL: Final = int(ALL_USES)
_READ: Final = int(Use.READ)
_UNSEEN: Final = int(UNSEEN_USES)
_USES: Final = tuple(Use(mask) for mask in range(_ALL + 1))
_NONE: Final = _USES[0]
_NAMED: Final = AUDIENCE_WIDTH[Audience.NAMED]
_PARTNERS: Final = AUDIENCE_WIDTH[Audience.PARTNERS]


def decide(reader: Reader, use: Use, marking: Marking, schemes: Schemes) -> Decision:
    """Return whether the reader may put an item under this marking to this use, with every reason against it.

    Whatever is unknown (a scheme, a code, a function, a purpose, a retention rule, a use) is denied.

    Args:
        use: One use, or several that must all be allowed.
    Source: EU-2023, SOM art. 10
    """
    if reader.is_printing and use:
        use |= Use.PRINT
    reasons = _reasons_against_reader(reader, marking, schemes) | _reasons_against_use(reader, use, marking, schemes)
    if _goes_beyond(use, UNSEEN_USES) and not use & Use.READ:
        against_reading = _reasons_against_use(reader, Use.READ, marking, schemes)
        reasons |= {Refusal.READING_REFUSED} if against_reading - reasons else frozenset()
    return Decision(allowed=not reasons, reasons=reasons)


def _reasons_against_reader(reader: Reader, marking: Marking, schemes: Schemes) -> frozenset[Refusal]:
    reasons = set[Refusal]()
    if not marking.originator:
        reasons.add(Refusal.ORIGINATOR_MISSING)
    if reader.function not in schemes.functions:
        reasons.add(Refusal.FUNCTION_UNKNOWN)
    if reader.purpose not in schemes.purposes:
        reasons.add(Refusal.PURPOSE_UNKNOWN)
    if (reader.function, reader.purpose) not in schemes.duties:
        reasons.add(Refusal.PURPOSE_NOT_OF_FUNCTION)
    if marking.functions and reader.function not in marking.functions:
        reasons.add(Refusal.FUNCTION_NOT_ADMITTED)
    if reader.purpose not in marking.purposes:
        reasons.add(Refusal.PURPOSE_NOT_ADMITTED)
    if reader.clearance < marking.clearance:
        reasons.add(Refusal.CLEARANCE_TOO_LOW)
    if marking.compartments - reader.compartments:
        reasons.add(Refusal.COMPARTMENT_CLOSED)
    if marking.retention not in schemes.retentions:
        reasons.add(Refusal.RETENTION_UNKNOWN)
    return frozenset(reasons)


def _reasons_against_use(reader: Reader, use: Use, marking: Marking, schemes: Schemes) -> frozenset[Refusal]:
    reasons = set[Refusal]()
    effect = schemes.effect(marking.handling)
    if not use or _goes_beyond(use, ALL_USES):
        reasons.add(Refusal.USE_UNKNOWN)
    if not effect.known:
        reasons.add(Refusal.HANDLING_UNKNOWN)
    if reader.authority and reader.authority == marking.originator:
        if _goes_beyond(use, effect.owner_uses):
            reasons.add(Refusal.HANDLING_NOT_INTERPRETED if effect.known else Refusal.HANDLING_UNKNOWN)
        if _goes_beyond(use, marking.uses | Use.READ):
            reasons.add(Refusal.USE_NOT_ALLOWED)
        return frozenset(reasons)
    if not effect.interpreted:
        reasons.add(Refusal.HANDLING_NOT_INTERPRETED)
    if not _is_admitted(reader.authority, marking, effect):
        reasons.add(Refusal.AUTHORITY_NOT_ADMITTED)
    if effect.purposes is not None and reader.purpose not in effect.purposes:
        reasons.add(Refusal.PURPOSE_FORBIDDEN_BY_HANDLING)
    if _goes_beyond(use, marking.uses):
        reasons.add(Refusal.USE_NOT_ALLOWED)
    if _goes_beyond(use, effect.uses):
        reasons.add(Refusal.CONSENT_MISSING)
    return frozenset(reasons)


def _goes_beyond(use: Use, allowed: Use) -> bool:
    return bool(int(use) & ~int(allowed))


def _is_admitted(authority: str, marking: Marking, effect: Effect) -> bool:
    match min(marking.audience, effect.audience, key=AUDIENCE_WIDTH.__getitem__):
        case Audience.PUBLIC:
            return True
        case Audience.PARTNERS:
            return bool(authority)
        case Audience.NAMED:
            return bool(authority) and authority in marking.recipients
        case _:
            return False


def uses_for(reader: Reader, marking: Marking, schemes: Schemes) -> Use:
    """Return every use that `decide` allows, at once."""
    return deciding(reader, schemes)(marking)


def deciding(reader: Reader, schemes: Schemes) -> Callable[[Marking], Use]:
    """Return the function that gives every use of a marking for one reader; opening a class asks it of thousands.

    What does not depend on the marking is looked up once, and what handling codes leave open once for each tuple.
    """
    function, purpose, authority = reader.function, reader.purpose, reader.authority
    clearance, compartments, retentions = reader.clearance, reader.compartments, schemes.retentions
    needed = int(Use.PRINT) if reader.is_printing else 0
    has_duty = (function, purpose) in schemes.duties
    effects: dict[int, tuple[object, int, int, int]] = {}

    def effect_of(handling: tuple[SchemeCode, ...]) -> tuple[object, int, int, int]:
        audience, uses, purposes, owner_uses, _, _ = schemes.effect(handling)
        others = int(uses) if purposes is None or purpose in purposes else 0
        # The tuple is kept with its answer, so that nothing else can take its number meanwhile.
        found = effects[id(handling)] = handling, AUDIENCE_WIDTH[audience], others, int(owner_uses)
        return found

    def uses_of(marking: Marking) -> Use:
        if (
            purpose not in marking.purposes
            or not has_duty
            or (marking.functions and function not in marking.functions)
            or clearance < marking.clearance
            or not marking.compartments <= compartments
            or marking.retention not in retentions
            or not marking.originator
        ):
            return _NONE
        handling = marking.handling
        _, width, uses, owner_uses = effects.get(id(handling)) or effect_of(handling)
        if authority == marking.originator:
            mask = (int(marking.uses) | _READ) & owner_uses
        else:
            width = min(width, AUDIENCE_WIDTH[marking.audience])
            if width <= _NAMED:
                if width < _NAMED or not authority or authority not in marking.recipients:
                    return _NONE
            elif width == _PARTNERS and not authority:
                return _NONE
            mask = int(marking.uses) & uses
        if needed & ~(mask if mask & _READ else 0):
            return _NONE
        return _USES[mask & _ALL if mask & _READ else mask & _UNSEEN]

    return uses_of


def check_use(reader: Reader, use: Use, marking: Marking, schemes: Schemes) -> None:
    """Refuse a use that the marking forbids.

    Raises:
        UseRefused: The marking forbids it.
    """
    decision = decide(reader, use, marking, schemes)
    if not decision.allowed:
        raise UseRefused(use=(use.name or "none").lower(), refusals=", ".join(sorted(decision.reasons)))


def flaws(marking: Marking, schemes: Schemes) -> frozenset[Flaw]:
    """Return what is wrong with a marking before anything is stored under it; empty when it is sound."""
    found = set[Flaw]()
    effect = schemes.effect(marking.handling)
    if not marking.originator:
        found.add(Flaw.ORIGINATOR_MISSING)
    if not marking.purposes:
        found.add(Flaw.PURPOSE_MISSING)
    if not marking.purposes <= schemes.purposes.keys():
        found.add(Flaw.PURPOSE_UNKNOWN)
    if not marking.functions <= schemes.functions.keys():
        found.add(Flaw.FUNCTION_UNKNOWN)
    if marking.audience == Audience.NAMED and not marking.recipients:
        found.add(Flaw.RECIPIENT_MISSING)
    if marking.clearance < 0:
        found.add(Flaw.CLEARANCE_NEGATIVE)
    if marking.retention not in schemes.retentions:
        found.add(Flaw.RETENTION_UNKNOWN)
    if not effect.known:
        found.add(Flaw.HANDLING_UNKNOWN)
    if effect.interpreted and AUDIENCE_WIDTH[marking.audience] > AUDIENCE_WIDTH[effect.audience]:
        found.add(Flaw.AUDIENCE_TOO_WIDE)
    for key in {(code.scheme, code.version) for code in marking.handling} & schemes.schemes.keys():
        codes = frozenset(code.code for code in marking.handling if (code.scheme, code.version) == key)
        if not schemes.schemes[key].may_combine(codes):
            found.add(Flaw.HANDLING_NOT_COMBINABLE)
    return frozenset(found)


def check_marking(marking: Marking, schemes: Schemes) -> None:
    """Refuse a marking that is incomplete or contradicts its schemes.

    Raises:
        MarkingInvalid: The marking has a flaw.
    """
    if found := flaws(marking, schemes):
        raise MarkingInvalid(flaws=", ".join(sorted(found)))


def equivalent(code: SchemeCode, *, scheme: str, version: str, schemes: Schemes) -> tuple[SchemeCode, ...]:
    """Return the codes of another scheme that are equal to or stricter than this one.

    Parameters are not carried over: a conditional code becomes one that waits for the originator's interpretation.

    Raises:
        EquivalenceMissing: No equal or stricter code is known.
    """
    if (code.scheme, code.version) == (scheme, version):
        return (code,)
    known = schemes.schemes.get((code.scheme, code.version))
    targets = known.equivalents.get((scheme, version), {}).get(code.code) if known else None
    if not targets:
        raise EquivalenceMissing(scheme=code.scheme, code_name=code.code, target=f"{scheme} {version}")
    return tuple(SchemeCode(scheme, version, target) for target in targets)


def reaches(marking: Marking, other: Marking, schemes: Schemes) -> bool:
    """Return whether everybody who may read under the other marking may read under this one.

    It asks for every kind of reader that either marking tells apart, whether or not somebody is one.
    """
    named = marking.recipients | other.recipients | {marking.originator, other.originator}
    closed = (frozenset[str](), marking.compartments, other.compartments, marking.compartments | other.compartments)
    readers = (
        Reader(authority, function, purpose, clearance, compartments)
        for authority in {*named, "", "any other"}
        for function, purpose in schemes.duties
        for clearance in {0, marking.clearance, other.clearance}
        for compartments in dict.fromkeys(closed)
    )
    return all(
        uses_for(reader, marking, schemes) & Use.READ
        for reader in readers
        if uses_for(reader, other, schemes) & Use.READ
    )
