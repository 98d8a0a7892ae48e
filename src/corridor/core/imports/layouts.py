"""Reads how a mapping says that its table lies in the file: which sheet, which header, and which columns are rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from corridor.core.imports.encodings import NAMED
from corridor.core.imports.fields import text_list
from corridor.core.imports.records import AUTOMATIC, Layout, Wide
from corridor.core.kernel.dates import STYLES
from corridor.core.kernel.text import fold

Note = Callable[[str, str, str], None]

_LAYOUT = {
    "sheet": [],
    "together": False,
    "header": 0,
    "header_rows": 0,
    "encoding": "",
    "formulas": "refused",
    "skip": [],
    "skip_in": {},
    "blocks": [],
}
_FORMULAS = ("refused", "computed")
_PART = re.compile(r"\{([a-z][a-z_]*)\}")
_MOST_PARTS = 6
_WIDE = frozenset(("name", "value", "columns", "style", "group", "groups"))
_LATEST_HEADER = 1000
_MOST_HEADER_ROWS = 3


def pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text, folded, in which * stands for anything."""
    return re.compile(".*".join(re.escape(fold(part)) for part in text.split("*")))


def layout_from(entry: object, note: Note) -> Layout:
    """Return the layout that a mapping writes, noting everything that is wrong with it."""
    if entry is None:
        return AUTOMATIC
    if not isinstance(entry, Mapping):
        note("layout", "is not a table of options", f"Use any of: {', '.join(_LAYOUT)}")
        return AUTOMATIC
    for key in entry:
        if key not in _LAYOUT:
            note(f"layout.{key}", "is not an option of a layout", f"Use any of: {', '.join(_LAYOUT)}")
    said: dict[str, Any] = {**_LAYOUT, **entry}
    encoding = str(said["encoding"])
    if encoding and encoding not in NAMED:
        note("layout.encoding", "is not an encoding that can be named", f"Use one of: {', '.join(NAMED)}")
        encoding = ""
    if said["formulas"] not in _FORMULAS:
        note("layout.formulas", "is not what to do with formulas", f"Use one of: {', '.join(_FORMULAS)}")
    if not isinstance(said["together"], bool):
        note("layout.together", "is neither yes nor no", "Write true or false")
    return Layout(
        sheets=patterns(said["sheet"], "layout.sheet", note),
        together=said["together"] is True,
        header=_number(said["header"], _LATEST_HEADER, "layout.header", note),
        header_rows=_number(said["header_rows"], _MOST_HEADER_ROWS, "layout.header_rows", note),
        encoding=encoding,
        is_computed=said["formulas"] == "computed",
        skip=patterns(said["skip"], "layout.skip", note),
        skip_in=_skip_in(said["skip_in"], note),
        blocks=_blocks(said["blocks"], note),
    )


def _blocks(value: object, note: Note) -> tuple[re.Pattern[str], ...]:
    """Return what finds the titles of blocks, in which each {name} is a column of the rows below."""
    titles = []
    for text in text_list(value) or ("",) * bool(value):
        names = _PART.findall(text)
        if not names or len(set(names)) < len(names) or len(names) > _MOST_PARTS or "}{" in text:
            note("layout.blocks", "is no title with named parts", 'Write ["{operation}, {day}"], each name once')
            continue
        pieces = _PART.split(text)
        made = (f"(?P<{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
        titles.append(re.compile("".join(made)))
    return tuple(titles)


def _skip_in(value: object, note: Note) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return which texts of which columns say that a row is no record."""
    if not isinstance(value, Mapping):
        note(
            "layout.skip_in", "is not a table of columns", 'Write each column with its texts: {Nationality: ["Total*"]}'
        )
        return {}
    found = {fold(str(name)): patterns(texts, f"layout.skip_in.{name}", note) for name, texts in value.items()}
    if "" in found:
        note("layout.skip_in", "names a column without letters or digits", "Write the header of the column")
    return found


def patterns(value: object, key: str, note: Note) -> tuple[re.Pattern[str], ...]:
    """Return what finds the texts that a key of a mapping lists, noting a list that is none."""
    listed = text_list(value)
    if listed is None or not all(any(map(fold, text.split("*"))) for text in listed):
        note(key, "is not a list of texts", 'Write texts, such as ["Total*", "Source:*"]')
        return ()
    return tuple(map(pattern, listed))


def _number(value: object, most: int, key: str, note: Note) -> int:
    if type(value) is int and 0 <= value <= most:
        return value
    note(key, f"is not a number from 1 to {most}", "Count the lines from 1, or leave it out to have it found")
    return 0


def wide_from(entry: object, note: Note) -> Wide | None:
    """Return which columns of a mapping become rows, noting everything that is wrong with them."""
    if entry is None:
        return None
    if not isinstance(entry, Mapping) or not {"name", "value"} <= set(entry) <= _WIDE:
        note("wide", "is not complete", "Write name, value, and columns or style")
        return None
    styles = tuple(text_list(entry.get("style", [])) or ())
    if any(style not in STYLES for style in styles):
        note("wide.style", "is not a way of writing dates", f"Use one of: {', '.join(map(repr, STYLES))}")
        return None
    columns = entry.get("columns", {})
    if isinstance(columns, Mapping):
        listed = {fold(str(header)): str(text) for header, text in columns.items()}
    else:
        listed = {fold(header): header for header in text_list(columns) or ()}
    if not (listed or styles) or "" in listed:
        note("wide.columns", "names no columns", "Write {header: text, ...}, or style: for headers that are dates")
        return None
    made = name, value = str(entry["name"]), str(entry["value"])
    if not fold(name) or not fold(value) or fold(name) == fold(value):
        note("wide", "needs two different names for its columns", "Write name: month and value: figure, for example")
        return None
    group, groups = str(entry.get("group", "")), entry.get("groups", {})
    if not isinstance(groups, Mapping) or bool(fold(group)) is not bool(groups) or fold(group) in map(fold, made):
        note("wide.groups", "needs a column of its own", "Write group: sex, and groups: {header: text, ...}")
        return None
    return Wide(listed, styles, name, value, group, {fold(str(header)): str(text) for header, text in groups.items()})
