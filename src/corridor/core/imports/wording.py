"""What columns are called, in four languages: finds the property that a header names, and the headers about people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from corridor.core.entities.registry import Registry
from corridor.core.imports.bands import ALL, UNKNOWN, Said, age_in, is_band
from corridor.core.kernel.text import fold

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_FILLERS = frozenset(
    (
        *("of", "the", "total", "number", "numbers", "num", "no", "nb", "nr", "and", "in"),
        *("min", "max", "minimum", "estimated", "confirmed", "reported"),
        *("nombre", "de", "des", "du", "la", "le", "les", "d", "l", "et", "a", "en"),
        *("numero", "al", "el", "los", "las", "del", "y"),
        *("عدد", "مجموع", "في", "من"),
    )
)
_AL = "ال"
_TOTAL = frozenset(("total", "subtotal", "مجموع", "المجموع", "اجمالي", "الاجمالي"))

Words = tuple[str, ...]
Listed = Mapping[str, tuple[tuple[Words, str], ...]]


class Named(NamedTuple):
    """What a header seems to name: a property, or part of one, and which share of its words says so (at most 1)."""

    prop: str
    part: str
    share: float


@dataclass(frozen=True, slots=True)
class Group:
    """Which people a column of figures counts."""

    sex: str = ""
    age: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The synonyms, each as the words that count; the long lists by the first word of each phrase."""

    properties: Listed
    parts: Listed
    figure: frozenset[Words]
    groups: Mapping[str, frozenset[str]]
    sex_only: frozenset[str]
    incident_kinds: Mapping[str, tuple[Words, ...]]
    series: Mapping[str, tuple[Words, ...]]
    people: Listed
    names: frozenset[Words]
    one_person: Mapping[str, frozenset[Words]]
    free_text: frozenset[Words]
    missing: frozenset[str]
    unknown: frozenset[str]
    totals: frozenset[str]
    total_words: tuple[str, ...]
    routes: tuple[Words, ...]
    rates: frozenset[str]
    fiscal: tuple[Words, ...]
    letters: Mapping[str, str]
    hashtags: Mapping[frozenset[str], str]
    figure_of: Mapping[str, str]
    number_of: tuple[str, ...]

    def named(self, header: str) -> tuple[Named, ...]:
        """Return what a header may name, the best first."""
        spoken = words_of(header)
        found: dict[tuple[str, str], float] = {}
        for table, is_part in ((self.properties, False), (self.parts, True)):
            for phrase, meaning in _beginning_with(table, spoken):
                if share := _share(phrase, spoken):
                    key = ("", meaning) if is_part else (meaning, "")
                    found[key] = max(found.get(key, 0.0), share)
        ranked = sorted(found.items(), key=lambda one: -one[1])
        return tuple(Named(prop, part, share) for (prop, part), share in ranked)

    def tagged(self, tag: str) -> tuple[Named, ...]:
        """Return what a hashtag of the humanitarian exchange names, by the most of its attributes that are known."""
        said = _tag(tag)
        known = [(len(parts), meaning) for parts, meaning in self.hashtags.items() if parts <= said]
        if not tag or not known:
            return ()
        meaning = max(known)[1]
        return (Named("", meaning, 1.0),) if meaning in ("lat", "lon") else (Named(meaning, "", 1.0),)

    def group_tagged(self, tag: str) -> Group:
        """Return the people of whom a hashtag speaks: +f, +m, +children, +adults."""
        said = _tag(tag) if tag else frozenset()
        child, adult = said & {"+children", "+child"}, said & {"+adults", "+adult"}
        sex = "female" if "+f" in said else "male" if "+m" in said else ""
        return Group(sex, "child" if child else "adult" if adult else "")

    def group_in(self, header: str) -> tuple[Group, Words]:
        """Return the people that a header of figures speaks of, and the words that are left."""
        spoken = words_of(header)
        said = {name for name, known in self.groups.items() if known.intersection(spoken)}
        rest = tuple(word for word in spoken if not any(word in known for known in self.groups.values()))
        if self.sex_only.issuperset(set(spoken) - set(rest)):
            said -= {"adult"}
        return Group(_only(said, "female", "male"), _only(said, "child", "adult")), rest

    def people_in(self, text: str) -> str:
        """Return of which sex or age the people are whom a text in a table means: a code such as `female/child`.

        `all` is a total, `unknown` what is not known; nothing where the text says no such thing.
        """
        folded = fold(text)
        if self.is_total(text):
            return ALL
        if folded in self.unknown:
            return UNKNOWN
        if folded in self.letters:
            return self.letters[folded]
        banded = self.band_in(text)
        if banded is not None:
            return banded.code
        group, rest = self.group_in(text)
        return Said(group.sex, group.age).code if not rest else ""

    def band_in(self, header: str) -> Said | None:
        """Return the sex and age of a header that is a band of years, with a sex before or after it, or a sex's total.

        Nothing where it is no such header; an age that is neither below nor from 18 is no band either.
        """
        spoken = fold(_HUMP.sub(" ", header.replace("_", " "))).split()
        if len(spoken) < 2 and not is_band(header):
            return None
        for at in (0, -1):
            sex = self._sex_of(spoken[at]) if spoken else ""
            if not sex:
                continue
            rest = spoken[1:] if at == 0 else spoken[:-1]
            if rest and all(word in self.totals for word in rest):
                return Said(sex)
            age = age_in(header, lone=True) if is_band(" ".join(rest)) else ""
            return Said(sex, age) if age else None
        age = age_in(header) if is_band(header) else ""
        return Said("", age) if age else None

    def _sex_of(self, word: str) -> str:
        if word in self.letters:
            return self.letters[word]
        said = {sex for sex in ("female", "male") if _stem(word) in self.groups[sex]}
        return said.pop() if len(said) == 1 and not self.groups["child"] & {_stem(word)} else ""

    def is_grown(self, text: str) -> bool:
        """Say whether a text is a word such as women or men, which leaves children out where they are counted too."""
        return self.sex_only.issuperset(words_of(text))

    def is_total(self, text: str) -> bool:
        """Say whether a text means a total of other rows or columns."""
        folded = fold(text)
        return folded in self.totals or folded.split(" ")[0] in _TOTAL

    def is_rate(self, header: str) -> bool:
        """Say whether a header speaks of shares, averages, running sums or thousands, which are no counts."""
        if "%" in header or "‰" in header or "٪" in header:
            return True
        words = fold(_HUMP.sub(" ", header.replace("_", " "))).split()
        return bool(self.rates.intersection((*words, *map(_stem, words))))

    def is_number_of(self, header: str) -> bool:
        """Say whether a header begins with words that say how many there are of something."""
        folded = fold(header)
        return any(folded.startswith(f"{words} ") for words in self.number_of)

    def is_fiscal(self, header: str) -> bool:
        """Say whether a header speaks of years that do not begin in January."""
        spoken = _stemmed(header)
        return any(_run_in(phrase, spoken) for phrase in self.fiscal)

    def is_route(self, header: str) -> bool:
        """Say whether a header names a route of migration."""
        spoken = _stemmed(header)
        return any(_run_in(phrase, spoken) for phrase in self.routes)

    def is_about_people(self, header: str) -> bool:
        """Say whether a header names something about one person, which no table brings in (R-01)."""
        spoken = words_of(header)
        whole = _stemmed(header)
        return any(
            phrase in (spoken, whole) or _within(phrase, whole)
            for phrase, _ in _beginning_with(self.people, (*spoken, *whole))
        )

    def is_person_column(self, header: str) -> str:
        """Return sex or age where a header says that of one person, or nothing."""
        spoken = words_of(header)
        return next((name for name, known in self.one_person.items() if spoken in known), "")

    def code_in(self, codes: Mapping[str, tuple[Words, ...]], texts: Iterable[str]) -> str:
        """Return the code that the words of a table speak of most often, or nothing."""
        spoken = [_stemmed(text) for text in texts]
        hits = {code: sum(_holds(one, phrases) for one in spoken) for code, phrases in codes.items()}
        best = max(hits, key=lambda code: hits[code], default="")
        return best if best and hits[best] else ""


