"""That every language is whole: nothing missing, nothing left in English, nothing Arabic without Arabic letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import corridor

PACKAGE = Path(corridor.__file__).parent
WEB = PACKAGE / "web"
FRONTEND = PACKAGE.parents[1] / "frontend" / "src"
TRANSLATED = ("fr", "es", "ar")
PLURALS = {"fr": 2, "es": 2, "ar": 6}
ARABIC = re.compile("[\u0621-\u064a]")
LETTERS = re.compile(r"[^\W\d_]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")

Said = tuple[str, str, str]
"""Where a text stands, its English, and what it is in another language."""

SAME_EVERYWHERE = {
    "Corridor": "the name of the system",
    "TLP": "the name of a scheme",
    "MMSI": "the name of an identity number",
    "%(distance)s km": "the sign of a unit",
    "SHA": "the name of a digest",
    "UTC": "the name of a time",
    "CSV": "the name of a format",
    "GeoJSON": "the name of a format",
    "ID": "the abbreviation is international",
    "PDF": "the name of a format",
    "XLSX": "the name of a format",
    "SIENA (Europol)": "the name of a network",
    "I-24/7 (INTERPOL)": "the name of a network",
    "Egmont Secure Web": "the name of a network",
    "PNG": "the name of a format",
    "Interpol": "a name",
    "INTERPOL": "a name",
    "Europol": "a name",
    "Frontex": "a name",
    "UNHCR": "a name",
    "IOM": "a name",
}
"""Texts that are the same in every language, and why."""

COGNATES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "Missing Migrants, incidents": "the title of a publication, and a French word",
        "Missing Migrants, interface": "the title of a publication, and a French word",
        **dict.fromkeys(
            (
                "%(count)s sources",
                "%(minutes)s minutes",
                "Alternatives",
                "Budget",
                "Catalogue",
                "Conditions",
                "Expertise",
                "Instrument",
                "Instruments",
                "Menu",
                "article %(article)s",
                "budget",
                "rapporteur",
                "second",
                "Section",
                "Convention, {where}",
                "experts",
                "questions",
                "suggestion",
                "Acceptable",
                "Administration",
                "Incident",
                "Page",
                "Population",
                "Protection",
                "route",
                "score",
                "version %(number)s",
                "Animal",
                "Article",
                "Assistance",
                "Code",
                "Codes",
                "Commission",
                "Contact",
                "Convention",
                "Corroboration",
                "Corruption",
                "Danger",
                "Date",
                "Document",
                "Documents",
                "Exact",
                "Extradition",
                "Financier",
                "Format",
                "Forum",
                "Guide",
                "Incident",
                "Incidents",
                "Information",
                "Interception",
                "Licence",
                "Message",
                "Messages",
                "Note",
                "Observation",
                "Observations",
                "Participants",
                "Pause",
                "Permissions",
                "Police",
                "Port",
                "Position",
                "Position (latitude, longitude)",
                "Public",
                "Radio",
                "Ratification",
                "Route",
                "Score",
                "Service",
                "Services",
                "Source",
                "Sources",
                "Succession",
                "Suspect",
                "Suspensions",
                "Torture",
                "Train",
                "Transits",
                "Transport",
                "Tunnel",
                "Urgent",
                "Version",
                "Version %(number)s",
                "Versions",
                "Violence",
                "Visa",
                "Yacht",
                "administration",
                "article %(number)s",
                "code",
                "contradiction",
                "improbable",
                "latitude",
                "latitude, longitude",
                "longitude",
                "longitude, latitude",
                "police",
                "urgent",
                "version %(version)s",
                "version %(version)s, %(at)s",
            ),
            "the word is the same in French",
        ),
    },
    "es": {
        "Bytes": "the unit has this name in Spanish",
        "Tokens": "programmers say so in Spanish",
        **dict.fromkeys(
            (
                "Animal",
                "Error",
                "No",
                "Radio",
                "Selector",
                "Series",
                "improbable",
                "no",
            ),
            "the word is the same in Spanish",
        ),
    },
}
"""Texts that are right although they equal the English ones."""

LATIN_IN_ARABIC = {
    "Corridor": "the name of the system is written in Latin letters on every page",
}
"""Arabic texts without an Arabic letter, and why."""


@lru_cache
def catalogue(language: str) -> Catalog:
    with (WEB / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


def of_catalogue(language: str) -> Iterator[Said]:
    """Yield every text of the pages, each form of a plural by itself."""
    for message in catalogue(language):
        if not message.id:
            continue
        said = [message.string] if isinstance(message.string, str) else list(message.string or ())
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        for form in said:
            yield f"{message.context or ''} {english[0]}".strip(), english[-1], str(form)


def labelled(document: Any, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every mapping of a document that says something in English and in another language."""
    if isinstance(document, list):
        for number, one in enumerate(document):
            yield from labelled(one, f"{place}/{number}")
    if not isinstance(document, dict):
        return
    if "en" in document and isinstance(document["en"], str):
        yield place, document
    for key, one in document.items():
        yield from labelled(one, f"{place}/{key}")


