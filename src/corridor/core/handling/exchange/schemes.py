"""Schemes and vocabularies in writing: read strictly, so that a contradiction never loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from corridor.core.handling.codes import ALL_USES, USE_NAMES, Audience, Use
from corridor.core.handling.errors import SchemeInvalid
from corridor.core.handling.records import SchemeCode
from corridor.core.handling.scheme import (
    NO_RESTRICTION,
    Condition,
    Effect,
    HandlingCode,
    Labels,
    Retention,
    Scale,
    Scheme,
    Schemes,
    Term,
)

LANGUAGES: Final = frozenset({"en", "fr", "es", "ar"})
VOCABULARIES: Final = frozenset({"purposes", "functions", "uses", "retention"})


@dataclass(frozen=True, slots=True)
class Part:
    """One place in a data file, which knows its own name so that a refusal can tell where it stands."""

    document: str
    where: str
    content: object

    def refusal(self, why: str) -> SchemeInvalid:
        """Return the error that names this place."""
        return SchemeInvalid(document=self.document, where=self.where or "top level", why=why)

    def at(self, key: str) -> Part:
        """Return the part under a key, which must be there."""
        fields = self.fields()
        if key not in fields:
            raise self.refusal(f"{key} is missing")
        return fields[key]

    def get(self, key: str) -> Part | None:
        """Return the part under a key, or None."""
        return self.fields().get(key)

    def fields(self) -> dict[str, Part]:
        """Return the parts of a mapping; its keys must be texts."""
        if not isinstance(self.content, Mapping):
            raise self.refusal("a mapping is needed")
        for key in self.content:
            if not isinstance(key, str):
                raise self.refusal(f"the key {key} must be put in quotation marks")
        return {
            key: replace(self, where=f"{self.where}.{key}" if self.where else key, content=value)
            for key, value in self.content.items()
        }

    def fields_named(self, known: str) -> dict[str, Part]:
        """Return the parts of a mapping that may hold these keys only."""
        fields = self.fields()
        if unknown := sorted(fields.keys() - set(known.split())):
            raise self.refusal(f"{', '.join(unknown)} is not known here")
        return fields

    def text(self) -> str:
        """Return the part as text."""
        if not isinstance(self.content, str) or not self.content:
            raise self.refusal("a text is needed (put numbers in quotation marks)")
        return self.content

    def number(self) -> int:
        """Return the part as a whole number that is not negative."""
        if not isinstance(self.content, int) or isinstance(self.content, bool) or self.content < 0:
            raise self.refusal("a whole number is needed")
        return self.content

    def items(self) -> list[Part]:
        """Return the parts of a list."""
        if not isinstance(self.content, list):
            raise self.refusal("a list is needed")
        return [
            replace(self, where=f"{self.where}[{place}]", content=value) for place, value in enumerate(self.content)
        ]

    def texts(self) -> list[str]:
        """Return the part as a list of texts."""
        return [item.text() for item in self.items()]

    def labels(self) -> Labels:
        """Return the same words in every language of the interface."""
        labels = {language: label.text() for language, label in self.fields().items()}
        if labels.keys() != LANGUAGES:
            raise self.refusal(f"labels are needed in exactly {', '.join(sorted(LANGUAGES))}")
        return labels


def schemes_from(documents: Iterable[Mapping[str, object]]) -> Schemes:
    """Return every scheme and vocabulary, checked against each other; one contradiction refuses them all.

    Checked: labels in all languages; the order of strictness has no cycle and agrees with what the codes permit; an
    equivalence permits no more than the code it replaces; a purpose named by a scheme or a function exists.

    Raises:
        SchemeInvalid: A file contradicts itself or another one; the error names the file, the place and the reason.
    """
    schemes: dict[tuple[str, str], tuple[Part, Scheme]] = {}
    vocabularies: dict[str, Part] = {}
    for document in documents:
        whole = Part(str(document.get("scheme") or document.get("vocabulary") or "?"), "", document)
        if "vocabulary" in document:
            if whole.document in vocabularies:
                raise whole.refusal("this vocabulary is given twice")
            vocabularies[whole.document] = whole
        else:
            scheme = _scheme(whole)
            if (scheme.scheme, scheme.version) in schemes:
                raise whole.refusal("this version of the scheme is given twice")
            schemes[scheme.scheme, scheme.version] = whole, scheme
    if vocabularies.keys() != VOCABULARIES:
        raise Part("vocabularies", "", {}).refusal(f"exactly these are needed: {', '.join(sorted(VOCABULARIES))}")
    loaded = _with_vocabularies({key: scheme for key, (_, scheme) in schemes.items()}, vocabularies)
    for whole, scheme in schemes.values():
        _check_purposes(whole, scheme, loaded)
        _check_equivalents(whole, scheme, loaded)
    return loaded


def _with_vocabularies(schemes: Mapping[tuple[str, str], Scheme], vocabularies: Mapping[str, Part]) -> Schemes:
    terms = {name: part.at("terms").fields() for name, part in vocabularies.items()}
    content_purposes = set()
    for code, part in terms["purposes"].items():
        shows_content = part.at("content").content
        if not isinstance(shows_content, bool):
            raise part.refusal("content must be true or false")
        if shows_content:
            content_purposes.add(code)
    duties = set()
    for function, part in terms["functions"].items():
        for purpose in part.at("purposes").items():
            if purpose.text() not in terms["purposes"]:
                raise purpose.refusal(f"the purpose {purpose.text()} is not known")
            if purpose.text() in content_purposes:
                duties.add((function, purpose.text()))
    if terms["uses"].keys() != USE_NAMES.keys():
        raise vocabularies["uses"].refusal(f"exactly these uses are needed: {', '.join(USE_NAMES)}")
    return Schemes(
        schemes=schemes,
        purposes={code: _term(code, part) for code, part in terms["purposes"].items()},
        functions={code: _term(code, part) for code, part in terms["functions"].items()},
        uses={code: _term(code, part) for code, part in terms["uses"].items()},
        retentions={code: _retention(code, part) for code, part in terms["retention"].items()},
        content_purposes=frozenset(content_purposes),
        duties=frozenset(duties),
    )


def _term(code: str, part: Part) -> Term:
    return Term(code, part.at("label").labels(), part.at("meaning").labels())


def _retention(code: str, part: Part) -> Retention:
    fields = part.fields_named("label days review_days")
    days = fields["days"].number() if "days" in fields and fields["days"].content is not None else None
    return Retention(code, part.at("label").labels(), days, part.at("review_days").number())


def _scheme(whole: Part) -> Scheme:
    fields = whole.fields_named("scheme version title source codes conditions stricter combinations equivalents scales")
    codes = {code: _code(code, part) for code, part in _fields_at(fields, "codes").items()}
    conditions = {
        code: Condition(code, part.at("label").labels(), _effect(part.fields_named("label audience forbids purposes")))
        for code, part in _fields_at(fields, "conditions").items()
    }
    scheme = Scheme(
        scheme=whole.at("scheme").text(),
        version=whole.at("version").text(),
        titles=whole.at("title").labels(),
        source=whole.at("source").text(),
        codes=codes,
        conditions=conditions,
        stricter=_order(fields["stricter"], codes) if "stricter" in fields else frozenset(),
        combinations=tuple(frozenset(part.texts()) for part in _items_at(fields, "combinations")),
        equivalents=_equivalents(fields),
        scales={side: _scale(part) for side, part in _fields_at(fields, "scales").items()},
    )
    for code in codes.values():
        for group in code.needs:
            if not group <= conditions.keys():
                raise whole.at("codes").at(code.code).refusal("needs names a condition that is not known")
    for together in scheme.combinations:
        if not together <= codes.keys():
            raise whole.at("combinations").refusal("a code is not known")
    if scheme.scales and scheme.scales.keys() != {"source", "information"}:
        raise whole.at("scales").refusal("both source and information are needed")
    return scheme


def _fields_at(fields: Mapping[str, Part], key: str) -> dict[str, Part]:
    return fields[key].fields() if key in fields else {}


def _items_at(fields: Mapping[str, Part], key: str) -> list[Part]:
    return fields[key].items() if key in fields else []


def _code(code: str, part: Part) -> HandlingCode:
    fields = part.fields_named("label audience forbids purposes conditional needs identifiers")
    conditional = fields["conditional"].content if "conditional" in fields else False
    if not isinstance(conditional, bool):
        raise part.refusal("conditional must be true or false")
    return HandlingCode(
        code=code,
        labels=part.at("label").labels(),
        effect=_effect(fields),
        conditional=conditional,
        needs=tuple(frozenset(group.texts()) for group in _items_at(fields, "needs")),
        identifiers={name: value.text() for name, value in _fields_at(fields, "identifiers").items()},
    )


def _effect(fields: Mapping[str, Part]) -> Effect:
    audience, uses, purposes = NO_RESTRICTION.audience, int(ALL_USES), NO_RESTRICTION.purposes
    if (part := fields.get("audience")) is not None:
        if part.text() not in list(Audience):
            raise part.refusal(f"the audience must be one of {', '.join(Audience)}")
        audience = Audience(part.text())
    for part in _items_at(fields, "forbids"):
        if part.text() not in USE_NAMES:
            raise part.refusal(f"a use must be one of {', '.join(USE_NAMES)}")
        uses &= ~int(USE_NAMES[part.text()])
    if (part := fields.get("purposes")) is not None:
        purposes = frozenset(part.texts())
    return NO_RESTRICTION._replace(audience=audience, uses=Use(uses), purposes=purposes)


def _scale(part: Part) -> Scale:
    grades = {grade: fields.fields_named("label unranked") for grade, fields in part.fields().items()}
    unranked = {grade for grade, fields in grades.items() if "unranked" in fields and fields["unranked"].content}
    if any(len(grade) != 1 for grade in grades):
        raise part.refusal("a grade is one letter or digit")
    return Scale({grade: part.at(grade).at("label").labels() for grade in grades}, frozenset(unranked))


def _order(part: Part, codes: Mapping[str, HandlingCode]) -> frozenset[tuple[str, str]]:
    pairs = set[tuple[str, str]]()
    for pair in part.items():
        ends = pair.texts()
        if len(ends) != 2 or not set(ends) <= codes.keys():
            raise pair.refusal("a pair of known codes is needed, the stricter one first")
        pairs.add((ends[0], ends[1]))
    while more := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= more
    for strict, loose in sorted(pairs):
        if strict == loose:
            raise part.refusal(f"{strict} would be stricter than itself")
        if not codes[strict].effect.opens_at_most(codes[loose].effect):
            raise part.refusal(f"{strict} is called stricter than {loose} but permits something that {loose} forbids")
    return frozenset(pairs)


def _equivalents(fields: Mapping[str, Part]) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for part in _items_at(fields, "equivalents"):
        part.fields_named("scheme version codes")
        codes = {code: tuple(targets.texts()) for code, targets in part.at("codes").fields().items()}
        found[part.at("scheme").text(), part.at("version").text()] = codes
    return found


def _check_purposes(whole: Part, scheme: Scheme, loaded: Schemes) -> None:
    effects = {code: known.effect for code, known in scheme.codes.items()}
    effects |= {code: known.effect for code, known in scheme.conditions.items()}
    for code, effect in effects.items():
        if unknown := sorted((effect.purposes or frozenset()) - loaded.purposes.keys()):
            raise whole.refusal(f"{code} names purposes that are not known: {', '.join(unknown)}")


def _check_equivalents(whole: Part, scheme: Scheme, loaded: Schemes) -> None:
    for key, codes in scheme.equivalents.items():
        part = whole.at("equivalents")
        if (target := loaded.schemes.get(key)) is None:
            raise part.refusal(f"the scheme {' '.join(key)} is not known")
        for code, replacements in codes.items():
            if code not in scheme.codes or not replacements or not set(replacements) <= target.codes.keys():
                raise part.refusal(f"{code} or a replacement for it is not known")
            if not target.may_combine(frozenset(replacements)):
                raise part.refusal(f"the replacements for {code} may not stand together")
            # Without parameters a conditional code permits least: what replaces it must fit every parameter.
            replaced = scheme.effect(SchemeCode(*_key(scheme), code))
            if not loaded.effect(tuple(SchemeCode(*key, name) for name in replacements)).opens_at_most(replaced):
                raise part.refusal(f"{' + '.join(replacements)} of {' '.join(key)} would permit more than {code}")


def _key(scheme: Scheme) -> tuple[str, str]:
    return scheme.scheme, scheme.version
