"""What hostile bytes are given to, and what may come of them: something read, or a refusal that says why."""

from __future__ import annotations

import re
import resource
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from corridor import shelf
from corridor.core.attachments.codes import Form
from corridor.core.attachments.kinds import form_of
from corridor.core.exports.exchange.manifest import signed_from
from corridor.core.imports.arranging import chosen
from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.errors import MappingInvalid
from corridor.core.imports.fitting import Ground
from corridor.core.imports.language import mapping_from, recognise
from corridor.core.imports.proposing import propose
from corridor.core.imports.records import AUTOMATIC, Layout, Refused, Table
from corridor.core.imports.rows import read_rows
from corridor.core.imports.written import document_from
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.attachments import cell
from corridor.web.desk.imports.tables_in import opened
from tests.hostile import seeds

SECONDS = 10
"""What one input may take of the processor; others on the machine do not count."""

MEMORY = 3 << 30
ROWS = 1500
_QUICK = "/dev/shm" if Path("/dev/shm").is_dir() else None  # files that nobody misses
_CODE = re.compile(r"[a-z]+\.E\d\d")


@cache
def ground() -> Ground:
    """Return what proposals stand on."""
    return Ground(shelf.wording(), shelf.registry(), shelf.countries())


@dataclass(frozen=True)
class Target:
    """One reader: what it is called, good files to begin with, and what reads."""

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes], None]


@dataclass(frozen=True)
class Verdict:
    """What came of one input; `fault` is empty where that is allowed."""

    said: str
    fault: str = ""

    @property
    def is_crash(self) -> bool:
        """Whether something broke; else, where there is a fault, a refusal did not say why."""
        return self.said == "crash"


class TooLong(BaseException):
    """An input took longer than any may."""


@contextmanager
def in_time() -> Iterator[None]:
    """End what takes too long."""

    def ring(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def little_memory() -> None:
    """Let this process grow no further than an import may."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def judged(target: Target, content: bytes) -> Verdict:
    """Give an input to a reader and say what came of it."""
    try:
        with in_time(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            target.read(content)
    except CorridorError as refused:
        return Verdict("refused", unexplained(refused))
    except (Exception, TooLong) as fault:  # noqa: BLE001  # whatever it is, it is a find
        return Verdict("crash", f"{type(fault).__name__}: {str(fault)[:200]}")
    return Verdict("read")


def unexplained(refused: CorridorError) -> str:
    """Return what a refusal does not say, or nothing."""
    hint = getattr(refused, "hint_for_fault", refused.hint)
    if not _CODE.fullmatch(refused.code) or refused.code == CorridorError.code:
        return f"{type(refused).__name__} has no code"
    if not refused.message.strip() or not hint:
        return f"{refused.code} says not why, or not what to do"
    if len(refused.message) > 2000:
        return f"{refused.code} says far too much"
    return ""


@contextmanager
def _brought(content: bytes, layout: Layout = AUTOMATIC) -> Iterator[Iterator[Table]]:
    """Keep a file as an import does, and open it."""
    with tempfile.NamedTemporaryFile(dir=_QUICK) as kept:
        kept.write(content)
        kept.flush()
        with opened(Path(kept.name), "brought", layout) as found:
            yield found


def _tables(content: bytes) -> None:
    """Read a file as an import does: every table, what it is recognised as, what is proposed for it, its rows."""
    with _brought(content) as found:
        for table in islice(found, 5):
            recognise(table.header, shelf.mappings().values(), tags=table.tags, sheet=table.sheet, file_name="brought")
            rows = [cells for _, cells in islice(table.rows, ROWS)]
            proposal = propose(table.header, rows[:50], "brought", ground())
            with suppress(MappingInvalid):  # An officer still has to complete what was proposed.
                mapping_from(document_from(proposal.description, shelf.registry()), shelf.registry(), shelf.schemes())


def _rows(content: bytes) -> None:
    """Read a table of incidents row by row, by a mapping that ships; every row that is refused says why."""
    mapping = shelf.mappings()["missing-migrants-reduced"]
    with _brought(content, mapping.layout) as found:
        table = chosen(found, mapping)
        reader = compile_mapping(mapping, shelf.registry(), shelf.countries(), header=table.header, today="2026-01-01")
        for _, _, result in islice(read_rows(table, reader), ROWS):
            if isinstance(result, Refused):
                assert result.problems
                assert all(one.code and one.message for one in result.problems)


def _mapping(content: bytes) -> None:
    """Read a layout as an officer may type it."""
    mapping_from(shelf.typed(content.decode("utf-8", "replace")), shelf.registry(), shelf.schemes())


def _manifest(content: bytes) -> None:
    signed_from(content.decode("utf-8", "replace"))


def _attachment(content: bytes) -> None:
    cell.cleaned(content, form_of(content))


def targets() -> tuple[Target, ...]:
    """Return every reader of files that people bring."""
    for form in Form:
        cell.prepare(form)
    return (
        Target("tables", seeds.tables(), _tables),
        Target("rows", seeds.incidents(), _rows),
        Target("parquet", seeds.parquet(), _tables),
        Target("mapping", seeds.mappings(), _mapping),
        Target("manifest", seeds.manifests(), _manifest),
        Target("attachment", seeds.attachments(), _attachment),
    )
