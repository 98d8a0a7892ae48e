"""Editing a list: what may be changed in it, what is wrong with a change field by field, and the version it makes.

Changes are kept beside the list that they change and applied to it as a whole: `applied` gives the next version, which
passes every rule that a list of Corridor itself passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from corridor.core.kernel.documents import LANGUAGES
from corridor.core.kernel.text import clean, fold, has_forbidden
from corridor.core.vocabularies.codes import PARKED, REFUSED, Relation
from corridor.core.vocabularies.exchange import CODE, document_of, typed, vocabularies_from
from corridor.core.vocabularies.records import Labels, Pair, Partner, Superseded, Term, Version, Vocabulary
from corridor.core.vocabularies.rules import check_release

LONGEST_CODE = 60
LONGEST_LABEL = 80
LONGEST_MEANING = 300
LONGEST_VALUE = 120
MOST_PAIRS = 500
"""So many values of one partner's list are kept."""

_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[A-Za-z]")
_MARKUP = re.compile(r"[<>{}\\|`]|&[a-zA-Z#]|^[=+@-]")


class Fault(StrEnum):
    """What is wrong with one field of a change."""

    MISSING = "missing"
    MALFORMED = "malformed"
    LONG = "too-long"
    MARKUP = "markup"
    NOT_ARABIC = "not-arabic"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    ENDED = "ended"
    CIRCLE = "circle"
    SEVERAL = "several"
    GUARDED = "guarded"
    SAFEGUARD = "safeguard"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Changes:
    """What a draft changes: new codes, codes with other words, codes that end, and what partners call codes."""

    added: Mapping[str, Term] = field(default_factory=dict)
    worded: Mapping[str, Term] = field(default_factory=dict)
    ended: Mapping[str, Superseded] = field(default_factory=dict)
    partners: Mapping[str, Partner] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing is changed."""
        return not (self.added or self.worded or self.ended or self.partners)

    def written(self) -> dict[str, Any]:
        """Return the changes as plain values, from which `changes_from` makes them again."""
        return {
            "added": {code: _words_of(term) for code, term in self.added.items()},
            "worded": {code: _words_of(term) for code, term in self.worded.items()},
            "ended": {code: [list(one.by), str(one.relation)] for code, one in self.ended.items()},
            "partners": {name: [one.source, [list(pair) for pair in one.pairs]] for name, one in self.partners.items()},
        }


def _words_of(term: Term) -> list[Any]:
    return [dict(term.labels), dict(term.definitions), term.broader]


def changes_from(written: Mapping[str, Any]) -> Changes:
    """Return the changes that a draft keeps as plain values."""

    def terms(kind: str) -> dict[str, Term]:
        return {
            code: Term(code, labels, definitions, broader=broader)
            for code, (labels, definitions, broader) in written.get(kind, {}).items()
        }

    return Changes(
        added=terms("added"),
        worded=terms("worded"),
        ended={
            code: Superseded(0, tuple(by), Relation(relation))
            for code, (by, relation) in written.get("ended", {}).items()
        },
        partners={
            name: Partner(name, source, tuple(Pair(value, code, Relation(one)) for value, code, one in pairs))
            for name, (source, pairs) in written.get("partners", {}).items()
        },
    )


@dataclass(frozen=True)
class Difference:
    """One code, or one value of a partner, in which two versions differ."""

    kind: str
    code: str
    by: tuple[str, ...] = ()
    relation: Relation | None = None
    value: str = ""


def may_word(vocabulary: Vocabulary) -> bool:
    """Tell whether codes may be added to a list or named otherwise on a node.

    Where a safeguard reads the codes, the words on the page must be those that it was made for: a harmless code by the
    name of a suspect would pass every rule.
    """
    return not vocabulary.is_guarded and not vocabulary.is_reckoned_with


def wording_faults(
    vocabulary: Vocabulary, changes: Changes, code: str, labels: Labels, definitions: Labels, *, broader: str = ""
) -> dict[str, Fault]:
    """Return what is wrong with a code that is added or named otherwise, by field; empty where nothing is.

    The fields are `code`, the languages for the labels, `means-` with a language for the meanings, and `broader`.
    """
    if not may_word(vocabulary):
        return {"code": Fault.GUARDED}
    known = with_added(vocabulary, changes)
    found = {**_text_faults("", labels, LONGEST_LABEL), **_text_faults("means-", definitions, LONGEST_MEANING)}
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE or code in (PARKED, REFUSED):
        found["code"] = Fault.MALFORMED if code else Fault.MISSING
    elif code in vocabulary.terms and vocabulary.terms[code].superseded is not None:
        found["code"] = Fault.ENDED
    for language in LANGUAGES:
        others = (term.labels[language] for one, term in known.items() if one != code and not _ends(term, changes))
        if language not in found and fold(labels[language]) in map(fold, others):
            found[language] = Fault.TAKEN
    if broader and (broader not in known or broader == code or _climbs(known, broader, code)):
        found["broader"] = Fault.CIRCLE if broader in known else Fault.UNKNOWN
    return found


def _text_faults(before: str, texts: Labels, longest: int) -> dict[str, Fault]:
    found = {before + language: text_fault(texts.get(language, ""), longest, language) for language in LANGUAGES}
    return {field: fault for field, fault in found.items() if fault is not None}


def text_fault(text: str, longest: int, language: str = "") -> Fault | None:
    """Return what is wrong with one text of a list."""
    if not text.strip():
        return Fault.MISSING
    if len(text) > longest:
        return Fault.LONG
    if has_forbidden(text) or text != clean(text) or _MARKUP.search(text):
        return Fault.MARKUP
    letters = _ARABIC if language == "ar" else _LATIN
    if language and not letters.search(text):
        return Fault.NOT_ARABIC if language == "ar" else Fault.MALFORMED
    return None


def with_added(vocabulary: Vocabulary, changes: Changes) -> dict[str, Term]:
    """Return the codes of a list with those that a draft adds or names otherwise."""
    return {**vocabulary.terms, **changes.worded, **changes.added}


def _ends(term: Term, changes: Changes) -> bool:
    return term.superseded is not None or term.code in changes.ended


def _climbs(terms: Mapping[str, Term], at: str | None, code: str) -> bool:
    seen: set[str] = set()
    while at is not None and at in terms and at not in seen:
        if at == code:
            return True
        seen.add(at)
        at = terms[at].broader
    return False


def ending_faults(
    vocabulary: Vocabulary, changes: Changes, code: str, by: Sequence[str], relation: Relation
) -> dict[str, Fault]:
    """Return what is wrong with ending a code in favour of others, by field: `code`, `by`, `relation`."""
    known = with_added(vocabulary, changes)
    term = vocabulary.terms.get(code)
    if term is None or vocabulary.is_reckoned_with:
        return {"code": Fault.UNKNOWN if term is None else Fault.GUARDED}
    if term.superseded is not None:
        return {"code": Fault.ENDED}
    if any(code in ended.by for ended in changes.ended.values()):
        return {"code": Fault.CIRCLE}
    if any(one not in known for one in by) or len(set(by)) != len(by):
        return {"by": Fault.UNKNOWN}
    if code in by:
        return {"by": Fault.CIRCLE}
    if any(_ends(known[one], changes) for one in by):
        return {"by": Fault.ENDED}
    if any(known[one].marks != term.marks for one in by):
        return {"by": Fault.SAFEGUARD}
    if len(by) > 1 and relation is not Relation.NARROWER:
        return {"relation": Fault.SEVERAL}
    return {}


def pair_fault(vocabulary: Vocabulary, changes: Changes, value: str, code: str) -> Fault | None:
    """Return what is wrong with reading a partner's value as a code."""
    if (fault := text_fault(value, LONGEST_VALUE)) is not None:
        return fault
    known = with_added(vocabulary, changes)
    if code not in known:
        return Fault.UNKNOWN
    return Fault.ENDED if _ends(known[code], changes) else None


