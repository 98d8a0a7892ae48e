"""The data files that ship with the package, parsed and handed to the core; nothing else opens them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from corridor.core.access.functions import Function, functions_from
from corridor.core.entities.registry import Registry, registry_from
from corridor.core.exports.exchange.followthemoney import Translator, model_from
from corridor.core.handling.exchange import schemes_from
from corridor.core.handling.presets import Preset, presets_from
from corridor.core.handling.scheme import Schemes
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import ImportMapping
from corridor.core.imports.wording import Wording, wording_from
from corridor.core.kernel.countries import Countries, country_rows
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Means
from corridor.core.picture.ground import Ground, ground_read
from corridor.core.picture.plausibility import Reach
from corridor.core.vocabularies.exchange import vocabularies_from
from corridor.core.vocabularies.records import Vocabulary

Document = dict[str, Any]

SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader that makes plain values only; the quick one where the machine has it."""


MISREAD = (yaml.YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""How the loader fails: with an error of its own, or with Python's on a day such as 2021-13-45 or an empty number."""


def _load(written: str) -> Any:
    return yaml.load(written, Loader=SAFE)  # noqa: S506  # both are safe loaders


@cache
def documents(package: str, folder: str = "") -> tuple[Document, ...]:
    """Return the YAML documents of one folder of a package, in the order of their file names."""
    place = files(package).joinpath(folder) if folder else files(package)
    names = sorted(entry.name for entry in place.iterdir() if entry.name.endswith(".yaml"))
    return tuple(_load(place.joinpath(name).read_text("utf-8")) for name in names)


def document(package: str, name: str) -> Document:
    """Return one YAML document of a package."""
    parsed: Document = _load(files(package).joinpath(name).read_text("utf-8"))
    return parsed


def parsed(written: str) -> object:
    """Return what a YAML text says; a text that is not YAML comes back as it is, for the reader to refuse."""
    try:
        return _load(written)
    except MISREAD:
        return written


def typed(written: str) -> object:
    """Return what a YAML text says that an officer typed; one that repeats itself by reference is not taken apart.

    References can make a short text stand for an endless one.
    """
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(written, Loader=SAFE)):
            return written
    except MISREAD:
        return written
    return parsed(written)


def written(document: Document) -> str:
    """Return a document as YAML, its keys in their order."""
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120))


def text(package: str, name: str) -> str:
    """Return one text file of a package, a table for example."""
    return files(package).joinpath(name).read_text("utf-8")


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


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Return the lists of codes, by name, each in its newest version: those of things, and those of protection."""
    return {**lists_of_things(), **vocabularies_from(documents("corridor.core.vocabularies", "protection"))}


@cache
def lists_of_things() -> Mapping[str, Vocabulary]:
    """Return the lists from which statements about things take their codes."""
    return vocabularies_from(documents("corridor.core.vocabularies", "lists"))


@cache
def registry() -> Registry:
    """Return the schemata: every class, property and vocabulary of things."""
    return registry_from(documents("corridor.core.entities", "schemata"), lists_of_things())


@cache
def translator() -> Translator:
    """Return what puts things into the words of FollowTheMoney."""
    return Translator(registry(), model_from(document("corridor.core.exports", "followthemoney.yaml")))


def function_label(function: str, language: str) -> str:
    """Return the name of a function in a language of the interface, or its code where it is not known."""
    term = schemes().functions.get(function)
    return function if term is None else term.labels[language]


def purpose_label(purpose: str, language: str) -> str:
    """Return the name of a purpose in a language of the interface, or its code where it is not known."""
    term = schemes().purposes.get(purpose)
    return purpose if term is None else term.labels[language]


@cache
def countries() -> Countries:
    """Return the table of countries and territories."""
    return Countries(country_rows(text("corridor.core.kernel", "countries.csv")))


@cache
def wording() -> Wording:
    """Return what columns are called in the tables of others."""
    return wording_from(document("corridor.core.imports", "synonyms.yaml"), registry())


def mapping_documents() -> tuple[Document, ...]:
    """Return the import mappings that ship with the package, as written."""
    return documents("corridor.core.imports", "mappings")


@cache
def mappings() -> dict[str, ImportMapping]:
    """Return the import mappings that ship with the package, by name."""
    return {
        mapping.name: mapping for mapping in (mapping_from(one, registry(), schemes()) for one in mapping_documents())
    }


def series_credits() -> tuple[Document, ...]:
    """Return where the real series of the demonstration come from, one mapping a file."""
    return tuple(_load(text("corridor.demo.series", "CREDITS.yaml")))


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
