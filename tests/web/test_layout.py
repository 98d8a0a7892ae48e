"""Where the tables of the spine may be named in SQL."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import corridor.web as web

WEB = Path(web.__path__[0])
ALLOWED = {
    "desk/statements/classed.py",
    "desk/statements/store.py",
    "desk/statements/past.py",
    "desk/statements/record_store.py",
    "desk/statements/search_store.py",
    "desk/statements/terms.py",
    "desk/statements/erasing.py",
    "desk/statements/holdings.py",
    "desk/picture/facts.py",
    "desk/picture/arrivals.py",
    "desk/statements/measured.py",
    "desk/statements/parked.py",
    "desk/statements/priced.py",
    "desk/statements/printing.py",
    "desk/statements/walking.py",
    "desk/statements/telling.py",
    "desk/statements/then.py",
    "desk/statements/shown.py",
    "desk/publishing/cells.py",
    "desk/series/cells.py",
    "desk/statements/keyed.py",
    "desk/statements/remaining.py",
}
TABLE = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|COPY)\s+\"?(statement|fact|name_key|name_word|lexicon|lexicon_part)\b",
    re.IGNORECASE,
)


def texts(path: Path) -> list[str]:
    """Return every text of a module that is not a docstring, the parts of an f-string joined."""
    found = []
    for part in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(part, ast.JoinedStr):
            found.append("".join(str(v.value) if isinstance(v, ast.Constant) else "x" for v in part.values))
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found.append(part.value)
    return found


def test_only_the_store_and_the_facts_name_their_tables_in_sql() -> None:
    naming = {
        str(path.relative_to(WEB))
        for path in WEB.rglob("*.py")
        if "migrations" not in path.parts and any(TABLE.search(text) for text in texts(path))
    }

    assert naming <= ALLOWED


def test_the_search_sees_a_table_that_is_named() -> None:
    assert TABLE.search("SELECT 1 FROM statement s")
    assert any(TABLE.search(text) for text in texts(WEB / "desk/statements/store.py"))


def test_no_module_reads_statements_or_facts_through_the_unmanaged_models() -> None:
    using = re.compile(r"\b(?:Statement|Fact|NameKey|Word|WordPart)\.objects\b")

    assert [path.name for path in WEB.rglob("*.py") if using.search(path.read_text("utf-8"))] == []
