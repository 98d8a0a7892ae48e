"""The records behind the import pages."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination
from corridor.web.desk.pages.pieces import MarkingBadge


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
    quarantine_url: str = ""


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
    mappings_url: str = ""
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
    describe_url: str = ""


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
