"""The records behind the pages of reports: the form, a report on its way, and the lists."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.picture import MapView


@dataclass(frozen=True, slots=True)
class Finding:
    """What a text seems to hold: the words around it for the author alone, and the token that confirms it."""

    kind: str
    words: str
    token: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ReportField:
    """One field of the form; `name` is its path, `look` is select, checks, text, words, country, place or point.

    `notice` says what to do about its text before the report is sent; nothing is refused yet.
    """

    name: str
    id: str
    label: str
    look: str
    hint: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    problem: str = ""
    longest: int = 300
    is_required: bool = False
    inputmode: str = ""
    notice: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One leg, count or fee."""

    title: str
    fields: tuple[ReportField, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of the form that opens as needed; `further` rows stand behind one more opening."""

    name: str
    title: str
    hint: str
    is_open: bool
    fields: tuple[ReportField, ...]
    rows: tuple[ReportRow, ...] = ()
    further: tuple[ReportRow, ...] = ()
    further_open: bool = False
    is_filled: bool = False


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """An authority by name, and the functions in it that will read the report; none means that nobody there will."""

    code: str
    name: str
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadersPart:
    """Who will read a report under the marking that is chosen; no rows while it is none yet."""

    rows: tuple[ReaderRow, ...]
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file beside a report: both digests, and what was left out of it; `remove_url` takes it away from a draft."""

    name: str
    url: str
    kind: str
    size: str
    sha256: str
    sha256_before: str
    notes: tuple[str, ...]
    remove_url: str = ""


@dataclass(frozen=True, slots=True)
class ThingFilesPage:
    """The files beside the reports of a thing."""

    title: str
    thing_url: str
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class ReportFormPage:
    """The form of a report. POST with `act` save, send or readers; `keeps` names the draft on the device.

    `notices` are the fields whose text seems to name or reach somebody, while nothing is refused yet.
    """

    action: str
    sections: tuple[ReportSection, ...]
    markings: tuple[Choice, ...]
    recipients: tuple[Choice, ...]
    part: ReadersPart
    countries: tuple[Choice, ...]
    map: MapView
    keeps: str
    key: str
    readers_url: str
    back_url: str
    paste_url: str = ""
    sheet_url: str = ""
    last_url: str = ""
    places_url: str = ""
    attach_url: str = ""
    files: tuple[FileRow, ...] = ()
    hand_over_url: str = ""
    problems: tuple[FormProblem, ...] = ()
    notices: tuple[FormProblem, ...] = ()
    marking_problem: str = ""
    recipients_problem: str = ""


@dataclass(frozen=True, slots=True)
class ReportListRow:
    """A report in a list."""

    ref: str
    url: str
    kind: str
    day: str
    place: str
    state: State
    author: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The officer's own reports, and those of colleagues that wait for a second officer."""

    new_url: str
    own: tuple[ReportListRow, ...]
    waiting: tuple[ReportListRow, ...]
    may_release: bool
    returned_url: str = ""
    sheet_url: str = ""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One line of a report as it was typed, in words."""

    label: str
    value: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class SaidSection:
    """A section of a report as it was typed."""

    title: str
    lines: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One released version of a report."""

    label: str
    url: str
    when: str
    by: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ReadByRow:
    """An authority that read of what a report is about, in a month that is over, and in which functions."""

    month: str
    authority: str
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report where it stands, and what the reader can do with it; an empty address means nothing.

    `readers` is nothing where it is not told who read: of a report that is not released or not one's own.
    """

    ref: str
    title: str
    state: State
    explanation: str
    author: str
    sections: tuple[SaidSection, ...]
    part: ReadersPart
    files: tuple[FileRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    readers: tuple[ReadByRow, ...] | None = None
    confirmed: int = 0
    edit_url: str = ""
    take_back_url: str = ""
    discard_url: str = ""
    restore_url: str = ""
    correct_url: str = ""
    release_url: str = ""
    return_url: str = ""
    reasons: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[FormProblem, ...] = ()
