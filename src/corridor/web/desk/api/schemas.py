"""What the programming interface takes and gives, as its description states it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Measure = Literal["deaths", "incidents", "people", "detections"]
Form = Literal["csv", "geojson", "ftm", "ftm-statements"]
View = Literal["picture", "find", "thing", "source", "everything"]
Reliability = Literal["", "A", "B", "C"]
Accuracy = Literal["", "1", "2", "3"]


class Strict(Schema):
    """A part of a request; what it does not describe is refused."""

    model_config = ConfigDict(extra="forbid")


Month = Annotated[str, Field(pattern=r"^((19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?)?$")]
Known = Annotated[
    str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", description="As known on a day (2026-03-01); empty for now")
]
Country = Annotated[str, Field(pattern=r"^([A-Z]{2})?$")]
Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class QuestionAsked(Schema):
    """The question of the picture; an empty part asks for everything."""

    since: Month = ""
    until: Month = ""
    kind: Words = ""
    country: Country = ""
    route: Words = ""
    place: Words = ""
    source: Words = ""
    method: Words = ""
    transport: Words = ""
    reliability: Reliability = ""
    accuracy: Accuracy = ""
    known: Known = ""


class Fault(Schema):
    """One thing that is wrong with a request: where, and why."""

    where: str
    code: str
    message: str


class Problem(Schema):
    """A refusal (RFC 9457), with the code under which docs/reference/errors.md explains it."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    hint: str
    reasons: list[str]
    faults: list[Fault]


class Me(Schema):
    """For whom the token speaks."""

    officer: str
    authority: str
    function: str
    purpose: str
    permissions: list[str]
    token: str
    expires_at: str


class ThingFound(Schema):
    """One thing that answers a search."""

    uid: str
    title: str
    kind: str


class ThingsFound(Schema):
    """Part of what a search found; `next` is empty where nothing follows."""

    things: list[ThingFound]
    next: str


class Thing(Schema):
    """One thing: what it is called, what others call it, and under which markings something is said of it."""

    uid: str
    title: str
    kinds: list[str]
    selves: list[str]
    is_suspended: bool
    sources: list[str]
    markings: dict[str, Any]


class StatementTold(Schema):
    """Who says what of a thing: `marking` is the address of a marking, which the thing gives in full."""

    about: str
    property: str
    value: str
    original: str | None
    lang: str | None
    ref: str | None
    source: str | None
    edition: str | None
    grade: str | None
    stated_on: str | None
    marking: str


class Statements(Schema):
    """Part of what is said of a thing."""

    statements: list[StatementTold]
    next: str


class MonthTold(Schema):
    """One step of the timeline."""

    on: str
    things: int
    low: int
    high: int


class RowTold(Schema):
    """One line of the picture's table; figures are empty where the source gave none."""

    uid: str
    title: str
    on: str
    kind: str | None
    country: str | None
    route: str | None
    low: int | None
    high: int | None


class EditionTold(Schema):
    """One edition of a source: drawn, or left out beside another."""

    source: str
    edition: str
    records: int
    is_drawn: bool


class PictureAsked(QuestionAsked):
    """A question, and which part of the answer's table."""

    measure: Measure = "deaths"
    cursor: Annotated[str, Field(max_length=200, description="From the answer before; empty for the beginning")] = ""


class Picture(Schema):
    """The answer to a question."""

    measure: str
    things: int
    low: int
    high: int
    months: list[MonthTold]
    editions: list[EditionTold]
    rows: list[RowTold]
    next: str


class SourceTold(Schema):
    """One source."""

    code: str
    records: int
    as_of: str
    credits: list[str]
    licences: list[str]
    is_invented: bool


class Sources(Schema):
    """The sources that the reader may see."""

    sources: list[SourceTold]


class MarkingAsked(Strict):
    """A marking by its preset; recipients count where the preset names them."""

    preset: Annotated[str, Field(max_length=64)]
    recipients: Annotated[list[Annotated[str, Field(max_length=32)]], Field(max_length=50)] = []


class StatementMade(Strict):
    """One statement of a report; `thing` names another thing of the report in the place of a value."""

    property: Annotated[str, Field(max_length=64)]
    value: Annotated[str, Field(max_length=10_000)] = ""
    thing: Annotated[str, Field(max_length=64)] = ""


class ThingMade(Strict):
    """One thing of a report: `name` is how the report itself speaks of it, `uid` names one that is known already."""

    name: Annotated[str, Field(min_length=1, max_length=64)]
    kind: Annotated[str, Field(max_length=64)]
    uid: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    statements: Annotated[list[StatementMade], Field(max_length=500)]
    marking: MarkingAsked | None = None


class ReportMade(Strict):
    """A report to be filed; its first thing is what it is about."""

    ref: Annotated[str, Field(max_length=64)]
    filed_on: Annotated[str, Field(max_length=10)]
    marking: MarkingAsked
    grade: Annotated[str, Field(max_length=32)] = ""
    things: Annotated[list[ThingMade], Field(min_length=1, max_length=200)]


class ReportFiled(Schema):
    """A report that stands; `things` gives the identifier of each thing by the name that the report used."""

    ref: str
    uid: str
    things: dict[str, str]


class ImportTold(Schema):
    """How far an import is."""

    uid: str
    state: str
    file: str
    mapping: str
    released_on: str
    rows: int
    accepted: int
    rejected: int
    unchanged: int
    revised: int


class Imports(Schema):
    """Part of the imports that the reader may see, the latest first."""

    imports: list[ImportTold]
    next: str


class TermTold(Schema):
    """One code of a vocabulary."""

    code: str
    labels: dict[str, str]


class VocabularyTold(Schema):
    """One vocabulary."""

    name: str
    version: int
    labels: dict[str, str]
    codes: list[TermTold]


class Vocabularies(Schema):
    """The vocabularies of the node."""

    vocabularies: list[VocabularyTold]


class PropertyTold(Schema):
    """What can be said of a thing."""

    name: str
    type: str
    vocabulary: str | None
    ftm: str | None
    labels: dict[str, str]


class SchemaTold(Schema):
    """One class of things."""

    name: str
    extends: list[str]
    ftm: str
    labels: dict[str, str]
    required: list[str]
    properties: list[str]


class Schemata(Schema):
    """The classes of things and their properties."""

    schemata: list[SchemaTold]
    properties: list[PropertyTold]


class ExportAsked(QuestionAsked):
    """What is to be exported, in which form; the question counts where the view is the picture."""

    format: Form
    view: View = "everything"
    thing: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    words: Words = ""
    measure: Measure = "incidents"