def _tag(text: str) -> frozenset[str]:
    """Return a hashtag as its parts: #country and +code."""
    head, *attributes = "".join(text.casefold().split()).split("+")
    return frozenset((head, *(f"+{attribute}" for attribute in attributes)))


def _holds(spoken: Words, phrases: Iterable[Words]) -> bool:
    return any(_run_in(phrase, spoken) for phrase in phrases)


def _only(said: set[str], one: str, other: str) -> str:
    found = said & {one, other}
    return found.pop() if len(found) == 1 else ""


def _stem(word: str) -> str:
    if word.startswith(_AL) and len(word) > 4:
        word = word[len(_AL) :]
    return word[:-1] if word.isascii() and len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stemmed(text: str) -> Words:
    return tuple(_stem(word) for word in fold(_HUMP.sub(" ", text.replace("_", " "))).split())


def words_of(text: str) -> Words:
    """Return the words of a header that count: folded, without plurals and without words such as "number of"."""
    stems = _stemmed(text)
    return tuple(word for word in stems if word not in _FILLERS) or stems


def _run_in(phrase: Words, spoken: Words) -> bool:
    return any(spoken[at : at + len(phrase)] == phrase for at in range(len(spoken) - len(phrase) + 1))


def _share(phrase: Words, spoken: Words) -> float:
    """Return which share of a header a phrase explains; one word inside many is no explanation."""
    if not _run_in(phrase, spoken):
        return 0.0
    share = len(phrase) / len(spoken)
    return share if share >= 0.5 else 0.0


