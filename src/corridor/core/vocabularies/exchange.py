"""The written form of the lists: reads parsed YAML documents, noting every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from corridor.core.kernel.documents import LANGUAGES, Document, DocumentReading
from corridor.core.vocabularies.codes import MARKS, PARKED, REFUSED, Relation
from corridor.core.vocabularies.errors import VocabulariesInvalid
from corridor.core.vocabularies.records import Pair, Partner, Superseded, Term, Version, Vocabulary

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LIST_KEYS = frozenset({"list", "labels", "versions", "codes", "partners"})
TERM_KEYS = frozenset({*LANGUAGES, "means", "marks", "since", "broader", "superseded"})
ENDED_KEYS = frozenset({"in", "by", "relation"})
PARTNER_KEYS = frozenset({"source", *Relation})


def vocabularies_from(documents: Iterable[Document]) -> Mapping[str, Vocabulary]:
    """Return the lists that the documents describe, by name.

    Raises:
        VocabulariesInvalid: Anything is missing, unknown or circular; every mistake is named at once.
    """
    findings: list[str] = []
    found: dict[str, Vocabulary] = {}
    for document in documents:
        reading = Reading(document)
        vocabulary = reading.vocabulary()
        findings += reading.findings
        if vocabulary.name in found:
            findings.append(f"{vocabulary.name}: two documents carry this name")
        found[vocabulary.name] = vocabulary
    if findings:
        raise VocabulariesInvalid(findings)
    return MappingProxyType(found)


def document_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the written form of a list, of plain values, from which `typed` and `vocabularies_from` make it again."""
    return {
        "list": vocabulary.name,
        "labels": dict(vocabulary.labels),
        "versions": {str(version.number): version.since for version in vocabulary.versions},
        "codes": {code: _entry_of(term) for code, term in vocabulary.terms.items()},
        "partners": {
            name: {
                "source": partner.source,
                **{
                    str(relation): {pair.value: pair.code for pair in partner.pairs if pair.relation is relation}
                    for relation in Relation
                },
            }
            for name, partner in vocabulary.partners.items()
        },
    }


def _entry_of(term: Term) -> dict[str, Any]:
    entry: dict[str, Any] = {**term.labels, "means": dict(term.definitions), "since": term.since}
    if term.marks:
        entry["marks"] = sorted(term.marks)
    if term.broader is not None:
        entry["broader"] = term.broader
    if term.superseded is not None:
        ended = term.superseded
        entry["superseded"] = {"in": ended.version, "by": list(ended.by), "relation": str(ended.relation)}
    return entry


def typed(document: Document) -> Document:
    """Return a document that was kept as plain text values, its versions as numbers and days again."""
    versions = document.get("versions")
    days = versions if isinstance(versions, Mapping) else {}
    return {**document, "versions": {int(number): date.fromisoformat(str(day)) for number, day in days.items()}}


