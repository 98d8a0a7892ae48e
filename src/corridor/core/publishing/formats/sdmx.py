"""A published table as SDMX: observations as SDMX-CSV 2.0, their structure as SDMX-JSON 2.0.

Periods are codes of a list and no time, since a table has totals over all periods and people of unknown period. A cell
that is not told has no value and the status `Q` (missing, suppressed); a figure that keyed noise moved has the status
`E`. Nothing tells whether a cell is kept back for itself or for the sake of another.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from corridor.core.disclosure.codes import TOTAL, UNKNOWN, State
from corridor.core.disclosure.records import Published
from corridor.core.publishing.formats import in_order
from corridor.core.publishing.records import Publication

AGENCY: Final = "CORRIDOR"
VERSION: Final = "1.0"
SEXES: Final[Mapping[str, str]] = {"female": "F", "male": "M", "other": "O"}
"""Codes of sex as SDMX writes them; other lists are written in capitals."""

STATUSES: Final[Mapping[State, str]] = {State.SHOWN: "A", State.HIDDEN: "Q", State.ROUNDED: "E"}
NAMES: Final[Mapping[str, str]] = {"A": "Normal value", "Q": "Missing value; suppressed", "E": "Moved by keyed noise"}
SCHEMA: Final = "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json"
_SIGNS = re.compile(r"[^A-Za-z0-9_@$-]+")


def sdmx_code(axis: str, code: str) -> str:
    """Return a code as SDMX can hold it."""
    if code in (TOTAL, UNKNOWN):
        return {TOTAL: "_T", UNKNOWN: "_U"}[code]
    return SEXES.get(code, code.upper()) if axis == "sex" else _SIGNS.sub("_", code).strip("_").upper() or "_U"


def _lists(table: Published) -> dict[str, dict[str, str]]:
    """Return the codes of each axis, those of SDMX by ours; two that would be written alike are numbered."""
    found: dict[str, dict[str, str]] = {}
    for axis in table.axes:
        known: dict[str, str] = {}
        for code in (*axis.codes, TOTAL):
            written, number = sdmx_code(axis.name, code), 1
            while written in known.values():
                number += 1
                written = f"{sdmx_code(axis.name, code)}_{number}"
            known[code] = written
        found[axis.name] = known
    return found


def _structure(publication: Publication, table: Published) -> str:
    return f"T{publication.release.uid.upper()}_{publication.tables.index(table) + 1}"


def _dimension(axis: str) -> str:
    return "PERIOD" if axis == "month" else _SIGNS.sub("_", axis).upper()


def sdmx_csv(publication: Publication, table: Published) -> str:
    """Return the observations of a table as SDMX-CSV 2.0."""
    lists = _lists(table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    dimensions = [_dimension(axis.name) for axis in table.axes]
    writer.writerow(
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", "COUNTED", *dimensions, "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE"]
    )
    identifier = f"{AGENCY}:{_structure(publication, table)}({VERSION})"
    counted = sdmx_code("counted", table.counted)
    for key, shown in in_order(table):
        codes = [lists[axis.name][code] for axis, code in zip(table.axes, key, strict=True)]
        value = "" if shown.value is None else shown.value
        writer.writerow(["datastructure", identifier, "I", counted, *codes, value, STATUSES[shown.state], "PS"])
    return out.getvalue()


def sdmx_structure(publication: Publication, table: Published, *, title: str, prepared: str) -> str:
    """Return the structure of a table as an SDMX-JSON 2.0 structure message: concepts, code lists, definition.

    Args:
        title: What the table is called, in English.
        prepared: When the message is made, as SDMX writes it; the day of the publication is enough.
    """
    lists = _lists(table)
    codes = {"COUNTED": {sdmx_code("counted", table.counted): table.counted}} | {
        _dimension(axis): {written: ours for ours, written in known.items()} for axis, known in lists.items()
    }
    codes["OBS_STATUS"] = dict(NAMES)
    codes["UNIT_MEASURE"] = {"PS": "Persons"}
    dimensions = ["COUNTED", *(_dimension(axis.name) for axis in table.axes)]
    identifier = _structure(publication, table)
    message = {
        "meta": {
            "schema": SCHEMA,
            "id": identifier,
            "prepared": prepared,
            "test": publication.asked is not None and publication.asked.is_invented,
            "contentLanguages": ["en"],
            "sender": {"id": AGENCY},
        },
        "data": {
            "conceptSchemes": [_concepts(identifier, [*dimensions, "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE"])],
            "codelists": [_codelist(identifier, name, known) for name, known in codes.items()],
            "dataStructures": [_definition(identifier, title, dimensions)],
        },
    }
    return json.dumps(message, ensure_ascii=False, indent=1)


def _named(identifier: str, name: str) -> dict[str, Any]:
    return {"id": identifier, "name": name, "names": {"en": name}}


def _concepts(identifier: str, names: Sequence[str]) -> dict[str, Any]:
    concepts = [_named(name, name.replace("_", " ").capitalize()) for name in names]
    return {**_named(f"CS_{identifier}", "Concepts"), "version": VERSION, "agencyID": AGENCY, "concepts": concepts}


def _codelist(identifier: str, name: str, codes: Mapping[str, str]) -> dict[str, Any]:
    told = {"_T": "All together", "_U": "Not told"}
    return {
        **_named(f"CL_{name}_{identifier}", name),
        "version": VERSION,
        "agencyID": AGENCY,
        "codes": [_named(code, told.get(code, label)) for code, label in codes.items()],
    }


def _definition(identifier: str, title: str, dimensions: Sequence[str]) -> dict[str, Any]:
    at = "urn:sdmx:org.sdmx.infomodel"

    def component(name: str, representation: Mapping[str, Any]) -> dict[str, Any]:
        concept = f"{at}.conceptscheme.Concept={AGENCY}:CS_{identifier}({VERSION}).{name}"
        return {"id": name, "conceptIdentity": concept, "localRepresentation": representation}

    def coded(name: str) -> dict[str, Any]:
        listed = f"{at}.codelist.Codelist={AGENCY}:CL_{name}_{identifier}({VERSION})"
        return component(name, {"enumeration": listed})

    attributes = [
        {**coded(name), "attributeRelationship": {"observation": {}}} for name in ("OBS_STATUS", "UNIT_MEASURE")
    ]
    return {
        **_named(identifier, title),
        "version": VERSION,
        "agencyID": AGENCY,
        "dataStructureComponents": {
            "dimensionList": {
                "id": "DimensionDescriptor",
                "dimensions": [{**coded(name), "position": n} for n, name in enumerate(dimensions)],
            },
            "measureList": {
                "id": "MeasureDescriptor",
                "measures": [component("OBS_VALUE", {"format": {"dataType": "Integer"}})],
            },
            "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
        },
    }
