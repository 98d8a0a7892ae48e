"""Commitments as they ship: the catalogue, its words in other languages, and the templates of forums."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from corridor.core.answers.exchange import labels_from, template_from
from corridor.core.answers.records import Template
from corridor.core.commitments.exchange import catalogue_from, compared_from, words_from
from corridor.core.commitments.records import Catalogue, Words
from corridor.core.progress.codes import Computation
from corridor.shelf.loading import document, documents

COMMITMENTS = "corridor.core.commitments"


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Return the commitments that ship, with what came of comparing the legal ones with their sources."""
    compared = compared_from(document(COMMITMENTS, "catalogue/compared.yaml"))
    return catalogue_from(document(COMMITMENTS, "catalogue/commitments.yaml"), compared)


@lru_cache(maxsize=4)
def catalogue_words(language: str) -> Words | None:
    """Return the catalogue's words in a language; nothing for English, which the catalogue itself is written in."""
    name = f"catalogue/words/{language}.yaml"
    return words_from(document(COMMITMENTS, name)) if files(COMMITMENTS).joinpath(name).is_file() else None


ANSWERS = "corridor.core.answers"


@cache
def answer_templates() -> dict[str, Template]:
    """Return the templates of reports to forums that ship, by code; each is read beside the commitments that ship."""
    found = (template_from(one, catalogue()) for one in documents(ANSWERS, "templates"))
    return {one.code: one for one in found}


@cache
def answer_labels() -> dict[str, Mapping[str, str]]:
    """Return the words that every report to a forum shares, each in every language."""
    return dict(labels_from(document(ANSWERS, "labels.yaml")))


PROGRESS = "corridor.core.progress"


@cache
def computations() -> dict[str, Computation]:
    """Return by which computation a node finds the value of an indicator, by indicator."""
    told = document(PROGRESS, "computations.yaml")["computations"]
    return {indicator: Computation(code) for indicator, code in told.items()}