@lru_cache
def documents() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Return what data files say in several languages: lists, schemata, schemes, functions, fields."""
    found: list[tuple[str, Mapping[str, Any]]] = []
    for path in sorted(PACKAGE.rglob("*.yaml")):
        loaded = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found += labelled(loaded, str(path.relative_to(PACKAGE)))
    return tuple(found)


def of_documents(language: str) -> Iterator[Said]:
    for place, said in documents():
        yield place, str(said["en"]), str(said.get(language, ""))


def everything(language: str) -> list[Said]:
    return [*of_catalogue(language), *of_documents(language)]


def has_words(text: str) -> bool:
    """Tell whether a text says more than signs and what is put into it."""
    return LETTERS.search(PLACEHOLDER.sub("", text)) is not None


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing_or_waits_for_confirmation(language: str) -> None:
    missing = {place for place, english, said in everything(language) if english.strip() and not said.strip()}
    doubtful = {message.id for message in catalogue(language) if message.id and message.fuzzy}

    assert missing == set()
    assert doubtful == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_plural_has_all_the_forms_of_its_language(language: str) -> None:
    forms = {m.id[0]: len(m.string or ()) for m in catalogue(language) if isinstance(m.id, tuple)}

    assert {name for name, count in forms.items() if count != PLURALS[language]} == set()
    assert catalogue(language).num_plurals == PLURALS[language]
    written = (WEB / "locale" / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert f"\nmsgstr[{PLURALS[language]}]" not in written


def test_no_french_line_begins_with_the_sign_that_ends_the_word_before() -> None:
    """French sets a space before these signs, and it must not break."""
    broken = re.compile(r"« | [;:?!»](?![\w(/])")

    assert {(place, said) for place, _, said in everything("fr") if broken.search(said)} == set()


def test_every_arabic_text_is_written_in_arabic_letters() -> None:
    without = {
        (place, said)
        for place, english, said in everything("ar")
        if has_words(english) and not ARABIC.search(said) and english not in LATIN_IN_ARABIC | SAME_EVERYWHERE
    }

    assert without == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_in_english_outside_a_short_list_with_reasons(language: str) -> None:
    known = {**SAME_EVERYWHERE, **COGNATES.get(language, {})}
    same = {
        (place, said)
        for place, english, said in everything(language)
        if has_words(english) and said == english and english not in known
    }

    assert same == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_list_of_texts_that_may_be_english_names_nothing_that_is_not_there(language: str) -> None:
    there = {english for _, english, _ in everything(language)}

    assert set(COGNATES.get(language, {})) - there == set()


INVENTED = {"Caldra", "POL", "المعبر", "الشمالي"}
"""Names in the examples of the showcase, which shows how names of two scripts stand side by side."""

COMMENTS = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
TRANSLATIONS = re.compile(r"{%\s*blocktrans.*?endblocktrans\w*\s*%}", re.DOTALL)
CODE = re.compile(r"<(script|style|code|pre)\b.*?</\1>", re.DOTALL)
CLASSES = re.compile(r"{%\s*block (?:main|body)_class\s*%}.*?{%\s*endblock\s*%}", re.DOTALL)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>|&\w+;", re.DOTALL)
SPOKEN = re.compile(r"\b(?:aria-label|title|alt|placeholder|data-label)=\"([^\"{]*[^\W\d_]{3}[^\"{]*)\"")
WORD = re.compile(r"[^\W\d_]{3,}")


@pytest.mark.parametrize("path", sorted(WEB.glob("*/templates/**/*.*")), ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_says_nothing_that_is_not_translated(path: Path) -> None:
    text = TRANSLATIONS.sub("", COMMENTS.sub("", path.read_text("utf-8")))

    plain = TAGS.sub("", CLASSES.sub("", CODE.sub("", text)))
    spoken = {found for found in SPOKEN.findall(plain) if has_words(found)}
    bare = {word for word in WORD.findall(MARKUP.sub(" ", plain)) if word not in SAME_EVERYWHERE}
    bare -= INVENTED if path.name.startswith("showcase") else set()

    assert spoken == set()
    assert bare == set()


SHOWN = re.compile(
    r"""(?:textContent|innerText|title|placeholder|ariaLabel)\s*=\s*["'`]([^"'`$]*[^\W\d_]{3}[^"'`]*)["'`]"""
    r"""|setAttribute\(\s*["'](?:aria-label|title|alt)["'],\s*["'`]([^"'`]*[^\W\d_]{3}[^"'`]*)["'`]"""
    r"""|(?:alert|confirm|prompt)\(\s*["'`]([^"'`]+)["'`]"""
)


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(FRONTEND.rglob("*.js")) if path.name != "htmx.js"],
    ids=lambda path: str(path.relative_to(FRONTEND)),
)
def test_a_script_shows_only_words_that_the_page_gave_it(path: Path) -> None:
    shown = ["".join(found) for found in SHOWN.findall(path.read_text("utf-8"))]

    assert shown == []
