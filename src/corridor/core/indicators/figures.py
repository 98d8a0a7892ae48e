"""Reference figures: outside figures as objects, which may stand in one line, and where they seem to disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from corridor.core.indicators.codes import Differs
from corridor.core.indicators.errors import FiguresDiffer, FiguresInvalid
from corridor.core.kernel.documents import Document
from corridor.core.kernel.text import fold

TEXTS = (
    *("topic", "title", "stated", "unit", "currency", "period", "scope", "method", "publisher", "vintage"),
    *("document", "item", "superseded_by", "caveat"),
)
NEEDED = ("topic", "title", "stated", "publisher", "document")
KEYS = frozenset(TEXTS) | {"low", "high", "minimum", "from_memory", "number"}


@dataclass(frozen=True, slots=True)
class ReferenceFigure:
    """A figure that somebody published: as stated, and as numbers where it has any.

    `scope` is what is counted and where, `method` how; without both it stands in no line. `minimum` says that the
    publisher calls it a least figure. `number` is its place in the list of the founding documents, 0 where it is not
    in them; `from_memory` marks a caveat or source that nobody has checked. `mark` is 0 for what ships.
    """

    ref: str
    title: str
    topic: str = ""
    stated: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    currency: str = ""
    period: str = ""
    scope: str = ""
    method: str = ""
    publisher: str = ""
    vintage: str = ""
    document: str = ""
    item: str = ""
    minimum: bool = False
    superseded_by: str = ""
    caveat: str = ""
    from_memory: bool = False
    number: int = 0
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """One calculation of a discrepancy: a chain of numbers and the sign between them, and how exactly it is told."""

    words: str
    numbers: tuple[Decimal, ...]
    sign: str
    places: int

    @property
    def result(self) -> Decimal:
        """What the chain comes to, rounded to the places told."""
        found = self.numbers[0]
        for number in self.numbers[1:]:
            found = SIGNS[self.sign](found, number)
        return round(found, self.places)


SIGNS = {
    "/": lambda a, b: a / b,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where figures, dates or names seem to disagree: what each says, the calculations, and what follows."""

    ref: str
    number: int
    title: str
    says: tuple[str, ...]
    sums: tuple[Sum, ...]
    follows: str
    figures: tuple[str, ...]
    from_memory: bool = False


def differences(figures: Sequence[ReferenceFigure]) -> tuple[Differs, ...]:
    """Return in what figures differ that would stand in one line, and whether one says too little for any line."""
    told: dict[Differs, set[tuple[str, ...]]] = {
        Differs.UNIT: {(fold(one.unit), fold(one.currency)) for one in figures},
        Differs.SCOPE: {(fold(one.scope),) for one in figures},
        Differs.METHOD: {(fold(one.method),) for one in figures},
    }
    silent = (Differs.NOT_SAID,) if any(not _says_enough(one) for one in figures) else ()
    return (*(name for name, values in told.items() if len(values) > 1), *silent)


def _says_enough(figure: ReferenceFigure) -> bool:
    has_number = figure.low is not None or figure.high is not None
    return bool(has_number and figure.unit and figure.scope and figure.method and figure.period)


def check_line(figures: Sequence[ReferenceFigure]) -> None:
    """Let figures stand in one line.

    Raises:
        FiguresDiffer: Two differ in unit, scope or method, or one does not say them.
    """
    if found := differences(figures):
        raise FiguresDiffer(by=", ".join(found))


def current_of(figure: ReferenceFigure, known: Mapping[str, ReferenceFigure]) -> ReferenceFigure:
    """Return what replaced a figure in the end; the figure itself where nothing known did."""
    seen = {figure.ref}
    while (later := known.get(figure.superseded_by)) is not None and later.ref not in seen:
        seen.add(later.ref)
        figure = later
    return figure


def beside_each_other(figures: Iterable[ReferenceFigure]) -> dict[str, tuple[ReferenceFigure, ...]]:
    """Return figures by topic, those that were not replaced first, each topic in the order of its first figure."""
    found: dict[str, list[ReferenceFigure]] = {}
    for one in figures:
        found.setdefault(one.topic, []).append(one)
    return {topic: tuple(sorted(some, key=lambda one: bool(one.superseded_by))) for topic, some in found.items()}


# --- reading the file ------------------------------------------------------------------------------------------------


def figures_from(document: Document) -> tuple[ReferenceFigure, ...]:
    """Return the figures of a file, in its order.

    Raises:
        FiguresInvalid: Something is missing, unknown, no number or replaced by nothing; every mistake is named.
    """
    findings: list[str] = []
    found = []
    for ref, said in document["figures"].items():
        findings += [f"{ref}: unknown {key}" for key in sorted(said.keys() - KEYS)]
        findings += [f"{ref}: {key} is missing" for key in NEEDED if not said.get(key)]
        numbers: dict[str, Any] = {}
        for key in ("low", "high"):
            try:
                numbers[key] = None if said.get(key) is None else Decimal(str(said[key]))
            except InvalidOperation:
                findings.append(f"{ref}: {key} is no number")
        texts: dict[str, Any] = {key: str(said.get(key, "")) for key in TEXTS}
        marks: dict[str, Any] = {key: bool(said.get(key, False)) for key in ("minimum", "from_memory")}
        found.append(ReferenceFigure(ref=ref, **texts, **numbers, **marks, number=int(said.get("number", 0))))
    known = {one.ref for one in found}
    findings += [f"{one.ref}: replaced by an unknown figure" for one in found if one.superseded_by not in {"", *known}]
    findings += [f"{one.ref}: low above high" for one in found if one.low and one.high and one.low > one.high]
    if findings:
        raise FiguresInvalid(findings="; ".join(findings))
    return tuple(found)


def discrepancies_from(document: Document, known: frozenset[str]) -> tuple[Discrepancy, ...]:
    """Return the discrepancies of a file, in its order.

    Raises:
        FiguresInvalid: One names an unknown figure or sign.
    """
    findings: list[str] = []
    found = []
    for ref, said in document["discrepancies"].items():
        sums = tuple(
            Sum(one["words"], tuple(Decimal(str(number)) for number in one["of"]), one["sign"], int(one["places"]))
            for one in said.get("sums", ())
        )
        figures = tuple(said.get("figures", ()))
        findings += [f"{ref}: unknown sign" for one in sums if one.sign not in SIGNS]
        findings += [f"{ref}: unknown figure {name}" for name in figures if name not in known]
        found.append(
            Discrepancy(
                ref=ref,
                number=int(said["number"]),
                title=said["title"],
                says=tuple(said["says"]),
                sums=sums,
                follows=said["follows"],
                figures=figures,
                from_memory=bool(said.get("from_memory", False)),
            )
        )
    if findings:
        raise FiguresInvalid(findings="; ".join(findings))
    return tuple(found)
