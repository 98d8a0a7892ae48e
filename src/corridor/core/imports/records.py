"""The nouns of an import: a mapping and its fields, a table, a row that was read and one that was refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.imports.codes import SENTENCES, Reason, Repeats

Claim = tuple[str, str, str | None]
Cells = list[str | None]
NONE: frozenset[str] = frozenset()


class Problem(NamedTuple):
    """One reason why a row is refused. It names the column, never what the cell says."""

    column: str
    code: str
    message: str
    params: Mapping[str, str | int]


class Row(NamedTuple):
    """A row that was read: the key of its record, its claims (property, value, text as recorded) and any grade."""

    key: str
    claims: list[Claim]
    grade: str | None = None


class Refused(NamedTuple):
    """A row that was refused, with every reason."""

    problems: tuple[Problem, ...]


class Broken(list[str | None]):
    """The cells of a row that is refused before any of them is read."""

    __slots__ = ("problem",)

    def __init__(self, cells: Cells, problem: Problem) -> None:
        super().__init__(cells)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Layout:
    """How the table lies in its file, where that cannot or shall not be found out.

    `sheets` are folded names, where * stands for anything. `header` is the line of the header and `header_rows` how
    many lines it takes; 0 leaves it to be found out. `is_computed` takes what a formula came to instead of refusing it.
    `skip` are texts at the beginning of rows that are no records, such as totals and footnotes; `skip_in` the texts
    that say so in a column, by its header (folded). `blocks` find the titles of blocks that stand one below the other.
    """

    sheets: tuple[re.Pattern[str], ...] = ()
    together: bool = False
    header: int = 0
    header_rows: int = 0
    encoding: str = ""
    is_computed: bool = False
    skip: tuple[re.Pattern[str], ...] = ()
    skip_in: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    blocks: tuple[re.Pattern[str], ...] = ()

    @property
    def told_by_titles(self) -> tuple[str, ...]:
        """The columns that the titles of blocks say for the rows below them."""
        return tuple(dict.fromkeys(name for title in self.blocks for name in title.groupindex))


AUTOMATIC = Layout()


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns that say the same thing about different months, places or groups: each becomes a row of its own.

    `columns` gives for each such header (folded) the text that it stands for. With `styles`, every header that is a
    date in one of them is such a column too. `name` is the column for that text and `value` the one for the cell.
    Where a header says two things, such as 2019 Men, `groups` gives the second by header (folded), and `group` is the
    column for it.
    """

    columns: Mapping[str, str]
    styles: tuple[str, ...]
    name: str
    value: str
    group: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def made(self) -> tuple[str, ...]:
        """The columns that wide columns become."""
        return (self.name, *((self.group,) if self.group else ()), self.value)


@dataclass(frozen=True, slots=True)
class Table:
    """A file as a header and a stream of rows; each row comes with its line, or the number of its record in JSON.

    `sheet` is the name of its sheet in a workbook, `tags` the hashtags of the humanitarian exchange (HXL) by column.
    """

    name: str
    format: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, Cells]]
    sheet: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouping:
    """The column that says of which sex or age the people of a row are, and what its texts (folded) mean.

    A text that means nothing in particular, such as Total, stands for an empty text.
    """

    column: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """How one property is filled from one or two columns, or with a constant."""

    prop: str
    type: str
    columns: tuple[str, ...] = ()
    constant: str | None = None
    required: bool = False
    missing: frozenset[str] = NONE
    styles: tuple[str, ...] = ("iso",)
    future: bool = False
    year_begins: int = 1
    order: str = "lat,lon"
    zero: bool = False
    thousands: str = ""
    between: str = ""
    below: str = ""
    ranges: Mapping[str, str] = field(default_factory=dict)
    instead_of: str = ""
    is_closed: bool = False
    silent_zero: bool = False
    sex_from: Grouping | None = None
    age_from: Grouping | None = None
    sex: str = ""
    age: str = ""
    decimal: str = "."
    currency: str = ""
    several: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    combined: str = ""
    otherwise: str = "reject"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that a row must keep: the total is at least the sum of the parts."""

    total: str
    at_least: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grading:
    """Which column carries a grade of reliability, and which grade each of its values means, as `scheme:grade`."""

    column: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recognition:
    """By which columns a file of this kind is recognised, and by its name where the columns alone do not tell."""

    needs: frozenset[str]
    without: frozenset[str]
    file_names: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """How the files of one publisher and one layout become statements.

    `columns` gives for each column the headers (folded) under which it may stand. `whole` says that a release is a
    complete snapshot, so that what a later release lacks is withdrawn. `spare` are columns of the key that a file may
    lack. `is_export` says that a node wrote the file.
    """

    name: str
    version: int
    title: Mapping[str, str]
    source: str
    edition: str
    credit: str
    licence: str
    marking: str
    whole: bool
    formats: frozenset[str]
    kind: str
    key: tuple[str, ...]
    repeats: Repeats
    columns: Mapping[str, tuple[str, ...]]
    fields: tuple[Field, ...]
    recognition: Recognition
    unread: frozenset[str] = NONE
    as_of: str | None = None
    file_name: str | None = None
    checks: tuple[Check, ...] = ()
    grading: Grading | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    spare: frozenset[str] = NONE
    layout: Layout = AUTOMATIC
    wide: Wide | None = None
    is_export: bool = False

    @property
    def dataset(self) -> str:
        """The data set that releases of this mapping belong to."""
        return f"{self.source}/{self.edition}"


def problem(reason: Reason, column: str = "", **params: str | int) -> Problem:
    """Return a problem with its English sentence."""
    return Problem(column, reason.value, SENTENCES[reason].format(column=column, **params), params)
