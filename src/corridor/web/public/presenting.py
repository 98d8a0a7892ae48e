"""Puts published files into the words of the public pages."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, gettext

from corridor.core.disclosure.codes import FLOOR, TOTAL, UNKNOWN
from corridor.core.disclosure.records import Published
from corridor.core.publishing.codes import By, Step
from corridor.core.publishing.records import Publication
from corridor.web.base.published.grid import grid_of
from corridor.web.base.published.wording import (
    attack_words,
    axis_word,
    code_word,
    counted_words,
    coverage_words,
    grouped,
    method_words,
    title,
    why_words,
)
from corridor.web.design.charts.bars import Bar, bars
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Chart, Line, Point
from corridor.web.design.shown import day
from corridor.web.public.files import Listed, Told
from corridor.web.public.pages import (
    Download,
    Frame,
    Language,
    ListPage,
    ListRow,
    Part,
    TablePage,
    VersionRow,
)

LANGUAGES = ("en", "fr", "es", "ar")
MOST_LINES = 8
FORMS = ("csv", "sdmx.csv", "sdmx.json")


def list_page(found: tuple[Told, ...], language: str) -> ListPage:
    """Return every published table."""
    return ListPage(frame=frame(language, "public:tables"), rows=tuple(_row(told, language) for told in found))


def frame(language: str, name: str, *args: object) -> Frame:
    """Return what stands around a public page, with the same page in the other languages."""
    languages = tuple(
        Language(
            code=code,
            name=str(get_language_info(code)["name_local"]).capitalize(),
            url=reverse(name, args=[code, *args]),
            is_rtl=bool(get_language_info(code)["bidi"]),
            is_current=code == language,
        )
        for code in LANGUAGES
    )
    place = settings.HOME / "node.txt"
    return Frame(
        node_name=place.read_text(encoding="utf-8").strip() if place.exists() else "",
        languages=languages,
        list_url=reverse("public:tables", args=[language]),
        is_demonstration=settings.DEMONSTRATION,
        is_rtl=bool(get_language_info(language)["bidi"]),
        language=language,
    )


def _row(told: Told, language: str) -> ListRow:
    release = told.latest.publication.release
    publication = (told.standing or told.latest).publication
    return ListRow(
        title=title(publication.asked, publication.tables),
        url=reverse("public:table", args=[language, release.uid]),
        publisher=_publisher(told.latest),
        on=day(release.on, language),
        state=gettext("withdrawn") if told.is_withdrawn else gettext("version %(number)s") % {"number": release.number},
        is_withdrawn=told.is_withdrawn,
        is_invented=publication.asked is not None and publication.asked.is_invented,
    )


def _publisher(listed: Listed) -> str:
    return listed.signer or listed.publication.release.authority


def table_page(told: Told, listed: Listed, language: str) -> TablePage:
    """Return one version of a table."""
    publication, release = listed.publication, listed.publication.release
    latest = told.latest.publication.release
    asked = publication.asked
    address = [language, release.uid]
    return TablePage(
        frame=frame(language, "public:version", release.uid, release.number),
        title=title(asked, publication.tables),
        publisher=_publisher(listed),
        on=day(release.on, language),
        state=gettext("version %(number)s") % {"number": release.number},
        why=why_words().get(latest.why if told.is_withdrawn else release.why, ""),
        is_withdrawn=told.is_withdrawn,
        is_superseded=release.number != latest.number and not told.is_withdrawn,
        is_invented=asked is not None and asked.is_invented,
        latest_url=reverse("public:table", args=address),
        parts=tuple(_part(publication, n, language) for n in range(len(publication.tables))),
        sources=tuple(
            ", ".join(filter(None, (one.title or _all_reports(one.code), one.edition, one.credit, one.licence)))
            for one in publication.sources
        ),
        coverage=coverage_words(publication.coverage, asked.threshold if asked is not None else FLOOR)
        if publication.sources
        else (),
        attack=attack_words(publication.attack, sum(one.hidden for one in publication.tables)),
        digest=grouped(publication.content_digest),
        file_url=reverse("public:signed", args=[release.uid, release.number]),
        versions=tuple(
            VersionRow(
                label=gettext("version %(number)s") % {"number": one.publication.release.number},
                url=reverse("public:version", args=[*address, one.publication.release.number]),
                on=day(one.publication.release.on, language),
                why=why_words().get(one.publication.release.why, ""),
                is_current=one.publication.release.number == release.number,
            )
            for one in told.versions
        ),
    )


def _all_reports(code: str) -> str:
    return gettext("Reports of authorities") if code == "reports" else code


def _part(publication: Publication, n: int, language: str) -> Part:
    table, release = publication.tables[n], publication.release
    notes = {
        "csv": gettext("with source, method, coverage and legend above the figures"),
        "sdmx.csv": gettext("observations for statistical programs"),
        "sdmx.json": gettext("structure and code lists for the SDMX-CSV"),
    }
    names = {"csv": "CSV", "sdmx.csv": "SDMX-CSV 2.0", "sdmx.json": "SDMX-JSON 2.0"}
    return Part(
        title=" × ".join(axis_word(axis.name) for axis in table.axes),
        method=method_words(table),
        grid=grid_of(table, language),
        charts=_charts(publication, table, language),
        downloads=tuple(
            Download(
                names[form], reverse("public:download", args=[release.uid, release.number, n + 1, form]), notes[form]
            )
            for form in FORMS
        ),
    )


def _charts(publication: Publication, table: Published, language: str) -> tuple[Chart, ...]:
    """Return what of a table can be drawn: lines over its periods, else bars; what is not told is a gap."""
    unit = counted_words().get(table.counted.partition(" ")[0], table.counted)
    names = [axis.name for axis in table.axes]
    asked = publication.asked
    if By.PERIOD in names and asked is not None and asked.step is not Step.QUARTER:
        return (_lines(table, names.index(By.PERIOD), unit, language),)
    if len(names) > 2:
        return ()
    return (_bars(table, unit, language),)


def _lines(table: Published, at: int, unit: str, language: str) -> Chart:
    periods = [code for code in table.axes[at].codes if code != UNKNOWN]
    others = [axis for n, axis in enumerate(table.axes) if n != at]
    keys: list[tuple[str, tuple[str, ...]]] = [(gettext("All together"), (TOTAL,) * len(others))]
    if len(others) == 1:
        keys += [(code_word(others[0].name, code, language), (code,)) for code in others[0].codes]
    drawn = [
        Line(name, tuple(_point(table, period, (*rest[:at], period, *rest[at:])) for period in periods))
        for name, rest in keys[:MOST_LINES]
    ]
    note = gettext("Where a line is broken, the figure is not told.")
    return lines(unit, drawn, notes=(note,))


def _point(table: Published, period: str, key: tuple[str, ...]) -> Point:
    shown = table.cells.get(key)
    return Point(period, None if shown is None else shown.value)


def _bars(table: Published, unit: str, language: str) -> Chart:
    drawn = []
    for key, shown in table.cells.items():
        if key[0] == TOTAL or (len(key) > 1 and key[1] == TOTAL):
            continue
        name = " · ".join(code_word(axis.name, code, language) for axis, code in zip(table.axes, key, strict=True))
        drawn.append(Bar(name, None if shown.value is None else float(shown.value)))
    return bars(unit, drawn)
