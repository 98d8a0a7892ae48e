"""The records behind the pages on which a table is described, and behind those of the layouts that came of it."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import Counts, Reject


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of a column: a list to choose from, or a short text where `choices` is empty."""

    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """A text of the file and the codes that it may mean."""

    text: str
    said: str
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """One column: what stands in it, what it is proposed to be and why, and what may be set."""

    place: int
    header: str
    samples: tuple[str, ...]
    field: str
    properties: tuple[Choice, ...]
    is_barred: bool
    is_key: bool
    reason: str
    certainty: str
    tone: str
    options: tuple[Option, ...]
    kept: tuple[tuple[str, str], ...]
    codes: tuple[Coded, ...]
    is_read: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """The first rows as they would be understood; `obstacle` says why nothing can be shown."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    read: int = 0
    counts: Counts | None = None
    rejects: tuple[Reject, ...] = ()
    complete: bool = True
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class DescribePage:
    """Describe a table column by column. Posts the whole form with act=preview or act=save.

    `still_open` is what nobody has said yet; `problems` what is wrong with what somebody did.
    """

    action: str
    back_url: str
    file: str
    lead: str
    warning: str
    kinds: tuple[Choice, ...]
    constants: tuple[Option, ...]
    columns: tuple[DescribedColumn, ...]
    repeats: tuple[Choice, ...]
    texts: tuple[Option, ...]
    markings: tuple[Choice, ...]
    whole: bool
    trial: Trial
    may_save: bool
    is_new: bool
    skip: Option
    laid_out: tuple[str, ...] = ()
    other_url: str = ""
    other_label: str = ""
    problems: tuple[FormProblem, ...] = ()
    still_open: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One layout of the own authority."""

    title: str
    name: str
    version: int
    url: str
    by: str
    at: str
    state: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class MappingsPage:
    """The layouts that the own authority described, and what is wrong with those that cannot be used."""

    rows: tuple[MappingRow, ...]
    new_url: str
    back_url: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class MappingPage:
    """One version of a layout as text; saving it makes a new version. Addresses are empty where nothing can be done."""

    title: str
    name: str
    version: int
    by: str
    at: str
    state: str
    tone: str
    written: str
    save_url: str
    download_url: str
    remove_url: str
    back_url: str
    versions: tuple[MappingRow, ...]
    problems: tuple[FormProblem, ...] = ()
