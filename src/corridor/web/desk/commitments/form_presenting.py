"""The form of a further instrument, ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse

from corridor.core.commitments.codes import ASKED, Kind, Unit
from corridor.core.commitments.importing import COLUMNS
from corridor.core.commitments.records import Catalogue
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.commitments import wording, words
from corridor.web.desk.commitments.forms import MOST_ROWS, ROWS
from corridor.web.desk.commitments.models import AddedInstrument
from corridor.web.desk.pages.commitments import InstrumentFormPage, ItemField

LISTED = ("addressed_to", "unit")
"""Fields in which several words of a list may stand."""

FURTHER = 5


def form_page(
    values: Mapping[str, str],
    problems: tuple[FormProblem, ...],
    language: str,
    catalogue: Catalogue,
    *,
    more: bool = False,
) -> InstrumentFormPage:
    """Return the form with what was typed; `more` adds empty rows."""
    count = values.get("rows", "")
    rows = int(count) if count.isascii() and count.isdigit() and len(count) < len("100") else ROWS
    rows = min(MOST_ROWS, rows + FURTHER if more else rows)
    offered = _offered(language, catalogue)
    return InstrumentFormPage(
        values={**values, "rows": str(rows)},
        bindings=tuple(
            Choice(code.value, label, code.value == values.get("binding", "political"))
            for code, label in words.bindings().items()
        ),
        lines=tuple((str(number), _fields(number, values, offered)) for number in range(1, rows + 1)),
        lists=tuple((column, offered[column]) for column in LISTED),
        codes=tuple(offered.items()),
        template_url=reverse("desk:instrument-template"),
        problems=problems,
    )


def _offered(language: str, catalogue: Catalogue) -> Mapping[str, tuple[Choice, ...]]:
    themes = sorted(
        ((wording.theme(key, english, language), key) for key, english in catalogue.themes.items()),
        key=lambda pair: pair[0].casefold(),
    )
    kinds = sorted(words.kinds().items(), key=lambda pair: pair[0] not in ASKED)
    return {
        "kind": tuple(Choice(code.value, label) for code, label in kinds if code is not Kind.MEASURE),
        "pillar": tuple(Choice(code.value, label) for code, label in words.pillars().items()),
        "theme": tuple(Choice(key, label) for label, key in themes),
        "unit": tuple(Choice(code.value, words.units()[code]) for code in Unit),
        "addressed_to": tuple(Choice(code.value, label) for code, label in words.addressees().items()),
    }


def _fields(number: int, values: Mapping[str, str], offered: Mapping[str, tuple[Choice, ...]]) -> tuple[ItemField, ...]:
    found = []
    for column, label in words.columns().items():
        name = f"{column}-{number}"
        value = values.get(name, "")
        choices = () if column in LISTED else offered.get(column, ())
        found.append(
            ItemField(
                id=name,
                label=label,
                value=value,
                choices=tuple(replace(one, chosen=one.value == value) for one in choices),
                listed=f"{column}-list" if column in LISTED else "",
            )
        )
    return tuple(found)


def said_by(row: AddedInstrument | None) -> dict[str, str]:
    """Return what a version says, as the form shows it."""
    if row is None:
        return {}
    head, items = row.document["instrument"], row.document["items"]
    values = {name: str(head[name]) for name in ("key", "name", "issuer", "date")}
    values |= {"rows": str(max(ROWS, min(MOST_ROWS, len(items) + 1)))}
    for number, item in enumerate(items[:MOST_ROWS], start=1):
        values["binding"] = item["binding"]
        told = {
            "id": item["id"],
            "paragraph": item["locator"],
            "addressed_to": "; ".join(item["addressed_to"]),
            "equivalents": "; ".join(item["related"]),
            "sdg_targets": "; ".join(item["sdg_targets"]),
            "legal_refs": "; ".join(item["legal_refs"]),
            "indicator": "; ".join(one["measure"] for one in item["indicators"]),
            "unit": "; ".join(one["unit"] for one in item["indicators"]),
        }
        told |= {name: item[name] for name in ("kind", "pillar", "theme", "title", "paraphrase")}
        values |= {f"{column}-{number}": told[column] for column in COLUMNS}
    return values
