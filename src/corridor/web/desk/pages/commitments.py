"""What the templates of the catalogue are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination


@dataclass(frozen=True, slots=True)
class HubRow:
    """One line of the hub."""

    url: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class HubPage:
    """What there is about commitments for one officer."""

    rows: tuple[HubRow, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in a list."""

    url: str
    title: str
    where: str
    kind: str
    pillar: str
    caveat: str


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """The catalogue, narrowed to what was asked; `filters` are name, label and choices of each view."""

    words: str
    filters: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    only_asked: bool
    rows: tuple[ItemRow, ...]
    pagination: Pagination
    instruments: tuple[Link, ...]
    new_url: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item with what asks for the same elsewhere."""

    title: str
    paraphrase: str
    facts: tuple[tuple[str, str], ...]
    caveat: str
    compared: str
    confirmed: tuple[str, ...]
    indicators: tuple[tuple[str, str, str], ...]
    same: tuple[ItemRow, ...]
    beside: tuple[ItemRow, ...]
    parts: tuple[ItemRow, ...]
    articles: tuple[ItemRow, ...]
    report_url: str
    confirm_url: str
    may_take_back: bool
    source: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """One instrument with its items in its own order."""

    name: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[ItemRow, ...]
    added: str
    replace_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class ItemField:
    """One field of one item in the form; `listed` names the list of words that it offers, where several may stand."""

    id: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    listed: str


@dataclass(frozen=True, slots=True)
class InstrumentFormPage:
    """The form of a further instrument: its head, and its items as lines or as a file with codes from closed lists."""

    values: Mapping[str, str]
    bindings: tuple[Choice, ...]
    lines: tuple[tuple[str, tuple[ItemField, ...]], ...]
    lists: tuple[tuple[str, tuple[Choice, ...]], ...]
    codes: tuple[tuple[str, tuple[Choice, ...]], ...]
    template_url: str
    problems: tuple[FormProblem, ...] = ()
