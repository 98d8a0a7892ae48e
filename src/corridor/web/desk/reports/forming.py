"""Lays out the form of a report: sections that open as needed, what was typed, and what must be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.handling.records import Marking
from corridor.core.reports.building import BROUGHT, search_texts
from corridor.core.reports.codes import FieldType
from corridor.core.reports.records import Field, FieldProblem, Rows, Section
from corridor.web.base.accounts.queries import authority_of
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import number
from corridor.web.desk.lines.queries import authorities_named
from corridor.web.desk.pages.picture import MapView
from corridor.web.desk.pages.reports import (
    FileRow,
    Finding,
    ReaderRow,
    ReadersPart,
    ReportField,
    ReportFormPage,
    ReportRow,
    ReportSection,
)
from corridor.web.desk.reports import queries, wording
from corridor.web.desk.reports.models import ReportFile
from corridor.web.desk.reports.readers import marking_asked, offered_to, readers_of
from corridor.web.desk.reports.screening import findings_in
from corridor.web.desk.statements.presenting import badge_of, country_label

LOOKS = {
    FieldType.CODE: "select",
    FieldType.CHOICE: "select",
    FieldType.GRADE: "select",
    FieldType.LEG: "select",
    FieldType.WORDS: "words",
    FieldType.COUNTRY: "country",
    FieldType.NATIONALITY: "country",
    FieldType.PLACE: "place",
    FieldType.POINT: "point",
}
FURTHER = 3
"""So many rows beyond those that are shown stand ready; more would make the page heavy on a poor line."""

NUMERIC = frozenset({FieldType.RANGE, FieldType.NUMBER, FieldType.AMOUNT})
INVENTED_COAST = "-34,-42,-18,-30"
NEW = "report-new"
"""Under this name a device keeps the draft of a report that the node does not know yet."""


def form_page(
    officer: Officer, uid: str, values: Mapping[str, str], problems: Sequence[FieldProblem], *, key: str = ""
) -> ReportFormPage:
    """Return the form with what was typed into it, and what must be corrected beside each field.

    Its free texts are searched whenever it is shown, a draft that was never sent as well: what seems to name or reach a
    person stands beside its field, for who writes alone, and is kept nowhere.

    `key` is the number of a new form, under which it is saved once however often it is sent.
    """
    laid = _Laid(values, problems)
    offered = offered_to(officer)
    named = values.get("recipients", "").split(",")
    others = [(code, name) for code, name in authorities_named() if code != officer.reader.authority]
    return ReportFormPage(
        action=reverse("desk:report-edit", args=[uid]) if uid else reverse("desk:report-new"),
        sections=tuple(laid.section(one) for one in shelf.report_form().sections if one.name != "marking"),
        markings=tuple(
            Choice(name, one.labels[laid.language], name == values.get("marking"), one.meaning[laid.language])
            for name, one in offered.items()
        ),
        recipients=tuple(Choice(code, name, code in named, code) for code, name in others)
        if any(one.needs_recipients for one in offered.values())
        else (),
        part=readers_part(officer, values),
        countries=countries(laid.language),
        map=_map(officer),
        keeps=NEW if key else f"report-{uid}",
        key=key,
        paste_url=address("desk:report-paste"),
        sheet_url=address("desk:report-sheet"),
        last_url=f"{reverse('desk:report-new')}?from=last" if key else "",
        readers_url=reverse("desk:report-readers"),
        places_url=address("desk:places"),
        attach_url=reverse("desk:report-attach", args=[uid]) if uid else "",
        files=file_rows(queries.files_of(officer, uid), may_remove=True) if uid else (),
        hand_over_url=reverse("desk:hand-over") if Permission.PERSON_HAND_OVER in officer.permissions else "",
        back_url=reverse("desk:reports"),
        problems=laid.summary(),
        notices=() if problems else laid.noticed(),
        marking_problem=laid.problem("marking"),
        recipients_problem=laid.problem("recipients"),
    )


def _map(officer: Officer) -> MapView:
    """Return the map on which a point is shown: the invented coast for an authority of an invented State."""
    if authority_of(officer.reader.authority).country not in shelf.invented_countries():
        return MapView(url="", bounds="", drawn=0, without_point=0)
    coast = static("demo/coast.geojson")
    return MapView(url="", bounds=INVENTED_COAST, drawn=0, without_point=0, coast_url=coast)


def readers_part(officer: Officer, values: Mapping[str, str]) -> ReadersPart:
    """Return who will read a report under the marking that is chosen; nobody while it is none yet."""
    named = [code for code in values.get("recipients", "").split(",") if code]
    marking = marking_asked(officer, values.get("marking", ""), named)
    return ReadersPart((), "", "") if marking is None else readers_shown(marking)


def readers_shown(marking: Marking) -> ReadersPart:
    """Return every authority of the node with the functions that will read under a marking, and those that will not."""
    language = get_language() or "en"
    rows = tuple(
        ReaderRow(one.code, one.name, tuple(shelf.function_label(code, language) for code in one.functions))
        for one in readers_of(marking)
    )
    badge = badge_of(marking, language)
    return ReadersPart(rows, badge.code, badge.sentence)


def file_rows(files: Iterable[ReportFile], *, may_remove: bool = False) -> tuple[FileRow, ...]:
    """Return files beside a report, with what was left out of them in words."""
    language = get_language() or "en"
    return tuple(
        FileRow(
            name=one.name,
            url=reverse("desk:report-file", args=[one.uid]),
            kind=one.kind,
            size=number(-(-one.size // 1024), language),
            sha256=one.sha256,
            sha256_before=one.sha256_before,
            notes=tuple(wording.taken_label(code) for code in one.notes),
            remove_url=reverse("desk:report-file-remove", args=[one.uid]) if may_remove else "",
        )
        for one in files
    )


def address(name: str, *args: str) -> str:
    """Return the address of a page that this node may or may not have."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=8)
