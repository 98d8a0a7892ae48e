"""What a person may type on the pages of imports and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.web.base.marks.presets import presets
from corridor.web.desk.imports import queries
from corridor.web.desk.imports.actions import check_release_day
from corridor.web.desk.imports.errors import ReleaseDayInvalid
from corridor.web.desk.imports.mappings import mappings_for
from corridor.web.desk.imports.queries import Choice
from corridor.web.desk.lines.queries import authorities_named
from corridor.web.desk.pages import FormProblem

MOST_FILES = 60

Reason = TypeVar("Reason", bound=StrEnum)


def chosen(officer: Officer, fields: QueryDict, now: datetime) -> tuple[Choice, tuple[FormProblem, ...]]:
    """Return how the files are to be read, and what must be corrected, field by field."""
    choice = Choice(
        mapping=fields.get("mapping", "").strip(),
        preset=fields.get("marking", "").strip(),
        released_on=fields.get("released_on", "").strip(),
        recipients=tuple(dict.fromkeys(fields.getlist("recipients"))),
    )
    problems = []
    if choice.mapping and choice.mapping not in mappings_for(officer).usable:
        problems.append(FormProblem("mapping", gettext("This node has no such layout. Choose one from the list.")))
    if choice.preset and choice.preset not in queries.presets_for(officer):
        problems.append(
            FormProblem("marking", gettext("You cannot store under this marking. Choose one from the list."))
        )
    if not set(choice.recipients) <= {code for code, _ in authorities_named()}:
        problems.append(FormProblem("recipients", gettext("Name authorities of the list only.")))
    elif not choice.recipients and _needs_recipients(choice.preset):
        problems.append(FormProblem("recipients", gettext("This marking is for named authorities. Name at least one.")))
    try:
        check_release_day(choice.released_on, now)
    except ReleaseDayInvalid:
        problems.append(
            FormProblem(
                "released_on",
                gettext("This is not a day in the past. Write the day on which the source published the file."),
            )
        )
    return choice, tuple(problems)


def _needs_recipients(preset: str) -> bool:
    known = presets().get(preset)
    return known is not None and known.needs_recipients


def problems_of(files: Sequence[UploadedFile[Any]]) -> tuple[FormProblem, ...]:
    """Return what is wrong with the files as a group."""
    if not files:
        return (FormProblem("files", gettext("Choose at least one file.")),)
    if len(files) > MOST_FILES:
        sentence = gettext("Choose at most %(most)s files at once.") % {"most": MOST_FILES}
        return (FormProblem("files", sentence),)
    return ()


def pieces(file: UploadedFile[Any]) -> Iterator[bytes]:
    """Yield the content of an uploaded file."""
    yield from file.chunks()


def reason_from(kind: type[Reason], fields: Mapping[str, str]) -> Reason | None:
    """Return the reason a person chose, or nothing when it is none of the list."""
    return next((reason for reason in kind if reason == fields.get("reason")), None)
