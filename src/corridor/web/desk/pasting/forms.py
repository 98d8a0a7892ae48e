"""What is pasted, and what of its proposals an officer takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from corridor import shelf
from corridor.core.kernel.dates import DateInvalid, parse_date
from corridor.core.pasting.reading import LONGEST_TEXT

ROWS = ("counts", "fees")
"""Groups of which several rows may be taken; they are numbered anew, so that none is left out between."""

BEGINNINGS = (".what", ".amount")
"""What every row has; how a fee was paid is told apart and belongs to the first."""

MOST_TAKEN = 100
LONGEST_TOKEN = 1_000


@dataclass(frozen=True)
class Pasted:
    """A text and the day of its message; a day that cannot be read is None, and `on` keeps it as typed."""

    text: str
    on: str
    day: date | None
    is_cut: bool


def pasted_in(post: QueryDict) -> Pasted:
    """Read the text and the day of the message."""
    text = post.get("text", "").replace("\r\n", "\n")
    on = post.get("on", "").strip()[:40]
    return Pasted(text[:LONGEST_TEXT], on, _day(on), len(text) > LONGEST_TEXT)


def _day(typed: str) -> date | None:
    try:
        value = parse_date(typed, ("iso", "29/10/2019", "29.10.2019"))
    except DateInvalid:
        return None
    return date.fromisoformat(value) if len(value) == len("2026-03-14") else None


def token_of(values: Iterable[tuple[str, str]]) -> str:
    """Return one proposal as a box on the page carries it."""
    return urlencode(list(values))


def taken_in(post: QueryDict) -> dict[str, str]:
    """Return what was ticked, as if it had been typed into the report; what is no field of the report is left out."""
    form = shelf.report_form()
    taken: dict[str, str] = {}
    rows: dict[str, int] = dict.fromkeys(ROWS, 0)
    for token in [one for one in (*post.getlist("take"), *_chosen(post)) if one][:MOST_TAKEN]:
        values = parse_qsl(token[:LONGEST_TOKEN], max_num_fields=10)
        group = values[0][0].split(".")[0] if values else ""
        is_row = any(path.endswith(BEGINNINGS) for path, _ in values)
        number = rows.get(group, 0) if is_row else 0
        for path, value in values:
            renumbered = _renumbered(path, group, number)
            field = form.field(renumbered)
            if field is None:
                continue
            before = taken.get(renumbered, "")
            taken[renumbered] = f"{before},{value}" if before and field.is_many else value
        if group in rows and is_row:
            rows[group] = number + 1
    return taken


def _chosen(post: QueryDict) -> list[str]:
    """Return what was chosen where one of several stands."""
    return [str(post[name]) for name in post if name.startswith("one-")]


def _renumbered(path: str, group: str, number: int) -> str:
    head, _, rest = path.partition(".")
    if head != group or group not in ROWS:
        return path
    return f"{group}.{number}.{rest.partition('.')[2]}"


def joined(defaults: Mapping[str, str], taken: Mapping[str, str]) -> dict[str, str]:
    """Return what the report begins with: what was taken, over the defaults of the post."""
    return {**defaults, **taken}
