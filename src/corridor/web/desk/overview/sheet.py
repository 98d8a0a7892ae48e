"""The sheet of one State or organisation: what it reported on one page, and the same on one sheet of A4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from corridor.core.commitments.codes import Pillar
from corridor.core.progress.codes import Standing, Status
from corridor.core.progress.periods import number_of
from corridor.core.stocktaking.rules import lacking
from corridor.core.treaties.codes import Stand
from corridor.web.base.published import promised as words
from corridor.web.design.charts import paper
from corridor.web.design.pieces import Link
from corridor.web.design.punctuation import joined
from corridor.web.design.shown import day, isolated, number
from corridor.web.desk.commitments import wording
from corridor.web.desk.overview.presenting import deadline_row, evidence_row
from corridor.web.desk.overview.queries import Sheet
from corridor.web.desk.pages.overview import EvidenceRow, PillarRow, SheetLine, SheetPage
from corridor.web.desk.progress.queries import Entry
from corridor.web.desk.treaties.queries import Table
from corridor.web.desk.treaties.words import stands

ON_SCREEN = 60
ON_PAPER = (9, 6, 4, 2, 1)
"""So many lines of each list stand on paper: the most that fit on one page."""

LONGEST = 110
MOST_TREATIES = 6
RIGHT_TO_LEFT = frozenset({"ar"})
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}

_LOOK = """
@page { size: A4; margin: 14mm 15mm 13mm 15mm;
  @bottom-center { content: element(foot) } }
