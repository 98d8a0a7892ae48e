"""The nouns of a report: the form as data, a place that was found, and what a filled form says or why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from corridor.core.entities.records import Draft
from corridor.core.entities.registry import Registry
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.identifiers import Uid
from corridor.core.reports.codes import Fault, FieldType

Labels = Mapping[str, str]
Values = Mapping[str, str]
"""What was typed, by the path of the field; several codes are written with commas."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a report asks: how it is read, and which property of which class it becomes."""

    name: str
    type: FieldType
    labels: Labels
    kind: str
    property: str = ""
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    help: Labels = field(default_factory=dict)
    is_required: bool = False
    is_many: bool = False
    longest: int = 300


@dataclass(frozen=True, slots=True)
class Rows:
    """Fields that are asked several times: legs, counts, fees; `first` rows are offered at once, `most` at the most."""

    name: str
    kind: str
    labels: Labels
    fields: tuple[Field, ...]
    most: int
    first: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that opens as needed."""

    name: str
    labels: Labels
    help: Labels
    fields: tuple[Field, ...]
    rows: Rows | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Everything a report asks, in its order."""

    sections: tuple[Section, ...]

    def field(self, path: str) -> Field | None:
        """Return the field of a path such as `occurred_on` or `legs.0.from_text`; nothing where there is none."""
        group, _, rest = path.partition(".")
        number, _, name = rest.partition(".")
        for section in self.sections:
            rows = section.rows
            if rest and rows is not None and rows.name == group and number.isascii() and number.isdigit():
                is_row = int(number) < rows.most and str(int(number)) == number
                return next((one for one in rows.fields if one.name == name and is_row), None)
            if not rest:
                for one in section.fields:
                    if one.name == path:
                        return one
        return None

    def paths(self) -> Iterator[str]:
        """Yield every path that a filled form can have, in the order of the page."""
        for section in self.sections:
            if section.rows is not None:
                for number in range(section.rows.most):
                    yield from (f"{section.rows.name}.{number}.{one.name}" for one in section.rows.fields)
            yield from (one.name for one in section.fields)


class Place(NamedTuple):
    """A place as somebody found it: its stable mark, name, country, point (`lat,lon`), whether it is invented.

    `uid` is the thing by which the node knows it already, if it does.
    """

    id: str
    name: str
    country: str
    point: str
    is_invented: bool = False
    precision: str = "locality"
    uid: Uid | None = None


class Finding(NamedTuple):
    """What a text seems to hold, and from which to which character; never the text itself."""

    kind: str
    start: int
    end: int


Screen = Callable[[str], Sequence[Finding]]
"""Answers what a free text seems to hold."""


class PlacesFound(Protocol):
    """Answers which places a name may mean."""

    def __call__(self, text: str, country: str = "", /) -> Sequence[Place]:
        """Return the places of exactly this name, in a country if one is given."""


@dataclass(frozen=True)
class Asking:
    """Everything a form is read against: the lists, the places, the day, and who may be named as reader."""

    form: Form
    registry: Registry
    countries: Countries
    invented: frozenset[str]
    """The codes of invented States, of which no report is drawn together with anything real."""
    currencies: frozenset[str]
    places: PlacesFound
    screen: Screen
    today: date
    presets: Mapping[str, bool]
    """The markings offered, and whether each names its recipients."""
    authorities: frozenset[str]
    grades: Mapping[str, frozenset[str]]
    grade_scheme: str
    language: str
    ref: str
    things: Callable[[str], Uid]
    """The identifier of a thing of this report by its path; the same whenever the report is read again."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One reason why a field is refused; the sentence never repeats what was typed.

    `start` and `end` mark the part of the text that is meant; `token` confirms a finding that may be confirmed. `kind`
    is what was found, or the code of the safeguard.
    """

    path: str
    fault: Fault
    sentence: str
    start: int = 0
    end: int = 0
    token: str = ""
    kind: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Searched:
    """What the free texts of a form seem to hold: what must be taken out or confirmed, and what was confirmed."""

    open: tuple[FieldProblem, ...]
    confirmed: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a filled form says, ready to be filed: the incident first, then everything that belongs to it."""

    drafts: tuple[Draft, ...]
    grade: str
    preset: str
    recipients: tuple[str, ...]
    is_invented: bool
    confirmed: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A form that was read: its content, or every reason why there is none."""

    content: Content | None
    problems: tuple[FieldProblem, ...]
