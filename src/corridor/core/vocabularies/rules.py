"""The decisions: what a new version may change, and what a code means in another version or at a partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corridor.core.kernel.text import fold
from corridor.core.vocabularies.codes import CLOSED, Relation
from corridor.core.vocabularies.errors import CodeUnknown, ReleaseRefused
from corridor.core.vocabularies.records import Term, Translation, Vocabulary

UNKNOWN = Translation(None)
INVERSE = {
    Relation.EXACT: Relation.EXACT,
    Relation.BROADER: Relation.NARROWER,
    Relation.NARROWER: Relation.BROADER,
}


def release_problems(former: Vocabulary, following: Vocabulary) -> tuple[str, ...]:
    """Return why a version of a list may not follow another; empty when it may.

    A code that was ever released stays: partners and stored items may use it even where this node does not. What a
    safeguard reads in a code never changes, so that no release of a list is a way around a safeguard.
    """
    return tuple(_release_problems(former, following))


def _release_problems(former: Vocabulary, following: Vocabulary) -> Iterator[str]:
    if following.name != former.name:
        yield f"{following.name}: is another list"
    if following.version != former.version + 1:
        yield f"version {following.version} does not follow {former.version}"
    if following.versions[: len(former.versions)] != former.versions:
        yield "the days of earlier versions are changed"
    days = [version.since for version in following.versions]
    if days != sorted(set(days)):
        yield "a version does not count from a later day than the one before"
    for code, term in former.terms.items():
        after = following.terms.get(code)
        if after is None:
            yield f"{code}: is taken out; supersede it"
            continue
        if after.marks != term.marks:
            yield f"{code}: what the safeguards read in it is changed"
        if after.since != term.since:
            yield f"{code}: is said to be as old as version {after.since}, not {term.since}"
        if term.superseded is not None and after.superseded != term.superseded:
            yield f"{code}: was superseded in version {term.superseded.version}, and that is changed"
        if term.superseded is None and after.superseded and after.superseded.version != following.version:
            yield f"{code}: is superseded in a version that was released without that"
    for code, term in following.terms.items():
        if code not in former.terms and term.since != following.version:
            yield f"{code}: is new and must be said to be as old as version {following.version}"
        if code not in former.terms and not term.marks.isdisjoint(CLOSED):
            yield f"{code}: carries a mark that only lists of Corridor itself carry"
        elif code not in former.terms and former.is_closed:
            yield f"{code}: is new in a list on which a safeguard rests; such codes come with Corridor alone"


def check_release(former: Vocabulary, following: Vocabulary) -> None:
    """Refuse a version of a list that would break what was said in the one before.

    Raises:
        ReleaseRefused: Some code is taken out or changed; every reason is named.
    """
    if found := release_problems(former, following):
        raise ReleaseRefused(following.name, following.version, found)


def as_released(vocabulary: Vocabulary, version: int) -> Vocabulary:
    """Return a list as it stood in an earlier version."""
    terms = {
        code: term if is_ended(term, version) else _unended(term)
        for code, term in vocabulary.terms.items()
        if term.since <= version
    }
    partners = {
        name: type(partner)(name, partner.source, tuple(pair for pair in partner.pairs if pair.code in terms))
        for name, partner in vocabulary.partners.items()
    }
    versions = vocabulary.versions[:version]
    return Vocabulary(vocabulary.name, version, vocabulary.labels, terms, versions, partners)


def is_ended(term: Term, version: int) -> bool:
    """Tell whether a term was superseded in a version, or before it."""
    return term.superseded is not None and term.superseded.version <= version


def _unended(term: Term) -> Term:
    return Term(term.code, term.labels, term.definitions, term.marks, term.since, term.broader)


def translated(vocabulary: Vocabulary, code: str, *, to: int | None = None) -> Translation:
    """Return what a code is in a version of its list, the newest one where none is named.

    A code that was divided has no single successor: it stays what it is, since choosing one would say more than the
    source did. The answer is nothing where the version has no code that is true.

    Raises:
        CodeUnknown: No version of the list has the code.
    """
    term = vocabulary.terms.get(code)
    if term is None:
        raise CodeUnknown(name=vocabulary.name, given=code)
    version = vocabulary.version if to is None else to
    if term.since > version:
        return _in_older_words(vocabulary, term, version)
    relation = Relation.EXACT
    while term.superseded is not None and is_ended(term, version):
        ended = term.superseded
        if len(ended.by) != 1 or ended.relation is Relation.NARROWER:
            break
        relation = ended.relation if relation is Relation.EXACT else relation
        term = vocabulary.terms[ended.by[0]]
    return Translation(term.code, relation)


def _in_older_words(vocabulary: Vocabulary, term: Term, version: int) -> Translation:
    """Return what a code was called before it came: the code it took over from, else the wider one that it is under."""
    for older in vocabulary.terms.values():
        ended = older.superseded
        if ended and term.code in ended.by and older.since <= version and not is_ended(older, version):
            return Translation(older.code, INVERSE[ended.relation])
    if term.broader is None:
        return UNKNOWN
    wider = translated(vocabulary, term.broader, to=version)
    return Translation(wider.code, Relation.BROADER) if wider.code else UNKNOWN


def read_from_partner(vocabulary: Vocabulary, partner: str, value: str) -> Translation:
    """Return the code for a value of a partner's list, if one is true for it: the same, or a wider one.

    The answer is nothing for a value without a pair, and for one whose nearest code says more than the partner did.
    """
    found = vocabulary.partners.get(partner)
    given = fold(value)
    for pair in found.pairs if found is not None else ():
        if fold(pair.value) == given and pair.relation is not Relation.NARROWER:
            return Translation(pair.code, pair.relation)
    return UNKNOWN


def told_to_partner(vocabulary: Vocabulary, partner: str, code: str) -> Translation:
    """Return the value of a partner's list that is true for a code: the same, or a wider one."""
    found = vocabulary.partners.get(partner)
    pairs = [pair for pair in found.pairs if pair.code == code] if found is not None else []
    for wanted in (Relation.EXACT, Relation.NARROWER):
        fitting = [pair for pair in pairs if pair.relation is wanted]
        if len(fitting) == 1:
            return Translation(fitting[0].value, INVERSE[wanted])
    return UNKNOWN


def found_under(vocabulary: Vocabulary, code: str) -> frozenset[str]:
    """Return the codes whose statements answer a question for one code: itself, and what was superseded by it.

    A code that was divided is none of its parts, so that nothing is found under a part that was said of the whole.
    """
    return frozenset(
        one
        for one, term in vocabulary.terms.items()
        if one == code or (term.superseded is not None and translated(vocabulary, one).code == code)
    )


def published_values(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the values of partners that mean exactly a code, in search form, where no two partners disagree."""
    found: dict[str, set[str]] = {}
    for partner in vocabulary.partners.values():
        for pair in partner.pairs:
            if pair.relation is Relation.EXACT:
                found.setdefault(fold(pair.value), set()).add(pair.code)
    return {value: codes.pop() for value, codes in found.items() if len(codes) == 1}
