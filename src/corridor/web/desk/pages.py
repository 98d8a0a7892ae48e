"""The records that the pages of the desk are made from: words, figures and addresses, ready to be shown.

A record holds what one reader may see and nothing else. Texts are in the page's language, except what a source wrote,
which stays as recorded. Dates are canonical (`2021-03-14`, `2021-03`, `2021`); figures are plain numbers; the templates
write both in the page's language. An address that is an empty string means that the reader has no such link.
"""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.timeline import Timeline

# ---------------------------------------------------------------------------------------------- shared pieces


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list from which a person chooses; `note` is one sentence that explains it."""

    value: str
    label: str
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One thing a person must correct: the field's name as in the form, and what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class MarkingBadge:
    """A marking in short (`TLP:AMBER · H1`), with the sentence that explains it.

    `tone` is one of clear, green, amber, red, closed: how far the item may travel. It never stands without the text.
    """

    code: str
    originator: str
    sentence: str
    tone: str = "closed"


@dataclass(frozen=True, slots=True)
class GradeBadge:
    """An evaluation in short (`B2`) and in words; the scheme's name stands with it."""

    code: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of a list; number 0 stands for a gap."""

    number: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Which part of a list is shown: rows `first` to `last` of `total`."""

    first: int
    last: int
    total: int
    pages: tuple[PageLink, ...] = ()
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its name. `low` and `high` differ when sources gave a range; None means that nothing was said."""

    label: str
    low: int | None
    high: int | None = None
    note: str = ""
    main: bool = False


# ---------------------------------------------------------------------------------------------- picture


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One narrowing in force and the address of the same question without it."""

    label: str
    value: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The question as a form, sent by GET.

    Names: since, until, measure, kind, country, place, route, source, and hidden edition and world.
    `since` and `until` are months (`2021-03`); both belong to the period. An empty choice value means "all".
    """

    action: str
    since: str
    until: str
    place: str
    measures: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    routes: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    active: tuple[ActiveFilter, ...] = ()
    editions: tuple[str, ...] = ()
    world: str = ""
    reset_url: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a source: drawn, or left out and why.

    Where its own day is not known, the day of loading stands. `switch_url` asks the same with the other choice.
    """

    source: str
    edition: str
    as_of: str
    records: int
    drawn: bool
    reason: str = ""
    switch_url: str = ""
    source_url: str = ""
    credit: str = ""
    licence: str = ""
    invented: bool = False
    loaded_on: str = ""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One line of the table: an incident, or an observation of a series. `low` None means the source gave no figure."""

    title: str
    url: str
    on: str
    kind: str
    place: str
    country: str
    route: str
    low: int | None
    high: int | None
    sources: tuple[str, ...]
    marking: MarkingBadge
    competing: bool = False


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of the question. `bounds` is `west,south,east,north`; `coast_url` an invented coast, or empty."""

    url: str
    bounds: str
    drawn: int
    without_point: int
    without_point_figure: int = 0
    coast_url: str = ""


@dataclass(frozen=True, slots=True)
class PicturePage:
    """The picture: one question, one measure; map, timeline and table give the same answer."""

    question: str
    measure: str
    filters: Filters
    figures: tuple[Figure, ...]
    map: MapView
    timeline: Timeline
    editions: tuple[Edition, ...]
    rows: tuple[PictureRow, ...]
    pagination: Pagination
    order: str = ""
    export_url: str = ""
    import_url: str = ""
    worlds: tuple[Choice, ...] = ()


# ---------------------------------------------------------------------------------------------- incident


@dataclass(frozen=True, slots=True)
class SayerShown:
    """Who says something, under which marking. `original` is the text as recorded when it differs from the value."""

    source: str
    marking: MarkingBadge
    original: str = ""
    source_url: str = ""
    grade: GradeBadge | None = None
    stated_on: str = ""


@dataclass(frozen=True, slots=True)
class ValueShown:
    """One value and everybody who says it; `figures` are written from left to right in every language."""

    text: str
    sayers: tuple[SayerShown, ...]
    url: str = ""
    free_text: bool = False
    figures: bool = False


@dataclass(frozen=True, slots=True)
class PropertyShown:
    """A property and everything that is said about it; `competing` when sources do not agree."""

    name: str
    label: str
    values: tuple[ValueShown, ...]
    competing: bool = False


@dataclass(frozen=True, slots=True)
class BreakdownCell:
    """One figure of the table by sex and age; empty where the source said nothing."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """What one source says about one measure by sex and age."""

    measure: str
    total: str
    cells: tuple[BreakdownCell, ...]
    sayer: SayerShown


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts by sex and age, one row for each source and measure."""

    columns: tuple[str, ...]
    rows: tuple[BreakdownRow, ...]


@dataclass(frozen=True, slots=True)
class RoleShown:
    """One role of a person: the ground, the law, who wrote it and who confirmed it.

    Of a suspended role nothing that it says of the person is here.
    """

    url: str
    title: str = ""
    ground: str = ""
    legal_reference: str = ""
    standing: str = ""
    author: str = ""
    reviewer: str = ""
    reviewed_on: str = ""
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another thing connected with this one, and how."""

    title: str
    url: str
    relation: str
    on: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One thing as this reader's readable items about it, laid together.

    `suspended` is a role that rests until coercion has been reviewed; it must not be shown as standing.
    """

    ref: str
    title: str
    kind: str
    on: str
    place: str
    figures: tuple[Figure, ...]
    properties: tuple[PropertyShown, ...]
    sources: tuple[Link, ...]
    markings: tuple[MarkingBadge, ...]
    neighbours: tuple[Neighbour, ...] = ()
    map: MapView | None = None
    back_url: str = ""
    print_url: str = ""
    export_url: str = ""
    invented: bool = False
    breakdown: Breakdown | None = None
    grades: tuple[GradeBadge, ...] = ()
    roles: tuple[RoleShown, ...] = ()
    suspended: bool = False


