"""A further instrument as it is typed or brought: its head, and its items as rows of a form or lines of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from corridor.core.commitments.codes import Binding
from corridor.core.commitments.importing import COLUMNS, Earlier, Head, Refused, head_problems, table_read
from corridor.core.commitments.records import Catalogue
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.tables import table
from corridor.core.kernel.text import clean, storable
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.commitments import words
from corridor.web.desk.reports.screening import findings_in

LARGEST = 2 * 1024 * 1024
ROWS, MOST_ROWS = 5, 40
MOST_TOLD = 40
SCREENED: Final = ("paragraph", "title", "paraphrase", "legal_refs", "indicator")


@dataclass(frozen=True, slots=True)
class Typed:
    """A further instrument as it was typed or brought, or what must be corrected, line by line."""

    document: Mapping[str, Any] | None
    problems: tuple[FormProblem, ...]


def head_from(sent: QueryDict) -> Head:
    """Return what was typed of an instrument itself."""
    binding = sent.get("binding", "")
    return Head(
        key=storable(sent.get("key", "")).strip(),
        name=clean(storable(sent.get("name", ""))),
        issuer=clean(storable(sent.get("issuer", ""))),
        date=storable(sent.get("date", "")).strip(),
        binding=Binding(binding) if binding in set(Binding) else Binding.POLITICAL,
    )


def lines_from(sent: QueryDict) -> list[dict[str, str]]:
    """Return the items that were typed, row by row."""
    count = sent.get("rows", "")
    rows = min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() and len(count) < len("100") else ROWS
    return [
        {column: clean(storable(sent.get(f"{column}-{number}", ""))) for column in COLUMNS}
        for number in range(1, rows + 1)
    ]


def instrument_typed(request: HttpRequest, catalogue: Catalogue, *, earlier: Earlier, is_new: bool) -> Typed:
    """Read a further instrument; where a file is brought, its lines are read instead of the rows of the form.

    Args:
        request: What was sent.
        catalogue: What is asked already, without an earlier version of this instrument.
        earlier: What any earlier version and any other instrument had.
        is_new: Whether no version of it stands.
    """
    head = head_from(request.POST)
    problems = [
        FormProblem(field, _head_words(field, why)) for field, why in head_problems(head, catalogue, is_new=is_new)
    ]
    problems += [
        FormProblem(name, gettext("This may name or reach a person. Name bodies and documents only."))
        for name in ("name", "issuer")
        if _names_somebody(getattr(head, name))
    ]
    if request.POST.get("binding", "") not in set(Binding):
        problems.append(FormProblem("binding", gettext("Choose from the list.")))
    brought = request.FILES.get("file")
    if brought is None:
        lines = list(enumerate(lines_from(request.POST), start=1))
    elif not brought.size or brought.size > LARGEST:
        return Typed(None, (*problems, FormProblem("file", gettext("Choose a filled table of at most 2 MB."))))
    else:
        try:
            lines = _lines_of(brought.read(), brought.name or "")
        except FileRefused:
            told = gettext("This is no table with the columns of the template. Download it and fill it in.")
            return Typed(None, (*problems, FormProblem("file", told)))
    read = table_read(head, lines, catalogue, earlier=earlier)
    named = [
        Refused(number, column, "names-somebody")
        for number, line in lines
        for column in SCREENED
        if _names_somebody(line.get(column, ""))
    ]
    refused = (*read.refused, *named)
    problems += [_told(one, is_file=brought is not None) for one in refused[:MOST_TOLD]]
    return Typed(None if problems else read.document, tuple(problems))


def _names_somebody(text: str) -> bool:
    """Say whether a text reaches a person; names alone are let through, for instruments bear those of places."""
    return any(one.kind != "name" for one in findings_in(text))


def _lines_of(content: bytes, name: str) -> list[tuple[int, dict[str, str]]]:
    """Return the lines of a table with their numbers in the file.

    Raises:
        FileRefused: It is no table, or lacks the columns.
    """
    found = table(io.BytesIO(content), name)
    header = [str(cell).strip() for cell in found.header]
    if "id" not in header or "paragraph" not in header:
        raise FileRefused(fault="columns", line=1)
    return [
        (number, {column: clean(storable(str(cell or ""))) for column, cell in zip(header, row, strict=False)})
        for number, row in found.rows
    ]


def _told(one: Refused, *, is_file: bool) -> FormProblem:
    reasons = {**words.reasons(), "names-somebody": gettext("may name or reach a person")}
    told = {"line": one.line, "column": words.columns()[one.column], "why": reasons[one.why]}
    field = "file" if is_file else f"{one.column}-{one.line}"
    return FormProblem(field, gettext("Line %(line)s, %(column)s: %(why)s.") % told)


def _head_words(field: str, why: str) -> str:
    if why == "taken":
        return gettext("This key is taken. Choose another.")
    return {
        "key": gettext("Write a key of small letters, digits and hyphens, such as niamey-2024."),
        "name": gettext("Write the name of the instrument, in at most 200 characters."),
        "issuer": gettext("Write who issued it, in at most 200 characters."),
        "date": gettext("Write its day as 2026-01-31."),
    }[field]


def template() -> str:
    """Return the empty table as text: the columns, and one line that shows how they are filled."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerow(
        [
            "example-2024-1",
            "Paragraph 1",
            "commitment",
            "cooperation",
            "channels",
            "Name one contact that answers day and night",
            "Each participating State names an authority that answers urgent requests at any hour.",
            "governments",
            "som-art8-6",
            "16.a",
            "Protocol 8(6)",
            "Contact named and tested in the last half-year",
            "yes_no",
        ]
    )
    return out.getvalue()
