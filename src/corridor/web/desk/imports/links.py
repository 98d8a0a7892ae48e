"""Addresses that carry how files are to be read from one page of an import to the next."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.web.desk.imports import queries
from corridor.web.desk.imports.errors import MappingUnknown
from corridor.web.desk.imports.mappings import own_mappings
from corridor.web.desk.imports.queries import Sample, Unreadable


def query(choice: queries.Choice) -> str:
    """Return a choice as the query of an address; empty when everything is found out."""
    fields = {
        "mapping": choice.mapping,
        "marking": choice.preset,
        "released_on": choice.released_on,
        "recipients": choice.recipients,
    }
    given = {name: value for name, value in fields.items() if value}
    return f"?{urlencode(given, doseq=True)}" if given else ""


def describe_address(upload: str, uids: str, choice: queries.Choice, like: str = "") -> str:
    """Return the address at which a file's table is described, and from which one comes back with the same choice."""
    carried = query(replace(choice, mapping=""))
    more = {"files": uids if uids != upload else "", "like": like}
    given = urlencode({name: value for name, value in more.items() if value})
    return reverse("desk:describe", args=[upload]) + carried + ((("&" if carried else "?") + given) if given else "")


def describe_url(sample: Sample | Unreadable, uids: str, choice: queries.Choice, officer: Officer) -> str:
    """Return where a table that no mapping knows is described, or where the authority's own mapping is changed."""
    if Permission.MAPPING_WRITE not in officer.permissions:
        return ""
    if isinstance(sample, Unreadable):
        is_unknown = isinstance(sample.refused, MappingUnknown) and not choice.mapping
        return describe_address(sample.upload.uid, uids, choice) if is_unknown else ""
    own = {row.name: row.uid for row in own_mappings(officer)}
    like = own.get(sample.mapping.name, "")
    return describe_address(sample.upload.uid, uids, choice, like) if like else ""