def applied(vocabulary: Vocabulary, changes: Changes, *, today: date) -> Vocabulary:
    """Return the next version of a list, with everything that a draft changes.

    The version counts from today, or from the day after the version before where that is later.

    Raises:
        VocabulariesInvalid: The changes do not fit together.
        ReleaseRefused: They would break what was said in the version before.
    """
    number = vocabulary.version + 1
    last = date.fromisoformat(vocabulary.versions[-1].since)
    since = max(today, last + timedelta(days=1))
    terms = {code: _following(term, changes, number) for code, term in vocabulary.terms.items()}
    terms |= {code: replace(term, since=number) for code, term in changes.added.items()}
    versions = (*vocabulary.versions, Version(number, since.isoformat()))
    partners = {**vocabulary.partners, **changes.partners}
    made = Vocabulary(vocabulary.name, number, vocabulary.labels, terms, versions, partners)
    following = list_from(document_of(made))
    check_release(vocabulary, following)
    return following


def _following(term: Term, changes: Changes, number: int) -> Term:
    worded = changes.worded.get(term.code, term)
    ended = changes.ended.get(term.code)
    superseded = term.superseded if ended is None else replace(ended, version=number)
    return replace(term, labels=worded.labels, definitions=worded.definitions, superseded=superseded)


def list_from(document: Mapping[str, object]) -> Vocabulary:
    """Return the list that one kept document describes.

    Raises:
        VocabulariesInvalid: It describes none.
    """
    return next(iter(vocabularies_from([typed(document)]).values()))