def _within(phrase: Words, spoken: Words) -> bool:
    """Say whether a phrase of several words stands in a header, or a single word begins or ends a short one."""
    if len(phrase) > 1:
        return _run_in(phrase, spoken)
    return len(spoken) <= 3 and len(phrase[0]) > 2 and (spoken[:1] == phrase or spoken[-1:] == phrase)


def _listed(phrases: Mapping[Words, str]) -> Listed:
    by_first: dict[str, list[tuple[Words, str]]] = {}
    for phrase, meaning in phrases.items():
        if phrase:
            by_first.setdefault(phrase[0], []).append((phrase, meaning))
    return {first: tuple(entries) for first, entries in by_first.items()}


def _beginning_with(listed: Listed, spoken: Words) -> Iterable[tuple[Words, str]]:
    return (entry for word in dict.fromkeys(spoken) for entry in listed.get(word, ()))


def _phrases(lists: Iterable[Any]) -> Iterable[str]:
    for one in lists:
        if isinstance(one, list):
            yield from map(str, one)
        else:
            yield str(one)


def wording_from(document: Mapping[str, Any], registry: Registry) -> Wording:
    """Return the synonyms of a parsed document together with the labels of the schemata; its words go first."""
    properties: dict[Words, str] = {}
    for prop, lists in document["properties"].items():
        if prop in registry.properties:
            for phrase in _phrases(lists):
                properties.setdefault(words_of(phrase), prop)
    for name, prop in registry.properties.items():
        if not prop.personal and name != "kind":
            for text in (name, *prop.labels.values()):
                properties.setdefault(words_of(text), name)

    def known(name: str) -> frozenset[Words]:
        return frozenset(map(words_of, _phrases(document[name])))

    def coded(name: str, vocabulary: str) -> Mapping[str, tuple[Words, ...]]:
        """Return the words of each code that the vocabulary has, its labels among them."""
        terms = registry.vocabularies[vocabulary].terms if vocabulary in registry.vocabularies else {}
        listed = {code: [*document[name].get(code, ()), *term.labels.values()] for code, term in terms.items()}
        return {code: tuple(map(_stemmed, map(str, texts))) for code, texts in listed.items()}

    return Wording(
        properties=_listed(properties),
        parts=_listed({words_of(str(text)): part for part, listed in document["parts"].items() for text in listed}),
        figure=known("figure"),
        groups={
            group: frozenset(_stem(fold(str(text))) for text in listed) for group, listed in document["groups"].items()
        },
        sex_only=frozenset(_stem(fold(str(text))) for text in document["sex_only"]),
        incident_kinds=coded("incident_kinds", "incident-kinds"),
        series=coded("series", "series"),
        people=_listed({_stemmed(text): "" for text in _phrases(document["people"])}),
        names=known("names"),
        one_person={
            part: frozenset(words_of(str(one)) for one in said) for part, said in document["one_person"].items()
        },
        free_text=known("free_text"),
        missing=frozenset(fold(str(text)) or str(text) for text in document["missing"]),
        unknown=frozenset(fold(str(text)) for text in document["unknown"]),
        totals=frozenset(fold(str(text)) for text in document["totals"]),
        total_words=tuple(str(text) for text in document["totals"]),
        routes=tuple(_stemmed(str(text)) for text in document["routes"]),
        fiscal=tuple(_stemmed(str(text)) for text in document["fiscal"]),
        rates=frozenset(fold(str(text)) for text in document["rates"]),
        letters={fold(str(text)): str(sex) for sex, listed in document["letters"].items() for text in listed},
        hashtags={_tag(str(tag)): str(meaning) for tag, meaning in document["hashtags"].items()},
        figure_of={str(code): str(prop) for code, prop in document["figure_of"].items()},
        number_of=tuple(fold(str(text)) for text in document["number_of"]),
    )
