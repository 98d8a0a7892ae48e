"""What a program sends, read into the nouns of the actions."""

from __future__ import annotations

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.entities.codes import Type
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.identifiers import Uid
from corridor.web.base import identity
from corridor.web.desk.api import schemas
from corridor.web.desk.imports.queries import marking_chosen
from corridor.web.desk.reports.actions import Filing


class NameUnknown(CorridorError):
    """A statement names a thing that the report does not hold, or two things have one name."""

    code = "api.E07"
    template = "each thing of a report has a name of its own, and statements name none but these"
    hint = "Give every thing its own name; speak of a thing outside the report by its identifier, as the value."
    status = 422


def filing_from(officer: Officer, report: schemas.ReportMade) -> tuple[Filing, dict[str, Uid]]:
    """Return the report to be filed, and the identifier of each of its things by name.

    Raises:
        NameUnknown: Names are given twice, or not at all.
        ValueInvalid: A value does not have the form that its property needs.
        MarkingUnknown: No preset has this name.
    """
    names = {thing.name: Uid(thing.uid) if thing.uid else identity.uid() for thing in report.things}
    if len(names) != len(report.things) or len(set(names.values())) != len(names):
        raise NameUnknown
    drafts = [
        Draft(names[thing.name], thing.kind, tuple(_claim(one, names) for one in thing.statements))
        for thing in report.things
    ]
    markings = {
        names[thing.name]: _marking(officer, thing.marking) for thing in report.things if thing.marking is not None
    }
    filing = Filing(
        ref=report.ref,
        filed_on=report.filed_on,
        marking=_marking(officer, report.marking),
        grade=report.grade,
        drafts=drafts,
        markings=markings,
    )
    return filing, names


def _marking(officer: Officer, asked: schemas.MarkingAsked) -> Marking:
    return marking_chosen(officer, asked.preset, asked.recipients)


def _claim(said: schemas.StatementMade, names: dict[str, Uid]) -> Claim:
    if not said.thing:
        return shelf.registry().normalise(said.property, said.value, shelf.countries())
    if said.thing not in names or said.value:
        raise NameUnknown
    found = shelf.registry().properties.get(said.property)
    if found is None or found.type is not Type.ENTITY:
        return shelf.registry().normalise(said.property, said.value, shelf.countries())
    return Claim(said.property, names[said.thing], ref=names[said.thing])