# ---------------------------------------------------------------------------------------------- imports


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of an import."""

    accepted: int = 0
    rejected: int = 0
    unchanged: int = 0
    revised: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """The state of an import or a release. `tone` is one of neutral, working, good, attention, stopped."""

    code: str
    label: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line in the list of imports; `at` is a moment written in the page's language."""

    ref: str
    url: str
    file: str
    mapping: str
    by: str
    at: str
    state: State
    counts: Counts


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The imports this reader may see."""

    rows: tuple[ImportRow, ...]
    pagination: Pagination
    new_url: str = ""


@dataclass(frozen=True, slots=True)
class ImportNewPage:
    """Choose files to import. Posts files, mapping (empty: recognise), marking, recipients and released_on."""

    action: str
    mappings: tuple[Choice, ...]
    markings: tuple[Choice, ...]
    limit: str
    recipients: tuple[Choice, ...] = ()
    released_on: str = ""
    back_url: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that was not accepted: line, column and reason, and what to do."""

    line: int
    column: str
    reason: str
    code: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PreviewFile:
    """One uploaded file: what it was recognised as and how its first rows read.

    `mapping` is empty when no mapping fits; `problem` then says why. `rows` are cells as they would be stored.
    """

    name: str
    size: str
    mapping: str
    how: str
    source: str
    edition: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    read: int
    counts: Counts
    rejects: tuple[Reject, ...] = ()
    unused_columns: tuple[str, ...] = ()
    complete: bool = True
    credit: str = ""
    problem: str = ""
    released_on: str = ""
    marking: MarkingBadge | None = None


@dataclass(frozen=True, slots=True)
class ImportPreviewPage:
    """What would happen; nothing is stored yet. `run_url` publishes, `discard_url` forgets the files; both by POST.

    `marking` is the one of all files; None where they differ, and then each file has its own.
    """

    files: tuple[PreviewFile, ...]
    marking: MarkingBadge | None
    marking_label: str
    run_url: str
    discard_url: str
    ready: bool = True
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come. `total` 0 means unknown. `poll_url` is empty once the work is over."""

    done: int
    total: int
    label: str
    poll_url: str = ""

    @property
    def percent(self) -> int:
        """The share done, in whole percent; 0 when the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total > 0 else 0


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done to the import: when, by whom."""

    label: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import; `desk/import_progress.html` takes the same record.

    cancel, publish, undo and redo are sent by POST; the other addresses are links.
    """

    ref: str
    file: str
    mapping: str
    source: Link
    edition: str
    marking: MarkingBadge
    state: State
    counts: Counts
    progress: Progress | None = None
    released_on: str = ""
    rejects: tuple[Reject, ...] = ()
    rejects_url: str = ""
    cancel_url: str = ""
    publish_url: str = ""
    undo_url: str = ""
    redo_url: str = ""
    picture_url: str = ""
    back_url: str = ""
    acts: tuple[Act, ...] = ()
    url: str = ""
    problem: str = ""
    effect: str = ""


# ---------------------------------------------------------------------------------------------- sources


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One publisher or authority whose releases this reader may see."""

    label: str
    url: str
    editions: int
    releases: int
    records: int
    as_of: str
    state: State
    invented: bool = False


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The sources this reader may see."""

    rows: tuple[SourceRow, ...]
    import_url: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """One load of a source."""

    ref: str
    edition: str
    file: str
    released_on: str
    loaded: str
    records: int
    state: State
    marking: MarkingBadge
    import_url: str = ""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source: who publishes it, under which licence, and its releases.

    Withdrawing takes the effect of everything the own authority holds of it away at once. Both acts are POST with a
    `reason`, one of the choices.
    """

    title: str
    publisher: str
    about: str
    credit: str
    licence: str
    site_url: str
    as_of: str
    figures: tuple[Figure, ...]
    releases: tuple[Release, ...]
    back_url: str = ""
    picture_url: str = ""
    invented: bool = False
    problems: tuple[FormProblem, ...] = ()
    withdraw_url: str = ""
    withdraw_reasons: tuple[Choice, ...] = ()
    restore_url: str = ""
    restore_reasons: tuple[Choice, ...] = ()
    note: str = ""


# ---------------------------------------------------------------------------------------------- find, refusals


@dataclass(frozen=True, slots=True)
class FindResult:
    """One thing found by words."""

    title: str
    url: str
    kind: str
    on: str
    place: str
    source: str
    marking: MarkingBadge
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class FindPage:
    """Things that carry the words, in an order that rests on each row alone."""

    action: str
    words: str
    results: tuple[FindResult, ...]
    pagination: Pagination
    asked: bool = True


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A refusal: what was refused, which thing, why, and what the person can do."""

    title: str
    what: str
    reasons: tuple[str, ...]
    hint: str
    code: str
    which: str = ""
    back_url: str = ""
    change_url: str = ""