def countries(language: str) -> tuple[Choice, ...]:
    """Return every country by its code, with its name in a language; stateless and unknown among them."""
    names = [(code, country_label(code, language)) for code in shelf.countries().by_code]
    found = [Choice(code, name) for code, name in sorted(names, key=lambda pair: pair[1])]
    return (Choice("stateless", gettext("Stateless")), Choice("unknown", gettext("Unknown")), *found)


class _Laid:
    """The fields of the form in a language, with what was typed and what is wrong."""

    def __init__(self, values: Mapping[str, str], problems: Sequence[FieldProblem]) -> None:
        self.values = values
        self.problems = problems
        self.language = get_language() or "en"
        self.searched = search_texts(values, shelf.report_form(), findings_in)

    def section(self, section: Section) -> ReportSection:
        """Return one section; it is open where it always is, and where something is to be corrected."""
        rows, further = self._rows(section.rows) if section.rows is not None else ((), ())
        names = [one.name for one in section.fields]
        is_filled = any(self._is_under(path, section, names) for path in self._filled())
        looked_at = (*self.problems, *self.searched.open)
        is_wrong = any(self._is_under(problem.path, section, names) for problem in looked_at)
        return ReportSection(
            name=section.name,
            title=section.labels[self.language],
            hint=section.help.get(self.language, ""),
            is_open=section.is_open or is_wrong,
            fields=tuple(self.field(one, one.name) for one in section.fields),
            rows=rows,
            further=further,
            further_open=any(self._is_beyond(problem.path, section.rows) for problem in looked_at),
            is_filled=is_filled and not section.is_open,
        )

    def _filled(self) -> list[str]:
        """Return the paths that somebody filled: a row that holds what the form brings itself is empty."""
        return [path for path in self.values if "." not in path or path.rpartition(".")[2] not in BROUGHT]

    def _is_under(self, path: str, section: Section, names: Sequence[str]) -> bool:
        group = section.rows.name if section.rows is not None else ""
        return path in names or (bool(group) and path.startswith(f"{group}."))

    def _is_beyond(self, path: str, rows: Rows | None) -> bool:
        return rows is not None and path.startswith(f"{rows.name}.") and int(path.split(".")[1]) >= self._shown(rows)

    def _shown(self, rows: Rows) -> int:
        """Return how many rows are shown at once: those that are filled, and at least the first ones."""
        filled = [int(path.split(".")[1]) for path in self.values if path.startswith(f"{rows.name}.")]
        return min(rows.most, max([rows.first, *(number + 1 for number in filled)]))

    def _rows(self, rows: Rows) -> tuple[tuple[ReportRow, ...], tuple[ReportRow, ...]]:
        """Return the rows that are shown and a few more; a draft that is saved brings the next ones."""
        shown = self._shown(rows)
        made = tuple(
            ReportRow(
                f"{rows.labels[self.language]} {number + 1}",
                tuple(self.field(one, f"{rows.name}.{number}.{one.name}") for one in rows.fields),
            )
            for number in range(min(rows.most, shown + FURTHER))
        )
        return made[:shown], made[shown:]

    def field(self, field: Field, path: str) -> ReportField:
        """Return one field."""
        value = self.values.get(path, "")
        look = LOOKS.get(field.type, "text")
        if field.type is FieldType.CODE and field.is_many:
            look = "checks"
        return ReportField(
            name=path,
            id=id_of(path),
            label=field.labels[self.language],
            look=look,
            hint=field.help.get(self.language, ""),
            value=value,
            choices=wording.choices_of(field, value.split(",") if field.is_many else [value], self.language)
            if look in ("select", "checks")
            else (),
            problem=self.problem(path),
            longest=field.longest,
            is_required=field.is_required,
            inputmode="numeric" if field.type in NUMERIC else "",
            notice=self.notice(path),
            findings=(
                *(self._finding(one) for one in self.searched.open if one.path == path),
                *(self._finding(one, is_confirmed=True) for one in self.searched.confirmed if one.path == path),
            ),
        )

    def notice(self, path: str) -> str:
        """Return what to do about a field that is not refused yet, but will be when the report is sent."""
        if self.problem(path):
            return ""
        return next((wording.problem_text(one) for one in self.searched.open if one.path == path), "")

    def problem(self, path: str) -> str:
        """Return what is wrong with a field, in words."""
        return next((wording.problem_text(one) for one in self.problems if one.path == path), "")

    def _finding(self, problem: FieldProblem, *, is_confirmed: bool = False) -> Finding:
        text = self.values.get(problem.path, "").strip()[problem.start : problem.end]
        return Finding(wording.finding_label(problem.kind), text, problem.token, is_confirmed)

    def summary(self) -> tuple[FormProblem, ...]:
        """Return everything that is wrong, each with the field it is about."""
        return self._told(self.problems)

    def noticed(self) -> tuple[FormProblem, ...]:
        """Return the fields of which the text seems to name or reach a person, each once."""
        return self._told(self.searched.open)

    def _told(self, problems: Sequence[FieldProblem]) -> tuple[FormProblem, ...]:
        found: dict[str, FormProblem] = {}
        for problem in problems:
            label = wording.label_of(problem.path, self.language)
            text = wording.problem_text(problem)
            found.setdefault(problem.path, FormProblem(id_of(problem.path), f"{label}: {text}" if label else text))
        return tuple(found.values())


def id_of(path: str) -> str:
    """Return the identifier of a field in the page."""
    return path.replace(".", "-")
