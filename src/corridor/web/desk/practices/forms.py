"""What an officer may type into the library, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.http import QueryDict

from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.core.kernel.text import clean, storable
from corridor.core.practices.codes import Grade, Kind, Stage
from corridor.core.practices.records import Told
from corridor.core.practices.rules import told_problems
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.practices import words
from corridor.web.desk.reports.screening import findings_in

Code = TypeVar("Code", Kind, Pillar, Level)

TEXTS = ("title", "done", "context", "limits", "method", "source", "where")
TITLES = frozenset({"title", "source"})
"""What looks like a name in a title or citation may be that of a publication."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An entry as it was typed, how far it may go, and what must be corrected."""

    told: Told
    level: Level
    problems: tuple[FormProblem, ...]


def entry_typed(sent: QueryDict) -> Typed:
    """Read an entry."""
    texts = {name: clean(storable(sent.get(name, ""))) for name in TEXTS}
    told = Told(
        kind=_one(Kind, sent.get("kind", ""), Kind.CLAIM),
        pillar=_one(Pillar, sent.get("pillar", ""), Pillar.KNOWLEDGE),
        theme=sent.get("theme", ""),
        items=tuple(dict.fromkeys(sent.get("items", "").replace(",", " ").split())),
        **texts,
    )
    level = _one(Level, sent.get("level", ""), Level.FORUM)
    wrong = [*told_problems(told, catalogue()), *(("level", "unknown") for _ in range(level is Level.FORUM))]
    wrong += [("pillar", "unknown")] if sent.get("pillar", "") not in set(Pillar) else []
    wrong += [(name, "names-somebody") for name, text in texts.items() if _names_somebody(name, text)]
    return Typed(told, level, _problems(dict(reversed(wrong))))


def _names_somebody(name: str, text: str) -> bool:
    return any(one.kind != "name" or name not in TITLES for one in findings_in(text))


def _one(codes: type[Code], written: str, otherwise: Code) -> Code:
    try:
        return codes(written)
    except ValueError:
        return otherwise


def _problems(wrong: Mapping[str, str]) -> tuple[FormProblem, ...]:
    return tuple(FormProblem(field, words.problem_words(field, why)) for field, why in wrong.items())


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an authority made of an entry, as it was typed."""

    stage: Stage
    on: date
    how: str
    came: str
    level: Level
    problems: tuple[FormProblem, ...]


def adoption_typed(sent: QueryDict, *, today: date) -> Adopted:
    """Read what an authority made of an entry."""
    how, came = (clean(storable(sent.get(name, ""))) for name in ("how", "came"))
    wrong: dict[str, str] = {}
    try:
        on = date.fromisoformat(sent.get("on", ""))
    except ValueError:
        on, wrong["on"] = today, "unread"
    if on > today:
        wrong["on"] = "not-yet"
    if not how.strip():
        wrong["how"] = "missing"
    for name, text in (("how", how), ("came", came)):
        if len(text) > 1000:  # the columns' length
            wrong[name] = "too-long"
        elif findings_in(text):
            wrong[name] = "names-somebody"
    stage, level = sent.get("stage", ""), sent.get("level", "")
    if stage not in set(Stage):
        wrong["stage"] = "unknown"
    if level not in (Level.OWN, Level.PUBLIC):
        wrong["level"] = "unknown"
    return Adopted(
        Stage(stage) if stage in set(Stage) else Stage.CONSIDERED,
        on,
        how,
        came,
        Level(level) if level in set(Level) else Level.OWN,
        _problems(wrong),
    )


def grade_typed(sent: QueryDict) -> tuple[Grade | None, str]:
    """Return the grade and the reason that were typed."""
    grade = sent.get("grade", "")
    return (Grade(grade) if grade in set(Grade) else None), clean(storable(sent.get("reason", "")))
