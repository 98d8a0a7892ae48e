"""What the command for analyses does: write the facts that may be taken along, and work series out of such a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.series.codes import Counted
from corridor.web.base.ledger.actions import record
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.series import outward, running


def analysis(chosen: argparse.Namespace) -> Answer:
    """Write facts to a file, or work out series, tables and forecast inputs of such a file, here or on a cluster."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    if chosen.write_facts:
        found = outward.write_facts(
            by=by,
            counted=Counted(chosen.count),
            path=Path(chosen.write_facts).absolute(),
            invented=chosen.world == "invented",
            now=now,
        )
        text = f"{found.facts} facts are written; {found.left_out} may not be taken along"
        return {"ok": True, "facts": found.facts, "left_out": found.left_out, "text": text}
    facts, out = Path(chosen.facts or ".").absolute(), Path(chosen.out or ".").absolute()
    if out.exists() or not out.parent.is_dir():
        raise outward.PlaceUnfit
    if not facts.is_file():
        raise running.FactsUnfit
    record(Event.PAGE_READ, by=by, now=now, about="command analysis")
    by_parts = () if chosen.by == "whole" else (chosen.by,)
    kinds = ("kind",) if Counted(chosen.count).drawn.value == "series" else ()
    with running.opened(facts, spark=chosen.spark) as read:
        frames = running.frames_of(read, by=(*kinds, *by_parts), axes=tuple(chosen.axis) or ("kind", "route", "month"))
        counts = running.write(frames, out)
    return {"ok": True, "rows": counts, "text": "\n".join(f"{name}: {count} rows" for name, count in counts.items())}
