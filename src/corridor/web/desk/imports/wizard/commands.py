"""What the command `corridor mapping` does: propose a mapping for a file, or keep one for the own authority."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.imports.errors import MappingInvalid
from corridor.core.imports.guarding import LONGEST_TEXT
from corridor.core.imports.written import document_from
from corridor.web.base.ledger.actions import record
from corridor.web.desk.imports.wizard import actions, forms, queries
from corridor.web.desk.imports.wizard.errors import PeopleListed

Answer = dict[str, Any]


def propose(by: Officer, path: Path, now: datetime) -> Answer:
    """Return a mapping proposed for a file, with how certain each column is and why; nothing is kept.

    Raises:
        FileRefused: The file is no table.
        PeopleListed: Its rows seem to be people.
    """
    check_permission(by, Permission.MAPPING_WRITE)
    opened = queries.opened_at(path, path.name)
    record(Event.IMPORT_PREVIEWED, by=by, now=now, about="command mapping propose")
    if opened.proposal.lists_people:
        raise PeopleListed
    described = forms.suggested(opened.proposal.description, path.name, by)
    document = document_from(described, shelf.registry())
    columns = [
        {
            "header": plan.header,
            "property": plan.prop,
            "part": plan.part,
            "confidence": str(plan.confidence),
            "because": str(plan.because),
            "breaks": plan.breaks,
        }
        for plan in described.columns
    ]
    return {
        "ok": True,
        "mapping": document,
        "kind_confidence": str(opened.proposal.kind_confidence),
        "columns": columns,
        "incomplete": [*_mistakes(document), *(problem.message for problem in forms.undecided(described))],
        "text": shelf.written(document).rstrip(),
    }


def _mistakes(document: dict[str, Any]) -> list[str]:
    """Return what must still be filled in before the mapping can be used."""
    try:
        queries.checked(document)
    except MappingInvalid as refused:
        return [f"{problem.key}: {problem.wrong}. {problem.remedy}" for problem in refused.problems]
    return []


def add(by: Officer, path: Path, now: datetime) -> Answer:
    """Keep a mapping for the own authority, as a new version where one of its name is in use; say what is wrong."""
    with path.open("rb") as file:
        written = file.read(4 * LONGEST_TEXT + 1).decode("utf-8", "replace")
    document = shelf.typed(written) if len(written) <= LONGEST_TEXT else None
    name = document.get("mapping") if isinstance(document, dict) else None
    try:
        saved = actions.save_mapping(by=by, written=written, now=now, of=str(name or ""))
    except MappingInvalid as refused:
        problems = [problem._asdict() for problem in refused.problems]
        hint = "\n".join(f"  {problem.key}: {problem.wrong}. {problem.remedy}" for problem in refused.problems)
        error = {"code": refused.code, "message": refused.message, "hint": hint}
        return {"ok": False, "error": error, "problems": problems}
    return {"ok": True, "mapping": saved.name, "version": saved.version, "uid": saved.uid}
