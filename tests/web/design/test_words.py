"""That every word of the pages that stands in Python is translated: texts, navigation, refusals and their reasons."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override

from corridor import core
from corridor.core.handling.codes import Refusal
from corridor.core.imports.codes import SENTENCES, Reason
from corridor.core.imports.errors import FAULTS, WHOLE_FILE
from corridor.core.kernel.errors import CorridorError
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.design.punctuation import colon, headed, in_a_row

WEB = Path(__file__).resolve().parents[3] / "src" / "corridor" / "web"
LANGUAGES = ("fr", "es", "ar")
PLAIN = ("gettext", "gettext_lazy", "gettext_noop", "_")
IN_CONTEXT = ("pgettext", "pgettext_lazy")
PLURAL = ("ngettext", "ngettext_lazy")
KEYWORDS: dict[str, None] = dict.fromkeys((*PLAIN, *IN_CONTEXT, *PLURAL))
AT_THE_COMMAND_LINE = (
    "corridor.cli",
    "corridor.web.commands",
    "corridor.web.demonstration",
    "corridor.web.desk.imports.wizard.commands",
    "corridor.web.home",
    "corridor.web.node",
    "corridor.web.running",
    "corridor.web.serving",
)
"""What a command prints is English, as its options are."""

Words = tuple[str | None, str]


@lru_cache
def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with (WEB / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


def in_python() -> set[Words]:
    """Return the texts that the Python of the pages marks for translation."""
    found: set[Words] = set()
    for path in sorted(WEB.rglob("*.py")):
        with path.open("rb") as source:
            for _, function, words, _ in extract_python(source, KEYWORDS, [], {"encoding": "utf-8"}):
                said = [str(word) for word in (words if isinstance(words, tuple) else (words,)) if word]
                if function in IN_CONTEXT and len(said) > 1:
                    found.add((said[0], said[1]))
                elif said:
                    found.add((None, said[0]))
    return found


def every(kind: type[CorridorError]) -> Iterator[type[CorridorError]]:
    """Yield a kind of refusal and everything below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from every(below)


def of_refusals() -> set[Words]:
    """Return what the refusals that reach a page say, and what to do."""
    for module in pkgutil.walk_packages(core.__path__, "corridor.core."):
        importlib.import_module(module.name)
    for path in (*WEB.glob("base/**/*.py"), *WEB.glob(f"{settings.ZONE}/**/*.py")):
        if "CorridorError" in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(("corridor", "web", *path.relative_to(WEB).with_suffix("").parts)))
    kinds = [kind for kind in every(CorridorError) if kind.__module__.startswith("corridor.")]
    shown = [kind for kind in kinds if not kind.__module__.startswith(AT_THE_COMMAND_LINE)]
    return {(None, text) for kind in shown for text in (kind.template, kind.hint) if text}


def of_files() -> set[Words]:
    """Return why rows and files are not read."""
    faults = {(None, text) for pair in FAULTS.values() for text in pair}
    return faults | {(None, sentence) for sentence in (*SENTENCES.values(), WHOLE_FILE)}


def of_navigation() -> set[Words]:
    """Return the names in the main navigation."""
    from corridor.web.base.accounts.frame import SHARED
    from corridor.web.desk.apps import DeskConfig
    from corridor.web.protection.apps import ProtectionConfig

    shown = (*SHARED, *DeskConfig.destinations, *ProtectionConfig.destinations)
    return {(None, label) for _, _, label in shown}


def untranslated(words: set[Words], language: str) -> set[Words]:
    """Return which texts have no words in a language."""
    known = catalogue(language)
    return {(context, text) for context, text in words if not getattr(known.get(text, context), "string", "")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_python_of_the_pages_is_translated(language: str) -> None:
    assert untranslated(in_python(), language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_translated_with_what_to_do(language: str) -> None:
    assert untranslated(of_refusals(), language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_why_a_row_or_a_file_is_not_read_is_translated(language: str) -> None:
    assert set(SENTENCES) == set(Reason)
    assert untranslated(of_files(), language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_navigation_is_translated(language: str) -> None:
    assert untranslated(of_navigation(), language) == set()


def test_every_reason_of_a_marking_has_a_sentence() -> None:
    from corridor.web.base.refusals import REASONS

    assert set(REASONS) == set(Refusal)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_parameter_in_braces(language: str) -> None:
    parameter = re.compile(r"\{\w+\}")
    texts = {text for _, text in of_refusals() | of_files()}

    changed = [
        text
        for text in texts
        if sorted(parameter.findall(text))
        != sorted(parameter.findall(str(getattr(catalogue(language).get(text), "string", ""))))
    ]

    assert changed == []


def test_a_colon_and_a_semicolon_are_set_as_in_the_language_of_the_page() -> None:
    from corridor.web.desk.series.words import series_words  # protection, which has no desk, shares this module

    with override("fr"):
        assert series_words(Scope(Counted.DETECTIONS, route="X")) == "Franchissements détectés\N{NO-BREAK SPACE}: X"
        assert colon() == "\N{NO-BREAK SPACE}:"
        assert in_a_row(("a, b", "c")) == "a, b\N{NO-BREAK SPACE}; c"
    with override("ar"):
        assert in_a_row(("a", "b")) == "a\N{ARABIC SEMICOLON} b"
    with override("en"):
        assert (headed("a", "b"), in_a_row(("a", "b"))) == ("a: b", "a; b")
