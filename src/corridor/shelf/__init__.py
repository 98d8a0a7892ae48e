"""The data files that ship with the package, parsed and handed to the core; nothing else opens them."""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from corridor.core.access.functions import Function, functions_from
from corridor.core.bases.exchange import instruments_from, sheets_from
from corridor.core.bases.records import Instrument, Sheet
from corridor.core.entities.registry import Registry, registry_from
from corridor.core.exports.exchange.followthemoney import Translator, model_from
from corridor.core.fees.rates import Rates, rates_from
from corridor.core.gazetteer.finding import Gazetteer
from corridor.core.gazetteer.records import Pages
from corridor.core.handling.exchange import schemes_from
from corridor.core.handling.presets import Preset, presets_from
from corridor.core.handling.scheme import Schemes
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import ImportMapping
from corridor.core.imports.wording import Wording, wording_from
from corridor.core.interviews.exchange import wordings_from
from corridor.core.interviews.records import ConsentWording
from corridor.core.kernel.countries import Countries, country_rows, people_rows
from corridor.core.kernel.text import fold
from corridor.core.pasting.exchange import lexicon_from
from corridor.core.pasting.rules import Pasting
from corridor.core.picture.codes import Means
from corridor.core.picture.ground import Ground, ground_read
from corridor.core.picture.plausibility import Reach
from corridor.core.reports.exchange import form_from
from corridor.core.reports.records import Form
from corridor.core.requests import exchange as requests
from corridor.core.requests.codes import Kind as RequestKind
from corridor.core.requests.records import KindRules, Regime
from corridor.core.requests.wording import Templates, templates_from
from corridor.core.screening.exchange import cues_from, vocabulary_from
from corridor.core.screening.rules import Screening
from corridor.core.vocabularies.editing import joined
from corridor.core.vocabularies.exchange import vocabularies_from
from corridor.core.vocabularies.records import Vocabulary
from corridor.shelf.commitments import answer_labels as answer_labels
from corridor.shelf.commitments import answer_templates as answer_templates
from corridor.shelf.commitments import catalogue as catalogue
from corridor.shelf.commitments import catalogue_words as catalogue_words
from corridor.shelf.loading import Document as Document
from corridor.shelf.loading import document as document
from corridor.shelf.loading import documents as documents
from corridor.shelf.loading import loaded
from corridor.shelf.loading import parsed as parsed
from corridor.shelf.loading import text as text
from corridor.shelf.loading import typed as typed
from corridor.shelf.loading import written as written


@cache
def schemes() -> Schemes:
    """Return the schemes and vocabularies of handling, checked against each other."""
    functions_document = document("corridor.core.access", "functions.yaml")
    return schemes_from((*documents("corridor.core.handling", "schemes"), functions_document))


@cache
def presets() -> dict[str, Preset]:
    """Return the markings that are ready to choose, by name."""
    return presets_from(document("corridor.core.handling", "presets.yaml"), schemes())


@cache
def functions() -> dict[str, Function]:
    """Return the functions in which an officer may act, with their permissions and purposes."""
    return functions_from(document("corridor.core.access", "functions.yaml"), schemes())


@dataclass(frozen=True, eq=False)
class Laid:
    """The lists that this node released over those that ship; everything made from lists is kept for one such state."""

    stamp: str = ""
    lists: Mapping[str, Vocabulary] = field(default_factory=dict)


_NOTHING_LAID = Laid()
_laid: list[Laid] = [_NOTHING_LAID]
"""What this process reads lists from now; a process is told by who keeps the released lists."""


def laid_stamp() -> str:
    """Return which state of the node's own lists this process has."""
    return _laid[0].stamp


def lay_over(stamp: str, lists: Mapping[str, Vocabulary]) -> None:
    """Let the lists of a node stand in place of those that ship, from now on, in this process."""
    _laid[0] = Laid(stamp, lists) if lists else _NOTHING_LAID


