"""The pages of the library, ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.commitments.records import Catalogue
from corridor.core.kernel.text import fold
from corridor.core.practices.codes import OPEN_GRADES, Kind
from corridor.core.practices.records import Told
from corridor.web.design.paging import pagination_of
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day
from corridor.web.desk.commitments import wording
from corridor.web.desk.pages.practices import EntryFormPage, EntryPage, LibraryPage, LibraryRow
from corridor.web.desk.practices import words
from corridor.web.desk.practices.models import Adoption, LibraryEntry
from corridor.web.desk.practices.queries import Shelved

Code = TypeVar("Code", bound=StrEnum)

PAGE_ROWS = 40
LAST_PAGE = 99


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to."""

    words: str
    kind: str
    pillar: str
    grade: str
    only_adopted: bool
    page: int


def asked_from(sent: QueryDict) -> Narrowed:
    """Return what an address asks of the list; what it does not know is left out."""
    page = sent.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= len(str(LAST_PAGE)) else 1
    return Narrowed(
        words=sent.get("words", "")[:100],
        kind=sent.get("kind", ""),
        pillar=sent.get("pillar", ""),
        grade=sent.get("grade", ""),
        only_adopted=sent.get("adopted") == "1",
        page=max(1, number),
    )


def library_page(officer: Officer, found: Sequence[Shelved], adopted: frozenset[str], asked: Narrowed) -> LibraryPage:
    """Return the entries that fit what was asked."""
    kept = [one for one in found if _fits(one, asked) and (not asked.only_adopted or one.about in adopted)]
    first = (asked.page - 1) * PAGE_ROWS
    part = kept[first : first + PAGE_ROWS]
    told = {"words": asked.words, "kind": asked.kind, "pillar": asked.pillar, "grade": asked.grade}
    told |= {"adopted": "1"} if asked.only_adopted else {}
    start = reverse("desk:practices")

    def at(page: int) -> str:
        return f"{start}?{urlencode({key: value for key, value in told.items() if value} | {'page': str(page)})}"

    return LibraryPage(
        rows=tuple(_row(one) for one in part),
        words=asked.words,
        kinds=_choices(words.kinds(), asked.kind),
        pillars=_choices(words.pillars(), asked.pillar),
        grades=_choices(words.grades(), asked.grade),
        only_adopted=asked.only_adopted,
        pagination=pagination_of(first=first, shown=len(part), total=len(kept), size=PAGE_ROWS, at=at),
        new_url=reverse("desk:practice-new") if Permission.PRACTICE_FILE in officer.permissions else "",
    )


def _fits(one: Shelved, asked: Narrowed) -> bool:
    told = one.told
    if asked.kind and asked.kind not in (one.kind, told.kind):  # a practice that is a claim is found as either
        return False
    if asked.grade and asked.grade != one.grade:
        return False
    if asked.pillar and asked.pillar != told.pillar:
        return False
    text = fold(" ".join((told.title, told.done, told.context, told.limits, told.method, told.source, told.where)))
    return all(part in text for part in fold(asked.words).split())


def _row(one: Shelved) -> LibraryRow:
    return LibraryRow(
        url=reverse("desk:practice", args=[one.about]),
        title=one.told.title,
        kind=" · ".join(words.kinds()[kind] for kind in dict.fromkeys((one.kind, one.told.kind))),
        grade=words.grades()[one.grade],
        pillar=words.pillars()[one.told.pillar],
        source=one.told.source,
    )


