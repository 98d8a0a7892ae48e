"""Compares what is proposed for a table with the ready mapping that experts wrote for it, field by field."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

import yaml

from corridor.core.imports.arranging import arranged_header, chosen, means, reads
from corridor.core.imports.describing import ColumnPlan, Description
from corridor.core.imports.fitting import Ground
from corridor.core.imports.proposing import SAMPLE_ROWS, Proposal, propose
from corridor.core.imports.records import ImportMapping
from corridor.core.imports.tables import tables
from corridor.core.imports.wording import wording_from
from corridor.core.kernel.text import fold
from tests.core.imports.make import CORE, SHARED, countries, recognised, registry

_TOLD_BY_WORDS = ("incident_kind", "series")

Said = tuple[str, ...]
"""What one column says: property, sex, age, and the headers it stands in."""


FOLDERS = (
    *("border-crossings", "displacement", "drivers", "missing-migrants", "returns", "serious-incident-reports"),
    "trafficking",
)
ONE_OF_MANY = tuple(f"api-{year}" for year in range(2014, 2021))
"""Files of the same layout as another that is looked at."""


@cache
def ground() -> Ground:
    """Return what proposals stand on, read as the shelf reads it."""
    document = yaml.safe_load((CORE / "imports" / "synonyms.yaml").read_text("utf-8"))
    return Ground(wording_from(document, registry()), registry(), countries())


def proposal(content: bytes, name: str = "table.csv") -> Proposal:
    """Return what is proposed for a file."""
    table = next(tables(io.BytesIO(content), name))
    return propose(
        table.header, [cells for _, cells in islice(table.rows, SAMPLE_ROWS)], name, ground(), tags=table.tags
    )


@dataclass(frozen=True)
class Score:
    """How many fields both say, the proposal says and the ready mapping says; and whether kind and key are the same."""

    name: str
    both: int
    proposed: int
    ready: int
    same_kind: bool
    same_key: bool

    @property
    def precision(self) -> float:
        """The share of the proposed fields that the ready mapping has too."""
        return self.both / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """The share of the fields of the ready mapping that were proposed."""
        return self.both / self.ready if self.ready else 0.0


def scored(path: Path) -> Score | None:
    """Compare the proposal for a file with its ready mapping; nothing where none reads it as it lies in the file."""
    content = path.read_bytes()
    ready = recognised(content, path.name)
    if ready is None:
        return None
    table = chosen(tables(io.BytesIO(content), path.name, ready.layout), ready)
    if ready.wide is not None:
        return _scored_wide(path, ready, table.header)
    rows = [cells for _, cells in islice(table.rows, SAMPLE_ROWS)]
    described = propose(table.header, rows, path.name, ground(), tags=table.tags).description
    return _compared(ready, table.header, described)


def _scored_wide(path: Path, ready: ImportMapping, arranged: tuple[str, ...]) -> Score:
    """Compare a proposal for the file as it lies there; the columns that wide ones become go by the same names."""
    plain = replace(ready, wide=None)
    content = path.read_bytes()
    sheets = [one for one in tables(io.BytesIO(content), path.name, ready.layout) if means(one.sheet, ready)]
    table = next(one for one in sheets if reads(arranged_header(one.header, ready), ready))
    rows = [cells for _, cells in islice(table.rows, SAMPLE_ROWS)]
    described = propose(table.header, rows, path.name, ground(), tags=table.tags).description
    if described.wide is not None and ready.wide is not None:
        names = {described.wide.name: ready.wide.name, described.wide.value: ready.wide.value}
        columns = tuple(replace(plan, header=names.get(plan.header, plan.header)) for plan in described.columns)
        described = replace(described, columns=columns, key=tuple(names.get(name, name) for name in described.key))
    return _compared(plain, arranged, described)


def _compared(ready: ImportMapping, header: tuple[str, ...], described: Description) -> Score:
    expected, found = Counter(_of_mapping(ready, header)), Counter(_of_proposal(described))
    key = {fold(_header(name, ready, header)) for name in ready.key} - {""}
    return Score(
        name=ready.name,
        both=sum((expected & found).values()),
        proposed=sum(found.values()),
        ready=sum(expected.values()),
        same_kind=described.kind == ready.kind,
        same_key=key == set(map(fold, described.key)),
    )


def all_scores() -> list[Score]:
    """Return the score of every shared file that a ready mapping reads, one file a mapping."""
    scores: dict[str, Score] = {}
    for path in sorted(path for folder in FOLDERS for path in (SHARED / folder).iterdir()):
        if path.suffix in (".csv", ".json", ".gz", ".xlsx") and not path.name.startswith(ONE_OF_MANY):
            score = scored(path)
            if score is not None:
                scores.setdefault(score.name, score)
    return list(scores.values())


def _of_mapping(mapping: ImportMapping, header: Iterable[str]) -> Iterable[Said]:
    groups = (
        (what, field_group.column)
        for field in mapping.fields
        for what, field_group in (("sex", field.sex_from), ("age", field.age_from))
        if field_group is not None
    )
    for what, column in dict.fromkeys(groups):
        if found := _header(column, mapping, header):
            yield (f"by {what}", fold(found))
    for field in mapping.fields:
        if field.instead_of and _header(field.instead_of, mapping, header):
            continue  # Read only where the file lacks the other column.
        if field.constant is not None:
            # What stands nowhere in the table, such as its publisher's country, only a person can say.
            if field.prop in _TOLD_BY_WORDS:
                yield (field.prop, field.constant)
            continue
        headers = [_header(name, mapping, header) for name in field.columns]
        if all(headers):
            yield (field.prop, field.sex, field.age, *sorted(map(fold, headers)))


def _header(name: str, mapping: ImportMapping, header: Iterable[str]) -> str:
    folded = {fold(one): one for one in header}
    return next((folded[alias] for alias in mapping.columns[name] if alias in folded), "")


def _of_proposal(described: Description) -> Iterable[Said]:
    yield from described.constants.items()
    parts: dict[tuple[str, str, str], list[ColumnPlan]] = {}
    for plan in described.columns:
        yield from ((f"by {what}", fold(plan.header)) for what in plan.breaks.split("-") if what)
        if plan.prop and plan.part:
            parts.setdefault((plan.prop, plan.sex, plan.age), []).append(plan)
        elif plan.prop:
            yield (plan.prop, plan.sex, plan.age, fold(plan.header))
    for group, plans in parts.items():
        yield (*group, *sorted(fold(plan.header) for plan in plans))
