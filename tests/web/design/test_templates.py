"""What every template of the pages keeps to, and that each of its words is translated."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parents[3] / "src" / "corridor" / "web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
KEYWORDS: dict[str, None] = {"gettext": None, "pgettext": None}


def name(path: Path) -> str:
    return str(path.relative_to(WEB))


def messages(path: Path) -> set[tuple[str | None, str]]:
    written = templatize(path.read_text(encoding="utf-8"), origin=name(path))
    # What is extracted is read as if it were Python, where the beginning of a line means something.
    source = io.BytesIO("\n".join(line.lstrip() for line in written.splitlines()).encode())
    found: set[tuple[str | None, str]] = set()
    for _, function, words, _ in extract_python(source, KEYWORDS, [], {"encoding": "utf-8"}):
        match (function, words):
            case ("gettext", str(text)):
                found.add((None, text))
            case ("pgettext", (str(context), str(text))):
                found.add((context, text))
    return found


@lru_cache
def catalogue(language: str) -> Catalog:
    with (WEB / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_carries_nothing_that_the_content_security_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    # A block of JSON is data, which no browser executes.
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)


FACTS = re.compile(r'<dl class="facts[^"]*">.*?</dl>', re.DOTALL)
TOGETHER = re.compile(r"<div[^>]*><dt>")


@pytest.mark.parametrize("path", [path for path in TEMPLATES if 'class="facts' in path.read_text("utf-8")], ids=name)
def test_a_fact_stands_together_with_its_name_however_narrow_the_page(path: Path) -> None:
    lists = FACTS.findall(path.read_text(encoding="utf-8"))

    assert lists
    assert [one for one in lists if one.count("<dt>") != len(TOGETHER.findall(one))] == []


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_word_of_a_template_is_translated(path: Path, language: str) -> None:
    words = catalogue(language)

    untranslated = {text for context, text in messages(path) if not getattr(words.get(text, context), "string", "")}

    assert untranslated == set()


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_a_translation_keeps_every_placeholder(language: str) -> None:
    placeholder = re.compile(r"%\(\w+\)s")

    def told(text: str | Sequence[str] | None) -> object:
        # A language has as many plurals as it has: what all of them name together must be the same.
        found = placeholder.findall(str(text))
        return sorted(found) if isinstance(text, str) else set(found)

    changed = [message.id for message in catalogue(language) if message.id and told(message.id) != told(message.string)]

    assert changed == []