def _choices(told: Mapping[Code, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(code.value, label, code.value == chosen) for code, label in told.items())


def entry_page(
    officer: Officer,
    one: Shelved,
    versions: Sequence[LibraryEntry],
    adoptions: Sequence[Adoption],
    catalogue: Catalogue,
    language: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: tuple[FormProblem, ...] = (),
) -> EntryPage:
    """Return one entry with everything that a reader needs to weigh it."""
    told, row = one.told, one.row
    may = officer.permissions
    is_ours = row is not None and row.authority == officer.reader.authority and Permission.PRACTICE_FILE in may
    may_judge = row is not None and Permission.PRACTICE_JUDGE in may and row.filed_by != officer.handle
    return EntryPage(
        title=told.title,
        kind=words.kinds()[one.kind],
        grade=words.grades()[one.grade],
        why_claim=_why_claim(one),
        facts=_facts(one, catalogue, language),
        done=told.done,
        limits=told.limits,
        judged=_judged(one, language),
        items=_items(one, catalogue, language),
        adoptions=tuple(_adoption(each, language) for each in adoptions),
        versions=tuple((str(each.version), day(each.filed_at.date().isoformat(), language)) for each in versions),
        edit_url=reverse("desk:practice-edit", args=[one.about]) if is_ours else "",
        withdraw_url=reverse("desk:practice-withdraw", args=[one.about]) if is_ours else "",
        judge_url=reverse("desk:practice-judge", args=[one.about]) if may_judge and one.kind is not Kind.CLAIM else "",
        may_take_back=one.judged is not None and one.judged.authority == officer.reader.authority and may_judge,
        adopt_url=reverse("desk:practice-adopt", args=[one.about]) if Permission.PRACTICE_FILE in may else "",
        stages=_choices(words.stages(), (typed or {}).get("stage", "")),
        grades=tuple(each for each in _choices(words.grades(), "") if each.value not in OPEN_GRADES),
        levels=_choices(words.levels(), (typed or {}).get("level", "own")),
        typed=typed or {},
        problems=problems,
    )


def _why_claim(one: Shelved) -> str:
    if one.row is None:
        return gettext(
            "The document does not tell how this is known. It is a claim until somebody files method and source."
        )
    if one.kind is not Kind.CLAIM:
        return ""
    if not any(sign.isalpha() for sign in one.told.source):
        return gettext("No source is told: it is a claim, not a practice.")
    return gettext("No method is told: it is a claim, not a practice.")


def _facts(one: Shelved, catalogue: Catalogue, language: str) -> tuple[tuple[str, str], ...]:
    told = one.told
    theme = wording.theme(told.theme, catalogue.themes[told.theme], language) if told.theme in catalogue.themes else ""
    rows = (
        (gettext("Pillar"), words.pillars()[told.pillar]),
        (gettext("Theme"), theme),
        (gettext("Where"), told.where),
        (gettext("Context"), told.context),
        (gettext("Method"), told.method),
        (gettext("Source"), told.source),
        (gettext("Filed by"), one.row.authority if one.row is not None else ""),
    )
    return tuple((label, value) for label, value in rows if value)


def _judged(one: Shelved, language: str) -> str:
    if one.judged is None or one.grade in OPEN_GRADES:
        return ""
    told = {
        "authority": one.judged.authority,
        "day": day(one.judged.at.date().isoformat(), language),
        "reason": one.judged.reason,
    }
    return gettext("Graded by %(authority)s on %(day)s: %(reason)s") % told


def _items(one: Shelved, catalogue: Catalogue, language: str) -> tuple[Link, ...]:
    names = one.told.items or (catalogue.items[one.about].related if one.about in catalogue.items else ())
    found = [catalogue.items[name] for name in names if name in catalogue.items]
    return tuple(Link(wording.title(item, language), reverse("desk:commitment", args=[item.id])) for item in found)


def _adoption(one: Adoption, language: str) -> tuple[str, str, str, str]:
    stages: Mapping[str, str] = {code.value: label for code, label in words.stages().items()}
    return (one.authority, stages.get(one.stage, ""), day(one.on.isoformat(), language), " ".join((one.how, one.came)))


def form_page(
    values: Mapping[str, str], catalogue: Catalogue, about: str, problems: tuple[FormProblem, ...], language: str
) -> EntryFormPage:
    """Return the form of an entry with what was typed."""
    themes = sorted(
        ((wording.theme(key, english, language), key) for key, english in catalogue.themes.items()),
        key=lambda pair: pair[0].casefold(),
    )
    return EntryFormPage(
        title=gettext("Change an entry") if about else gettext("File a practice or study"),
        action=reverse("desk:practice-edit", args=[about]) if about else reverse("desk:practice-new"),
        back_url=reverse("desk:practice", args=[about]) if about else reverse("desk:practices"),
        values=values,
        kinds=_choices(
            {code: label for code, label in words.kinds().items() if code in (Kind.PRACTICE, Kind.STUDY)},
            values.get("kind", ""),
        ),
        pillars=_choices(words.pillars(), values.get("pillar", "")),
        themes=tuple(Choice(key, label, key == values.get("theme", "")) for label, key in themes),
        levels=_choices(words.levels(), values.get("level", "own")),
        problems=problems,
    )


def values_of(told: Told, level: str) -> dict[str, str]:
    """Return an entry as the form shows it."""
    texts = ("title", "done", "context", "limits", "method", "source", "where", "theme")
    values = {name: str(getattr(told, name)) for name in texts}
    return values | {
        "kind": told.kind.value,
        "pillar": told.pillar.value,
        "items": " ".join(told.items),
        "level": level,
    }
