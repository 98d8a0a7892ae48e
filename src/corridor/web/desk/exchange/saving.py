"""Saving a report that came from another node: one way for what was released and for what was handed over."""

from __future__ import annotations

from functools import partial

from corridor.core.exchange.releases import Released
from corridor.core.handling.records import Marking
from corridor.web.base.ledger.actions import Act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.reports.queries import EDITION
from corridor.web.desk.statements import actions as spine
from corridor.web.desk.statements.models import Load


def saved(released: Released, *, owner: str, brought_by: str, key: str, doing: Act) -> Load:
    """Save a report that another node brought, as a load of its owner under its own markings; runs inside an act.

    Args:
        key: By what the report is recognised among those of its owner.
    """
    mark = _mark(released.marking, doing)
    edition = spine.Edition(
        source=owner, edition=EDITION, title=EDITION, publisher=owner, is_invented=released.is_invented
    )
    add = partial(spine.add_dataset, authority=owner, edition=edition, mark=mark)
    dataset = doing.once((edition, mark), add)
    said = sum(1 for draft, _ in released.things for _ in draft.all_claims())
    published = {"state": Load.State.PUBLISHED, "published_at": doing.now, "statements": said}
    load = spine.add_load(
        dataset=dataset,
        mark=mark,
        released_on=released.filed_on,
        brought_by=brought_by,
        now=doing.now,
        told={**published, "accepted": 1, "rows_total": 1, "rows_read": 1},
    )
    drafts = [(draft, _mark(marking, doing)) for draft, marking in released.things]
    props = doing.once("properties", spine.add_props)
    spine.save_report(load=load, key=key, drafts=drafts, grade=released.grade, props=props)
    return load


def _mark(marking: Marking, doing: Act) -> int:
    return doing.once(marking, partial(intern, marking, doing.now))
