"""The catalogue in the language of the page; what is not translated is read in English."""

from __future__ import annotations

from corridor import shelf
from corridor.core.commitments.records import Indicator, Instrument, Item


def title(item: Item, language: str) -> str:
    """Return the title of an item."""
    words = shelf.catalogue_words(language)
    return words.titles.get(item.id, item.title) if words else item.title


def paraphrase(item: Item, language: str) -> str:
    """Return what an item asks."""
    words = shelf.catalogue_words(language)
    return words.paraphrases.get(item.id, item.paraphrase) if words else item.paraphrase


def locator(item: Item, language: str) -> str:
    """Return where an item stands in its document."""
    words = shelf.catalogue_words(language)
    return words.locators.get(item.id, item.locator) if words else item.locator


def instrument(one: Instrument, language: str) -> str:
    """Return the name of an instrument."""
    words = shelf.catalogue_words(language)
    return words.instruments.get(one.key, one.name) if words else one.name


def issuer(one: Instrument, language: str) -> str:
    """Return who issued an instrument."""
    words = shelf.catalogue_words(language)
    return words.issuers.get(one.key, one.issuer) if words else one.issuer


def theme(key: str, english: str, language: str) -> str:
    """Return the title of a theme."""
    words = shelf.catalogue_words(language)
    return words.themes.get(key, english) if words else english


def measure(indicator: Indicator, language: str) -> str:
    """Return what an indicator measures."""
    words = shelf.catalogue_words(language)
    return words.indicators.get(indicator.id, indicator.measure) if words else indicator.measure


def breakdown(by: str, language: str) -> str:
    """Return a word by which an indicator is broken down."""
    words = shelf.catalogue_words(language)
    return words.breakdowns.get(by, by) if words else by
