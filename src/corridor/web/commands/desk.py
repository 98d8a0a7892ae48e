"""What each command of the desk does: finds out who acts, then calls the same actions and queries as the pages."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from corridor.core.access.codes import Event, Zone
from corridor.core.access.records import Officer
from corridor.core.fees.codes import Scope
from corridor.core.kernel.errors import CorridorError
from corridor.core.picture.codes import Measure
from corridor.core.picture.past import known_day
from corridor.core.picture.records import Question
from corridor.web.base.ledger.actions import record
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.exports import actions as exports
from corridor.web.desk.exports import checking as export_checks
from corridor.web.desk.exports.forms import format_of, view_of
from corridor.web.desk.exports.queries import Asked
from corridor.web.desk.fees import queries as prices
from corridor.web.desk.fees.plain import plain_fees
from corridor.web.desk.holds import schedule
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.imports import files
from corridor.web.desk.imports import queries as loads
from corridor.web.desk.imports.errors import LoadBusy
from corridor.web.desk.imports.wizard import commands as layouts
from corridor.web.desk.picture import legs
from corridor.web.desk.picture import queries as pictures
from corridor.web.desk.picture.course import plain_course
from corridor.web.desk.search import actions as search_actions
from corridor.web.desk.search import forms as search_forms
from corridor.web.desk.search import presenting as search_presenting
from corridor.web.desk.search import queries as search
from corridor.web.home import beside


class OutMissing(CorridorError):
    """An export was asked for without saying where to write it."""

    code = "exports.E06"
    template = "no file is named to write to"
    hint = "Name one with --out FILE, or a file to check with --check FILE."


class FileMissing(CorridorError):
    """A file named on the command line cannot be read."""

    code = "imports.E27"
    template = "the file cannot be read"
    hint = "Check the path and that this account may read it."


def demo(chosen: argparse.Namespace) -> Answer:
    """Fill the home with the demonstration, its zone of protection in a home beside it."""
    from corridor.web.demonstration import desk, founding, handing, introducing, route

    if chosen.route:
        return route.fill(settings.HOME, port=chosen.port)
    answer = desk.fill(now=timezone.now())
    if not chosen.zone:
        protection = founding.fill_beside(beside(settings.HOME), Zone.PROTECTION)
        if answer["made"] or protection["made"]:
            introducing.introduce(beside(settings.HOME), now=timezone.now())
            handing.hand_over(now=timezone.now())
        answer["protection"] = protection
        answer["text"] += f"\n{protection['text']}"
    return answer


def import_file(chosen: argparse.Namespace) -> Answer:
    """Read a file and publish it; the rejects file stands in the node's home."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    path = Path(chosen.file)
    if not path.is_file():
        raise FileMissing
    upload = imports.bring(by=by, file_name=path.name, pieces=_pieces(path), now=now)
    order = imports.Order(
        upload=upload,
        mapping=chosen.mapping,
        preset=chosen.marking,
        released_on=chosen.released,
        recipients=(by.reader.authority, *chosen.to),
    )
    uid = imports.begin(by=by, order=order, now=now)
    try:
        load = imports.run(by=by, load=uid, now=now)
    except LoadBusy:
        # Nobody tries again after a command.
        imports.cancel(by=by, load=uid, now=now)
        raise
    return {
        "ok": load.state == load.State.PUBLISHED,
        "import": load.uid,
        "state": load.state,
        "mapping": load.mapping,
        "edition": load.dataset.edition,
        "released_on": load.released_on,
        "rows": load.rows_read,
        "accepted": load.accepted,
        "rejected": load.rejected,
        "unchanged": load.unchanged,
        "revised": load.revised,
        "statements": load.statements,
        "rejects_file": _rejects(by, load.uid) if load.rejected else None,
        "acting": f"{by.handle}:{by.reader.function}:{by.reader.purpose}",
    }


def mapping(chosen: argparse.Namespace) -> Answer:
    """Propose a mapping for a table, or keep one that was written for the own authority."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    path = Path(chosen.file)
    if not path.is_file():
        raise FileMissing
    return layouts.propose(by, path, now) if chosen.what == "propose" else layouts.add(by, path, now)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 16):
            yield piece


def _rejects(by: Officer, load: str) -> str:
    path = files.rejects_path(load)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(loads.rejects_file(by, load))
    return str(path)


def undo(chosen: argparse.Namespace) -> Answer:
    """Take one import back."""
    now = timezone.now()
    imports.undo(by=officer_acting(chosen, now, function="import-officer"), load=chosen.load, now=now)
    return {"ok": True, "import": chosen.load, "state": "undone"}


def redo(chosen: argparse.Namespace) -> Answer:
    """Let an import stand again."""
    now = timezone.now()
    imports.redo(by=officer_acting(chosen, now, function="import-officer"), load=chosen.load, now=now)
    return {"ok": True, "import": chosen.load, "state": "published"}


def retain(chosen: argparse.Namespace) -> Answer:
    """Erase what is overdue, and tell how much by rule."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    done = schedule.erase_overdue(by=by, now=now)
    rules = ", ".join(f"{rule}: {count}" for rule, count in done.rules.items())
    text = f"erased by rule: {rules or 'nothing'}\nkept sealed by holds: {done.sealed}\nholds lapsed: {done.lapsed}"
    return {
        "ok": True,
        "rules": dict(done.rules),
        "loads": done.loads,
        "sealed": done.sealed,
        "judgements": done.judgements,
        "lapsed": done.lapsed,
        "busy": done.busy,
        "text": text,
    }