class Reading(DocumentReading):
    """One document on its way to a list, with every mistake found so far."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.name = str(document.get("list", "a document without list"))

    def note(self, where: str, what: str) -> None:
        """Keep one mistake."""
        super().note(f"{self.name}/{where}" if where else self.name, what)

    def vocabulary(self) -> Vocabulary:
        """Read the whole list."""
        if not CODE.fullmatch(self.name):
            self.note("", "a list's name is lower-case words with hyphens")
        self.unknown_keys(self.document, LIST_KEYS, "")
        versions = self.versions()
        terms = {code: self.term(code, entry) for code, entry in self.entries(self.document, "codes")}
        if not terms:
            self.note("", "no codes")
        self.check_terms(terms, len(versions))
        partners = {name: self.partner(name, entry, terms) for name, entry in self.entries(self.document, "partners")}
        labels = self.labels(self.document.get("labels"), "labels")
        return Vocabulary(self.name, len(versions), labels, MappingProxyType(terms), versions, partners)

    def versions(self) -> tuple[Version, ...]:
        """Read the versions and their days."""
        found = self.document.get("versions")
        days = found if isinstance(found, Mapping) else {}
        if list(days) != list(range(1, len(days) + 1)) or not days:
            self.note("versions", "must map 1, 2, 3 to the day from which each counts")
            return ()
        versions = tuple(Version(number, str(day)) for number, day in days.items())
        if not all(isinstance(day, date) for day in days.values()):
            self.note("versions", "a day is written as 2026-11-22")
        elif sorted({version.since for version in versions}) != [version.since for version in versions]:
            self.note("versions", "each version counts from a later day than the one before")
        return versions

    def term(self, code: str, entry: Document) -> Term:
        """Read one code."""
        where = f"codes/{code}"
        self.unknown_keys(entry, TERM_KEYS, where)
        if not CODE.fullmatch(code) or code in (PARKED, REFUSED):
            self.note(where, f"a code is lower-case words with hyphens, and never {PARKED} or {REFUSED}")
        definitions = self.definitions(entry.get("means"), where)
        marks = self.names(entry, "marks", where)
        for mark in sorted(set(marks) - MARKS):
            self.note(where, f"unknown mark {mark}")
        since = entry.get("since", 1)
        if not isinstance(since, int):
            self.note(where, "since is the number of a version")
            since = 1
        broader = entry.get("broader")
        return Term(
            code=code,
            labels=self.labels(entry, where),
            definitions=definitions,
            marks=frozenset(marks),
            since=since,
            broader=str(broader) if broader else None,
            superseded=self.ended(entry, where),
        )

    def definitions(self, found: object, where: str) -> dict[str, str]:
        """Read what a code means: in English, or by language."""
        told = found if isinstance(found, Mapping) else {"en": found}
        self.unknown_keys(told, frozenset(LANGUAGES), where)
        written = {language: text for language in LANGUAGES if isinstance(text := told.get(language), str)}
        if not written.get("en", "").strip():
            self.note(where, "means is missing: one English sentence that tells the code from the others")
        return written

    def ended(self, entry: Document, where: str) -> Superseded | None:
        """Read how a code ended, if it did."""
        found = entry.get("superseded")
        if found is None:
            return None
        if not isinstance(found, Mapping) or not isinstance(found.get("in"), int):
            self.note(where, "superseded names the version (in), the codes (by) and their relation")
            return None
        self.unknown_keys(found, ENDED_KEYS, where)
        relation = str(found.get("relation", Relation.EXACT))
        if relation not in list(Relation):
            self.note(where, f"relation is one of {', '.join(Relation)}")
            return None
        if relation == Relation.EXACT and len(self.names(found, "by", where)) > 1:
            self.note(where, "several codes cannot each be exactly the one that they supersede")
        return Superseded(int(found["in"]), self.names(found, "by", where), Relation(relation))

    def check_terms(self, terms: Mapping[str, Term], version: int) -> None:
        """Note what does not fit together: versions that are not there, codes that are unknown or go in circles."""
        for code, term in terms.items():
            where, ended = f"codes/{code}", term.superseded
            if not 1 <= term.since <= version:
                self.note(where, f"since names the unknown version {term.since}")
            if term.broader is not None and (term.broader not in terms or self.climbs(terms, code)):
                self.note(where, "broader names an unknown code, or goes in a circle")
            if ended is None:
                continue
            if not term.since < ended.version <= version:
                self.note(where, f"is superseded in version {ended.version}, which does not follow its own")
            for successor in ended.by:
                after = terms.get(successor)
                if after is None or after.since > ended.version or successor == code:
                    self.note(where, f"is superseded by {successor}, which is not there then")
                elif after.superseded is not None and after.superseded.version <= ended.version:
                    self.note(where, f"is superseded by {successor}, which ended before")
                elif after.marks != term.marks:
                    self.note(where, f"is superseded by {successor}, in which the safeguards read something else")

    def climbs(self, terms: Mapping[str, Term], code: str) -> bool:
        """Tell whether the wider codes of a code lead back to it."""
        at, seen = terms[code].broader, {code}
        while at is not None and at in terms:
            if at in seen:
                return True
            seen.add(at)
            at = terms[at].broader
        return False

    def partner(self, name: str, entry: Document, terms: Mapping[str, Term]) -> Partner:
        """Read what one partner calls the codes."""
        where = f"partners/{name}"
        self.unknown_keys(entry, PARTNER_KEYS, where)
        if not CODE.fullmatch(name) or not isinstance(entry.get("source"), str):
            self.note(where, "a partner's list has a code for its name, and a source")
        pairs: list[Pair] = []
        for relation in Relation:
            table = entry.get(relation) or {}
            if not isinstance(table, Mapping):
                self.note(where, f"{relation} must map values of the partner to codes")
                continue
            pairs += [Pair(str(value), str(code), relation) for value, code in table.items()]
        for pair in pairs:
            if pair.code not in terms:
                self.note(where, f"names the unknown code {pair.code}")
        if len({pair.value for pair in pairs}) != len(pairs):
            self.note(where, "gives one value two codes")
        return Partner(name, str(entry.get("source", "")), tuple(pairs))