@cache
def lists_shipped() -> Mapping[str, Vocabulary]:
    """Return the lists of things as they ship, whatever this node released."""
    return vocabularies_from(documents("corridor.core.vocabularies", "lists"))


def vocabularies() -> Mapping[str, Vocabulary]:
    """Return the lists of codes, by name, each in its newest version: those of things, and those of protection."""
    return _vocabularies(_laid[0])


def lists_of_things() -> Mapping[str, Vocabulary]:
    """Return the lists from which statements about things take their codes."""
    return _lists_of_things(_laid[0])


def registry() -> Registry:
    """Return the schemata: every class, property and vocabulary of things."""
    return _registry(_laid[0])


def translator() -> Translator:
    """Return what puts things into the words of FollowTheMoney."""
    return _translator(_laid[0])


@cache
def invented_countries() -> frozenset[str]:
    """Return the codes of the States that are invented, for demonstrations and examples."""
    rows = country_rows(text("corridor.core.kernel", "countries.csv"))
    return frozenset(row.code for row in rows if row.status == "invented")


@cache
def consent_wordings() -> tuple[ConsentWording, ...]:
    """Return every version of what is read out before an interview, the newest last."""
    return wordings_from(document("corridor.core.interviews", "consent.yaml"))


@lru_cache(maxsize=1)
def _report_form(_laid: Laid) -> Form:
    return form_from(document("corridor.core.reports", "fields.yaml"), registry())


def report_form() -> Form:
    """Return what a situational report asks, section by section."""
    return _report_form(_laid[0])


def wording() -> Wording:
    """Return what columns are called in the tables of others."""
    return _wording(_laid[0])


def mappings() -> dict[str, ImportMapping]:
    """Return the import mappings that ship with the package, by name."""
    return _mappings(_laid[0])


@lru_cache(maxsize=2)
def _vocabularies(laid: Laid) -> Mapping[str, Vocabulary]:
    return {**_lists_of_things(laid), **vocabularies_from(documents("corridor.core.vocabularies", "protection"))}


@lru_cache(maxsize=2)
def _lists_of_things(laid: Laid) -> Mapping[str, Vocabulary]:
    shipped = lists_shipped()
    return {name: joined(laid.lists[name], one) if name in laid.lists else one for name, one in shipped.items()}


@lru_cache(maxsize=2)
def _registry(laid: Laid) -> Registry:
    return registry_from(documents("corridor.core.entities", "schemata"), _lists_of_things(laid))


@lru_cache(maxsize=2)
def _translator(laid: Laid) -> Translator:
    return Translator(_registry(laid), model_from(document("corridor.core.exports", "followthemoney.yaml")))


@lru_cache(maxsize=2)
def _wording(laid: Laid) -> Wording:
    return wording_from(document("corridor.core.imports", "synonyms.yaml"), _registry(laid))


@lru_cache(maxsize=2)
def _mappings(laid: Laid) -> dict[str, ImportMapping]:
    known, handling = _registry(laid), schemes()
    return {mapping.name: mapping for mapping in (mapping_from(one, known, handling) for one in mapping_documents())}


def function_label(function: str, language: str) -> str:
    """Return the name of a function in a language of the interface, or its code where it is not known."""
    term = schemes().functions.get(function)
    return function if term is None else term.labels[language]


def purpose_label(purpose: str, language: str) -> str:
    """Return the name of a purpose in a language of the interface, or its code where it is not known."""
    term = schemes().purposes.get(purpose)
    return purpose if term is None else term.labels[language]


@cache
def directory_lists() -> Mapping[str, Vocabulary]:
    """Return the lists of the directory: mandates, kinds and channels of contacts, outcomes of test calls."""
    return vocabularies_from(documents("corridor.core.directory", "lists"))


@cache
def instruments() -> Mapping[str, Instrument]:
    """Return the legal instruments that ship, by code; who is bound by the real ones is read in by officers."""
    return instruments_from(documents("corridor.core.bases", "instruments"))