def picture(chosen: argparse.Namespace) -> Answer:
    """Answer one question in figures: totals, and by month."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    question = _question(chosen, now.date())
    answer = pictures.answer_for(by, question)
    record(Event.PAGE_READ, by=by, now=now, about="command picture", measure=chosen.measure)
    return {
        "ok": True,
        "measure": chosen.measure,
        "known": question.known,
        "things": answer.things,
        "low": answer.low,
        "high": answer.high,
        "months": [
            {"on": month.on, "things": month.things, "low": month.low, "high": month.high} for month in answer.months
        ],
        "editions": [
            {
                "source": edition.dataset.source.code,
                "edition": edition.dataset.edition,
                "records": edition.coverage.records,
                "drawn": edition.is_drawn,
            }
            for edition in answer.editions
        ],
        **plain_course(legs.course_for(by, question), question),
    }


def fees(chosen: argparse.Namespace) -> Answer:
    """Tell what movements cost, as far as this reader may count."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    question = prices.Question(
        scope=Scope(chosen.scope),
        since=chosen.since,
        until=chosen.until,
        route=chosen.route,
        currency=chosen.currency,
        invented=chosen.world == "invented",
    )
    answer = prices.fees_for(by, question)
    record(Event.PAGE_READ, by=by, now=now, about="command fees", scope=chosen.scope)
    return {"ok": True, **plain_fees(answer)}


def _question(chosen: argparse.Namespace, today: date) -> Question:
    return Question(
        measure=Measure(chosen.measure or Measure.INCIDENTS),
        since=chosen.since,
        until=chosen.until,
        kind=chosen.kind,
        country=chosen.country,
        route=chosen.route,
        place=chosen.place,
        source=chosen.source,
        method=chosen.method,
        transport=chosen.transport,
        reliability=chosen.reliability,
        accuracy=chosen.accuracy,
        invented=chosen.world == "invented",
        known=known_day(chosen.known, today),
    )


def watch(chosen: argparse.Namespace) -> Answer:
    """Begin a watch where one is named, look at all of the officer's, and tell what was raised."""
    from corridor.web.desk.watch import commands

    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    return commands.watched(by, counted=chosen.count, route=chosen.route, way=chosen.way, now=now)


def forecast(chosen: argparse.Namespace) -> Answer:
    """Tell which routes are forecast, or take one forecast along that may leave as a warning."""
    from corridor.web.desk.forecasting import commands

    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    if chosen.series:
        return commands.taken(by, series=chosen.series, has_looked=chosen.looked, now=now)
    return commands.listed(by, counted=chosen.count, is_asking=chosen.work_out, now=now)


def match(chosen: argparse.Namespace) -> Answer:
    """Make a set ready for another authority, ask one about things, or tell of sets and questions."""
    from corridor.web.desk.matching import commands

    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    if chosen.what == "prepare":
        return commands.prepared(by, authority=chosen.authority, purpose=chosen.purpose, now=now)
    if chosen.what == "ask":
        return commands.asked(by, owner=chosen.authority, case=chosen.case, things=chosen.things, now=now)
    return commands.listed(by, now=now)


def find(chosen: argparse.Namespace) -> Answer:
    """Find things by words, best first; a page of them."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    asked = search_forms.asked(" ".join(chosen.words), kind=chosen.kind, page=chosen.page)
    answer = search.found_for(by, asked.words, kind=asked.kind, first=asked.first)
    search_actions.note_search(by=by, answer=answer, now=now, about="command find")
    results = search_presenting.listed(by, answer)
    text = "\n".join(f"{one['uid']}  {one['how']:7}  {one['kind']}: {one['title']}" for one in results)
    return {
        "ok": True,
        "page": asked.page,
        "more": answer.has_more,
        "results": results,
        "text": text or "nothing found",
    }


def export(chosen: argparse.Namespace) -> Answer:
    """Write an export and its manifest, or check one."""
    if chosen.check:
        return export_checks.answer(Path(chosen.check), fingerprint=chosen.key)
    if not chosen.out:
        raise OutMissing
    now = timezone.now()
    by = officer_acting(chosen, now, function="import-officer")
    period = (chosen.since, chosen.until, chosen.known)
    narrowing = (chosen.measure, *period, chosen.kind, chosen.country, chosen.route, chosen.place)
    asked = Asked(
        view=view_of(
            chosen.view, thing=chosen.thing, words=chosen.words, source=chosen.source, has_question=any(narrowing)
        ),
        question=replace(_question(chosen, now.date()), invented=chosen.world == "invented"),
        words=chosen.words,
        thing=chosen.thing,
        source=chosen.source,
        edition=chosen.edition,
    )
    made = exports.export_to(by=by, asked=asked, form=format_of(chosen.format), path=Path(chosen.out), now=now)
    return {
        "ok": True,
        "export": made.uid,
        "file": chosen.out,
        "manifest": str(Path(chosen.out).with_name(made.manifest_name)),
        "format": made.form.value,
        "view": asked.view.value,
        "things": made.things,
        "statements": made.statements,
        "rows": made.rows,
        "bytes": made.size,
        "sha256": made.sha256,
        "left_out": exports.left_out_told(made),
        "acting": f"{by.handle}:{by.reader.function}:{by.reader.purpose}",
    }
