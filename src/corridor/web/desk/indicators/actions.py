"""Writes of indicators: a measure is defined once, revised by a later version, withdrawn; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.presets import marking_from_preset
from corridor.core.indicators.codes import Measure
from corridor.core.indicators.errors import IndicatorIncomplete
from corridor.core.indicators.records import OF_NODE, Definition
from corridor.core.kernel.identifiers import Uid
from corridor.core.series.records import Scope
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.presets import presets
from corridor.web.desk.indicators import queries
from corridor.web.desk.indicators.models import Indicator
from corridor.web.desk.reports.actions import Filing, file_report
from corridor.web.desk.series.queries import marks_of, series_for


def define(*, by: Officer, definition: Definition, now: datetime) -> str:
    """Define an indicator for the officer's authority and return its identifier.

    Raises:
        NotPermitted: The function does not define indicators.
        IndicatorIncomplete: A part names no series and no measure of the node.
        NotFound: A part names a series of which the officer may see and count nothing.
    """
    about = str(identity.uid())
    return _kept(by, definition, about, 1, now)


def revise(*, by: Officer, about: str, definition: Definition, now: datetime) -> str:
    """Let a new version take the place of the one in force; return the indicator's identifier.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    check_permission(by, Permission.INDICATOR_DEFINE)
    latest = queries.versions_for(by, about)[0]
    return _kept(by, definition, about, latest.version + 1, now)


def _kept(by: Officer, definition: Definition, about: str, version: int, now: datetime) -> str:
    check_permission(by, Permission.INDICATOR_DEFINE)
    marks = _marks(by, definition, now)
    with act(Event.INDICATOR_DEFINED, by=by, now=now, about=about, version=version):
        Indicator.objects.filter(about=about, superseded_at=None).update(superseded_at=now)
        Indicator.objects.create(
            uid=str(identity.uid()),
            about=about,
            version=version,
            authority=by.reader.authority,
            name=definition.name,
            counted=definition.counted,
            numerator=definition.numerator,
            denominator=definition.denominator,
            per=int(definition.per),
            period=definition.period.value,
            method=definition.method,
            marks=sorted(marks),
            defined_by=by.handle,
            defined_at=now,
        )
    return about


def _marks(by: Officer, definition: Definition, now: datetime) -> frozenset[int]:
    """Return the marks of what the parts of a definition rest on, refusing parts that are nothing to this officer."""
    scopes = []
    for field, name in (("numerator", definition.numerator), ("denominator", definition.denominator)):
        if name.startswith(OF_NODE) and name.removeprefix(OF_NODE) in list(Measure):
            continue
        scope = Scope.parse(name)
        if scope is not None:
            scopes.append(scope)
        elif name or field == "numerator":
            raise IndicatorIncomplete(field=field)
    series_for(by, scopes, today=now.date())
    return marks_of(by, scopes)


def withdraw(*, by: Officer, about: str, now: datetime) -> None:
    """Withdraw an indicator with all its versions: nobody finds it any more.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    check_permission(by, Permission.INDICATOR_DEFINE)
    queries.versions_for(by, about)
    with act(Event.INDICATOR_WITHDRAWN, by=by, now=now, about=about):
        Indicator.objects.filter(about=about, authority=by.reader.authority).update(withdrawn_at=now)


def add_figure(*, by: Officer, values: Mapping[str, str], preset: str, now: datetime) -> str:
    """File a reference figure from a published source under a marking; return the load.

    Raises:
        NotPermitted: The function does not define indicators or does not file reports.
        DraftsRefused: A safeguard speaks against it.
    """
    check_permission(by, Permission.INDICATOR_DEFINE)
    check_permission(by, Permission.REPORT_FILE)
    claims = tuple(Claim(prop, value) for prop, value in values.items() if value)
    filing = Filing(
        ref=f"{by.reader.authority}-FIG-{now.year}-{identity.uid()[:8].upper()}",
        filed_on=now.date().isoformat(),
        marking=marking_from_preset(preset, by.reader.authority, presets(), frozenset()),
        grade="",
        drafts=[Draft(Uid(identity.uid()), "ReferenceFigure", claims)],
        is_invented=False,
    )
    return file_report(by=by, filing=filing, now=now)
