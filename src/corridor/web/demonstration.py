"""Fills a node with the demonstration: real series with their credits, and the invented corridor beside them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.handling.grades import grade_from, grade_text
from corridor.core.handling.presets import marking_from_preset
from corridor.demo.cast import AUTHORITIES, OFFICERS
from corridor.demo.records import Report
from corridor.demo.sign_ins import PASSWORD, sign_ins
from corridor.demo.story import story
from corridor.web import node
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.reports.actions import Filing, file_report

COMPLETE = "complete\n"
SERIES_OFFICER = "int.sorrel:import-officer"


def fill(*, now: datetime) -> dict[str, Any]:
    """Make the demonstration in the node's home, unless it is there; a half-made one is made anew."""
    marker = settings.HOME / "demonstration"
    made = marker.exists() and marker.read_text(encoding="ascii") != COMPLETE
    if made:
        _clear()
        _found(now)
        _file_reports(now)
        _import_series(now)
        marker.write_text(COMPLETE, encoding="ascii")
    return {"ok": True, "made": made, "home": str(settings.HOME), "sign_ins": sign_ins(), "text": _text()}


def _text() -> str:
    lines = [f"  {entry['handle']:12} {entry['authority']:8} {', '.join(entry['functions'])}" for entry in sign_ins()]
    return "\n".join(["sign-ins of the demonstration (all invented):", *lines, f"password for each: {PASSWORD}"])


def _clear() -> None:
    """Remove what an interrupted start left."""
    for name in ("desk.sqlite3", "desk.sqlite3-wal", "desk.sqlite3-shm"):
        (settings.HOME / name).unlink(missing_ok=True)
    for path in (settings.HOME / "heads").iterdir():
        path.unlink()


def _found(now: datetime) -> None:
    first = AUTHORITIES[0]
    node.found(node.Founding(authority=first.code, country=first.country, kind=first.kind, name=first.name), now=now)
    (settings.HOME / "node.txt").write_text("Demonstration node\n", encoding="utf-8")
    service, duty = people.duty_named(f"{people.service_handle()}:administrator")
    by = accounts.take_duty(service, duty, now=now)
    password = make_password(PASSWORD)
    functions = shelf.functions()
    with act(Event.OFFICER_ADDED, by=by, now=now, about="demonstration", officers=len(OFFICERS)):
        authorities = {
            authority.code: accounts.add_authority(
                code=authority.code, name=authority.name, country=authority.country, kind=authority.kind
            )
            for authority in AUTHORITIES
        }
        for officer in OFFICERS:
            accounts.add_officer(
                handle=officer.handle,
                display_name=officer.name,
                authority=authorities[officer.authority],
                duties=[
                    (function, purpose)
                    for function in officer.functions
                    for purpose in officer.purposes
                    if purpose in functions[function].purposes
                ],
                password=None,
                is_demonstration=True,
                hashed=password,
            )


def _file_reports(now: datetime) -> None:
    acting: dict[str, Officer] = {}
    for report in story().reports:
        if report.officer not in acting:
            acting[report.officer] = _reporter(report.officer, now)
        file_report(by=acting[report.officer], filing=_filing(report), now=now)


def _reporter(handle: str, now: datetime) -> Officer:
    """Return the officer in the first of its duties that may file reports."""
    account = people.account_of(handle)
    if account is None:
        raise people.ActorUnknown(actor=handle)
    duties = people.duties_of(account)
    functions = shelf.functions()
    duty = next((one for one in duties if Permission.REPORT_FILE in functions[one.function].permissions), duties[0])
    return accounts.take_duty(account, duty, now=now)


def _filing(report: Report) -> Filing:
    grade = grade_from(report.grade, report.scheme, shelf.schemes())
    return Filing(
        ref=report.ref,
        filed_on=report.filed_on,
        marking=marking_from_preset(report.preset, report.authority, shelf.presets(), frozenset(report.recipients)),
        grade=f"{report.scheme}:{grade_text(grade)}" if grade is not None else "",
        drafts=report.drafts,
        is_invented=True,
    )


def _import_series(now: datetime) -> None:
    """Read the real series under a public marking, as any other file."""
    account, duty = people.duty_named(SERIES_OFFICER)
    by = accounts.take_duty(account, duty, now=now)
    for credit in shelf.series_credits():
        name = credit["file"]
        upload = imports.bring(by=by, file_name=name.removesuffix(".gz"), pieces=_content(name), now=now)
        order = imports.Order(upload=upload, mapping=credit["mapping"], preset="public", released_on=credit["as_of"])
        imports.run(by=by, load=imports.begin(by=by, order=order, now=now), now=now)


def _content(name: str) -> Iterator[bytes]:
    packed = files("corridor.demo.series").joinpath(name).read_bytes()
    yield gzip.decompress(packed) if name.endswith(".gz") else packed