html { font-size: 8.6pt; line-height: 1.34; color: #1d2433 }
h1 { font-size: 16pt; line-height: 1.15; margin: 0 0 1.5mm; bookmark-level: 1 }
h2 { font-size: 10pt; margin: 3.2mm 0 1mm; break-after: avoid; bookmark-level: 2 }
p { margin: 0 0 1mm }
ul { margin: 0; padding-inline-start: 4.5mm }
li { margin: 0 0 0.6mm }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 0.3pt solid #9aa3b2; padding: 0.5mm 1.5mm; text-align: start; font-weight: 400 }
thead th { font-weight: 600 }
.small { font-size: 7.6pt; color: #444c5c }
.foot { position: running(foot); font-size: 7pt; color: #444c5c; text-align: center }
"""


def sheet_page(
    sheet: Sheet,
    *,
    names: Mapping[str, str],
    markings: Sequence[str],
    treaties: Table | None,
    today: date,
    language: str,
    most: int = ON_SCREEN,
) -> SheetPage:
    """Return the sheet in the page's language, each list cut after `most` lines; how many are cut is told."""
    shown = {item: one for item, one in sheet.latest.items() if one.standing is Standing.EVIDENCED}
    claimed = {item: one for item, one in sheet.latest.items() if one.standing is Standing.CLAIMED}
    overdue = [one for one in sheet.deadlines if one.due.is_overdue(today)]
    return SheetPage(
        subject=words.subject_words(sheet.subject, names, language),
        key=sheet.subject,
        half=words.half_words(sheet.half),
        on=day(today.isoformat(), language),
        head=(
            gettext("Standing"),
            words.standing_words(Standing.EVIDENCED),
            words.standing_words(Standing.CLAIMED),
            words.standing_words(Standing.SILENT),
            gettext("overdue"),
            gettext("Told as spent"),
        ),
        pillars=tuple(_pillar(sheet, one, language) for one in Pillar),
        balance=_balance(sheet, language),
        treaties=treaty_lines(treaties, language) if treaties else (),
        evidenced=tuple(_line(sheet, item, one, language) for item, one in list(shown.items())[:most]),
        more_evidenced=max(0, len(shown) - most),
        claimed=tuple(_line(sheet, item, one, language) for item, one in list(claimed.items())[:most]),
        more_claimed=max(0, len(claimed) - most),
        overdue=tuple(deadline_row(one, sheet.catalogue, names, today, language) for one in overdue[:most]),
        more_overdue=max(0, len(overdue) - most),
        left_out=sheet.left_out,
        papers=tuple(
            Link(name, reverse("desk:country-sheet-paper", args=[sheet.subject, code]))
            for code, name in LANGUAGES.items()
        ),
        language=language,
        is_rtl=language in RIGHT_TO_LEFT,
        markings=tuple(map(isolated, dict.fromkeys(markings))),
    )


def treaty_lines(table: Table, language: str) -> tuple[str, ...]:
    """Return how a State stands to treaties, each with the day as of which that is known; unknown ones are left out."""
    found = []
    for _, cells in table.rows:
        titles = {one.code: gettext(one.title) for one in table.instruments}
        found += [
            gettext("%(treaty)s: %(stand)s (as of %(day)s)")
            % {
                "treaty": titles[cell.instrument],
                "stand": stands()[cell.stand],
                "day": day(cell.as_of.isoformat(), language),
            }
            for cell in cells
            if cell.stand is not Stand.UNKNOWN and cell.as_of is not None
        ]
    more = len(found) - MOST_TREATIES
    if more > 0:
        told = ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}
        return (*found[:MOST_TREATIES], told)
    return tuple(found)


def _pillar(sheet: Sheet, pillar: Pillar, language: str) -> PillarRow:
    told = sheet.pillars[pillar]
    figures = (told.evidenced, told.claimed, told.silent, told.overdue)
    return PillarRow(
        name=words.pillar_words(pillar),
        cells=tuple(number(one, language) for one in figures),
        spent=tuple(_money(sum_, code, language) for (of, code), sum_ in sheet.spent.items() if of is pillar),
    )


def _money(amount: Decimal, currency: str, language: str) -> str:
    return f"{number(round(amount), language)} {currency}"


def _balance(sheet: Sheet, language: str) -> tuple[str, ...]:
    """Return what the sheet says as a whole: how much is told of, on which pillars nothing is, and what is lacking."""
    told = {pillar: one.evidenced + one.claimed for pillar, one in sheet.pillars.items()}
    of = sum(one.evidenced + one.claimed + one.silent for one in sheet.pillars.values())
    figures = {"told": sum(told.values()), "of": of}
    said = [gettext("Something is told of %(told)s of %(of)s commitments.") % figures]
    empty = [words.pillar_words(pillar) for pillar, count in told.items() if not count]
    if any(told.values()) and empty:
        said.append(gettext("Nothing is told under: %(pillars)s.") % {"pillars": joined(empty, language)})
    spent = {pillar for pillar, _ in sheet.spent}
    unpaid = [words.pillar_words(pillar) for pillar, count in told.items() if count and pillar not in spent]
    if spent and unpaid:
        said.append(gettext("No spending is told under: %(pillars)s.") % {"pillars": joined(unpaid, language)})
    done = [one.said.item for one in sheet.latest.values() if one.said.status is not Status.NONE]
    active = {sheet.catalogue.items[item].pillar for item in done if item in sheet.catalogue.items}
    return (*said, *(words.lack_words(one) for one in lacking(active, spent)))


def _line(sheet: Sheet, item: str, one: Entry, language: str) -> SheetLine:
    known = sheet.catalogue.items[item]
    return SheetLine(
        title=wording.title(known, language),
        url=reverse("desk:matrix-cell", args=[sheet.subject, item]),
        where=wording.instrument(sheet.catalogue.instruments[known.instrument], language),
        status=joined(
            (words.status_words(one.said.status), isolated(words.half_words(number_of(one.row.period)))), language
        ),
        shown=tuple(evidence_row(each) for each in one.said.evidence),
    )


def to_pdf(
    sheet: Sheet,
    *,
    names: Mapping[str, str],
    markings: Sequence[str],
    treaties: Table | None,
    today: date,
    language: str,
) -> bytes:
    """Return the sheet in one language as one page of A4, cut until it fits; what is cut is counted on it."""
    written = ""
    with translation.override(language):
        for most in ON_PAPER:
            page = sheet_page(
                sheet,
                names=names,
                markings=markings,
                treaties=treaties,
                today=today,
                language=language,
                most=most,
            )
            written = render_to_string("desk/country_sheet_paper.html", {"page": _short(page)})
            if paper.pages_of(written, css=_LOOK) == 1:
                break
    return paper.to_pdf(written, css=_LOOK, is_tagged=True)


def _short(page: SheetPage) -> SheetPage:
    """Return a sheet whose lines are short: one piece of evidence a line, long words cut and marked as cut."""

    def short(line: SheetLine) -> SheetLine:
        more = len(line.shown) - 1
        shown = tuple(EvidenceRow(one.kind, _cut(one.title), _cut(one.reference), "", "") for one in line.shown[:1])
        told = ngettext("and %(more)s more piece", "and %(more)s more pieces", more) % {"more": more}
        return replace(line, shown=shown, status=f"{line.status} · {told}" if more > 0 else line.status)

    return replace(
        page,
        evidenced=tuple(short(one) for one in page.evidenced),
        claimed=tuple(short(one) for one in page.claimed),
        overdue=tuple(replace(one, text=_cut(one.text)) for one in page.overdue),
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