@cache
def shipped_sheets() -> tuple[Sheet, ...]:
    """Return which invented States are bound by which invented instruments."""
    return sheets_from(documents("corridor.core.bases", "instruments"))


@cache
def request_lists() -> Mapping[str, Vocabulary]:
    """Return the closed lists of requests between authorities: kinds, grounds, reasons, turns and stages."""
    return vocabularies_from(documents("corridor.core.requests", "lists"))


@cache
def request_kinds() -> Mapping[RequestKind, KindRules]:
    """Return what each kind of request carries."""
    return requests.kinds_from(document("corridor.core.requests", "kinds.yaml"))


@cache
def request_regimes() -> Mapping[str, tuple[Regime, ...]]:
    """Return the clocks of requests, by regime, in their versions."""
    return requests.regimes_from(document("corridor.core.requests", "regimes.yaml"))


@cache
def request_templates() -> Templates:
    """Return the words with which requests begin, and the forms of texts for other channels."""
    return templates_from(document("corridor.core.requests", "templates.yaml"))


@cache
def countries() -> Countries:
    """Return the table of countries and territories."""
    people = people_rows(text("corridor.core.kernel", "demonyms.csv"))
    return Countries(country_rows(text("corridor.core.kernel", "countries.csv")), people)


def mapping_documents() -> tuple[Document, ...]:
    """Return the import mappings that ship with the package, as written."""
    return documents("corridor.core.imports", "mappings")


def series_credits() -> tuple[Document, ...]:
    """Return where the real series of the demonstration come from, one mapping a file."""
    return tuple(loaded(text("corridor.demo.series", "CREDITS.yaml")))


@cache
def route_points() -> dict[str, tuple[float, float]]:
    """Return where the name of a published route is written on the map, by its folded name: latitude, longitude."""
    written = document("corridor.core.picture", "routes.yaml")
    points = {}
    for entry in written["routes"]:
        lat, lon = (float(part) for part in entry["point"].split(","))
        points.update({fold(name): (lat, lon) for name in entry["names"]})
    return points


@cache
def reaches() -> dict[str, Reach]:
    """Return what each means of transport moves over and how far it comes."""
    written = document("corridor.core.picture", "means.yaml")
    return {
        transport: Reach(Means(means["over"]), float(means["kmh"]), float(means["km_day"]))
        for transport, means in written["means"].items()
    }


@cache
def ground() -> Ground:
    """Return where land, sea and airports lie on the real earth."""
    return ground_read(files("corridor.core.picture").joinpath("ground.bin").read_bytes())


@cache
def middles() -> dict[str, tuple[float, float]]:
    """Return the middle of each country's largest piece of land by its code: latitude, longitude."""
    rows = text("corridor.core.picture", "middles.csv").splitlines()[1:]
    cells = [row.split(",") for row in rows]
    return {code: (float(lat), float(lon)) for code, lat, lon in cells}


@cache
def gazetteer() -> Gazetteer:
    """Return the names of places, which stay on the disk: only what is looked up is read."""
    return Gazetteer(_mapped("places.tsv"), _mapped("names.tsv"))


def _mapped(name: str) -> Pages:
    place = files("corridor.core.gazetteer").joinpath(name)
    if not isinstance(place, Path):
        return place.read_bytes()
    with place.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@cache
def rates() -> Rates:
    """Return the yearly rates of currencies and the index of prices; a few thousand figures."""
    return rates_from(text("corridor.core.fees", "rates.csv"), text("corridor.core.fees", "prices.csv"))


@cache
def screening() -> Screening:
    """Return what looks through free text for names of people and what else identifies them."""
    words = document("corridor.core.screening", "rules.yaml")
    return Screening(vocabulary_from(words), cues_from(words), gazetteer())


@cache
def pasting() -> Pasting:
    """Return what reads pasted texts and proposes fields of a report."""
    return Pasting(lexicon_from(document("corridor.core.pasting", "words.yaml")), gazetteer())
