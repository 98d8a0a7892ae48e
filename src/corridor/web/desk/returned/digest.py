"""The digest of what came back, for the first page an officer opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.returned.codes import Kind
from corridor.web.desk.returned import presenting, queries


@dataclass(frozen=True)
class CameBack:
    """One thing that came back: what kind, about which report, where to look, since which day, and in a sentence."""

    kind: Kind
    title: str
    url: str
    on: str
    words: str


def returned_for(officer: Officer, since: datetime | None = None, most: int = 8) -> tuple[CameBack, ...]:
    """Return what came back to an officer since a moment, the latest first; nothing for who files no reports."""
    if not queries.may_ask_back(officer):
        return ()
    found = queries.came_of(officer, queries.filed_by(officer, most=queries.PAGE), today=timezone.localdate())
    first = timezone.localtime(since).date() if since is not None else None
    news = presenting.digest_of(found, queries.answers_for(officer), since=first)
    return tuple(CameBack(kind, title, url, on, presenting.news_label(kind)) for kind, title, url, on in news[:most])