def joined(kept: Vocabulary, shipped: Vocabulary) -> Vocabulary:
    """Return a list of the node with what a later Corridor ships and it does not have yet.

    What safeguards, mappings and rules of that Corridor read must be there. Of a code that both have, the node's words
    stand and the shipped marks count.
    """
    missing = {code: term for code, term in shipped.terms.items() if code not in kept.terms}
    terms = {
        code: replace(term, marks=shipped.terms[code].marks) if code in shipped.terms else term
        for code, term in kept.terms.items()
    }
    if not missing:
        return replace(kept, terms=terms)
    since = kept.version + 1
    last = date.fromisoformat(kept.versions[-1].since) + timedelta(days=1)
    day = max(shipped.versions[-1].since, last.isoformat())
    terms |= {code: _joining(term, since) for code, term in missing.items()}
    partners = {**shipped.partners, **kept.partners}
    return Vocabulary(kept.name, since, kept.labels, terms, (*kept.versions, Version(since, day)), partners)


def _joining(term: Term, since: int) -> Term:
    """Return a shipped code as new; one that has ended there is in force here until it is superseded here."""
    return replace(term, since=since, superseded=None)


def differences(former: Vocabulary, following: Vocabulary) -> tuple[Difference, ...]:
    """Return in what two versions of a list differ, codes in the order of the list."""
    return tuple(_differences(former, following))


def _differences(former: Vocabulary, following: Vocabulary) -> Iterator[Difference]:
    for code, term in following.terms.items():
        before = former.terms.get(code)
        if before is None:
            yield Difference("added", code)
            continue
        if (before.labels, before.definitions) != (term.labels, term.definitions):
            yield Difference("worded", code)
        if term.superseded is not None and before.superseded is None:
            yield Difference("ended", code, term.superseded.by, term.superseded.relation)
    earlier, later = set(_pairs(former)), set(_pairs(following))
    for kind, pairs in (("mapped", later - earlier), ("unmapped", earlier - later)):
        for _, pair in sorted(pairs):
            yield Difference(kind, pair.code, relation=pair.relation, value=pair.value)


def _pairs(vocabulary: Vocabulary) -> Iterator[tuple[str, Pair]]:
    for name, partner in vocabulary.partners.items():
        for pair in partner.pairs:
            yield name, pair


@dataclass(frozen=True)
class Proposal:
    """A value of a partner's list, and the code that it may stand for; nothing where no words agree."""

    value: str
    label: str
    code: str = ""


def proposals(vocabulary: Vocabulary, rows: Iterable[tuple[str, str]]) -> tuple[Proposal, ...]:
    """Return for each value of a partner's list, with its label, the code in force whose words are the same.

    Words are compared as search compares them. Where two codes answer to the same words, nothing is proposed; every
    proposal is for a person to confirm.
    """
    named: dict[str, set[str]] = {}
    for term in vocabulary.current():
        for words in (term.code, *term.labels.values()):
            named.setdefault(fold(words), set()).add(term.code)
    for partner in vocabulary.partners.values():
        for pair in partner.pairs:
            term = vocabulary.terms[pair.code]
            if pair.relation is Relation.EXACT and term.superseded is None:
                named.setdefault(fold(pair.value), set()).add(pair.code)
    found: dict[str, Proposal] = {}
    for value, label in rows:
        codes = {code for words in (value, label) for code in named.get(fold(words), ()) if fold(words)}
        found.setdefault(value, Proposal(value, label, codes.pop() if len(codes) == 1 else ""))
    return tuple(found.values())
