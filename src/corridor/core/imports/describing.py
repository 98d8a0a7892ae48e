"""A table as a person describes it, column by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corridor.core.entities.registry import Registry
from corridor.core.imports.cells import TYPES
from corridor.core.imports.records import Wide
from corridor.core.kernel.text import fold


class Confidence(StrEnum):
    """How certain a proposal is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


class Because(StrEnum):
    """Why a column is proposed as it is, or left out."""

    NAME = "name"
    CONTENT = "content"
    BOTH = "name-and-content"
    PARTS = "parts"
    GROUP = "group"
    PEOPLE = "people"
    CONTACT = "contact"
    FREE_TEXT = "free-text"
    EMPTY = "empty"
    REPEATED = "repeated"
    DIMENSION = "dimension"
    CODES = "codes"
    EITHER = "either-way"
    MARK = "mark"
    RATE = "rate"
    BREAKS = "breaks"
    SUM = "sum"
    TOTAL = "total"
    WIDE = "wide"
    BESIDE = "beside-wide"
    SPAN = "span"
    MONTH = "month-without-year"
    KIND = "other-kind"
    FISCAL = "fiscal"
    UNKNOWN = "unknown"


PARTS = {
    "point": ("lat", "lon"),
    "date": ("year", "month", "day"),
    "money": ("amount", "currency"),
    "count": ("sum",),
}
"""The types whose value may stand in several columns, with the parts in the order in which a mapping names them."""


BREAKS = ("sex", "age", "sex-age")
"""What a column beside figures may say of the people whom they count."""


@dataclass(frozen=True, slots=True)
class WidePlan:
    """Columns that become rows, each header with the text it stands for, or the style in which they are dates.

    `name` and `value` are the columns that they become, and `group` a third for what else headers say (`groups`).
    """

    name: str
    value: str
    style: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def wide(self) -> Wide:
        """The same as a mapping reads it."""
        listed = {fold(header): text for header, text in self.columns.items()}
        groups = {fold(header): text for header, text in self.groups.items()}
        return Wide(listed, (self.style,) if self.style else (), self.name, self.value, self.group, groups)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What becomes of one column: the property that it fills, or nothing. `codes` gives a code for each text.

    With `breaks`, its texts say the sex or the age, or both, of the people whom the figures of the row count; a code is
    then a sex, an age, or both as `female/child`, or `all` where a text means no group in particular. With the part
    `sum`, the figures of all columns of the same group are added up.
    """

    header: str
    prop: str = ""
    part: str = ""
    styles: tuple[str, ...] = ()
    order: str = ""
    sex: str = ""
    age: str = ""
    missing: tuple[str, ...] = ()
    thousands: str = ""
    decimal: str = ""
    between: str = ""
    below: str = ""
    several: str = ""
    currency: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    required: bool = False
    confidence: str = ""
    because: str = ""
    breaks: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """A table as described: what a row is, where it comes from, and a plan for each column. `key` holds headers.

    With `wide` the columns are those that the table has when its wide columns have become rows. `skip` are texts at the
    beginning of rows that are no records, and `skip_in` the texts of other columns that say so. `sheets` are read
    together as one table. `file_names` are patterns for the name of the file, where its columns alone do not tell it.
    """

    columns: tuple[ColumnPlan, ...]
    kind: str = ""
    key: tuple[str, ...] = ()
    repeats: str = "reject"
    constants: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    version: int = 1
    title: str = ""
    source: str = ""
    edition: str = ""
    credit: str = ""
    licence: str = ""
    marking: str = ""
    whole: bool = False
    sheets: tuple[str, ...] = ()
    wide: WidePlan | None = None
    skip: tuple[str, ...] = ()
    skip_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file_names: tuple[str, ...] = ()


def type_of(prop: str, registry: Registry) -> str:
    """Return the type under which cells are read for a property; nothing where no cell can give it."""
    found = registry.properties.get(prop)
    if found is None:
        return ""
    name = "text" if found.or_text else str(found.type)
    return name if name in TYPES else ""


def fillable(kind: str, registry: Registry) -> tuple[str, ...]:
    """Return the properties of a kind that a table may fill: none that says something about one person."""
    schema = registry.schemata.get(kind)
    if schema is None or schema.abstract or schema.personal:
        return ()
    return tuple(prop for prop in schema.properties if type_of(prop, registry) and not registry.is_personal(kind, prop))


def loadable_kinds(registry: Registry) -> tuple[str, ...]:
    """Return the kinds of things that a table may bring in: people and roles are not among them (R-01, R-02)."""
    return tuple(kind for kind in registry.kinds() if not registry.schemata[kind].personal and fillable(kind, registry))


_OPTIONS = {
    "date": ("style",),
    "count": ("sex", "age", "thousands", "between", "below"),
    "number": ("thousands", "decimal"),
    "money": ("thousands", "decimal", "currency"),
    "point": ("order",),
    "country": ("several", "codes"),
    "nationality": ("several", "codes"),
    "code": ("several", "codes", "otherwise"),
    "url": ("several",),
    "text": ("several",),
    "name": ("several",),
}
"""The options of each type that a person sets when describing a table; `missing` and `required` go with all."""


def options_of(kind: str) -> tuple[str, ...]:
    """Return the options that a type of value has."""
    return _OPTIONS.get(kind, ())
