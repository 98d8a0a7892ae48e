"""Lays the form of a report out on sheets: one row a report, and a sheet for each kind of further rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corridor.core.reports.codes import FieldType
from corridor.core.reports.records import Field, Form, Labels
from corridor.core.reports.sheets.records import Column, Lists, Notes, Sheet
from corridor.core.reports.sheets.workbook import sheet_name, written

REPORTS: Labels = {"en": "Reports", "fr": "Rapports", "es": "Informes", "ar": "التقارير"}
NOTES: Labels = {"en": "Read me first", "fr": "À lire d’abord", "es": "Léame primero", "ar": "اقرأني أولًا"}
ENTRIES: Labels = {"en": "Lists", "fr": "Listes", "es": "Listas", "ar": "القوائم"}
NUMBER: Labels = {
    "en": "Number of the report",
    "fr": "Numéro du rapport",
    "es": "Número del informe",
    "ar": "رقم التقرير",
}
SEVERAL: Labels = {
    "en": "Several with a semicolon between them.",
    "fr": "Plusieurs, séparés par un point-virgule.",
    "es": "Varios, separados por punto y coma.",
    "ar": "عدة قيم تفصل بينها فاصلة منقوطة.",
}
NEEDED: Labels = {"en": "Needed.", "fr": "Obligatoire.", "es": "Obligatorio.", "ar": "مطلوب."}
LANGUAGES = ("en", "fr", "es", "ar")
RTL = frozenset({"ar"})

MOST = 40
"""So many reports fit on one workbook."""


def columns_of(form: Form, lists: Lists, language: str) -> Iterator[tuple[str, str, tuple[Column, ...]]]:
    """Yield each sheet: the group of rows it is for ("" for the reports), its name and its columns.

    Fields that share a label on one sheet are told apart by their section.
    """
    own = [(section.labels[language], one) for section in form.sections for one in section.fields]
    shared = Counter(one.labels[language] for _, one in own)
    columns = [
        _column("", one, lists, language, of=section if shared[one.labels[language]] > 1 else "")
        for section, one in own
    ]
    yield "", sheet_name(REPORTS[language]), tuple(columns)
    for section in form.sections:
        if section.rows is not None:
            rows = section.rows
            found = tuple(_column(rows.name, one, lists, language) for one in rows.fields)
            yield rows.name, sheet_name(section.labels[language]), found


def _column(group: str, one: Field, lists: Lists, language: str, of: str = "") -> Column:
    heading = f"{one.labels[language]} ({of})" if of else one.labels[language]
    notes = [NEEDED[language]] if one.is_required else []
    notes += [one.help[language]] if one.help else []
    notes += [SEVERAL[language]] if one.is_many else []
    entries = tuple(entry.labels[language] for entry in lists.entries(group, one))
    is_one = not one.is_many and one.type is not FieldType.RECIPIENTS
    return Column(one.name, heading, " ".join(notes), entries if is_one else ())


def workbook(form: Form, lists: Lists, language: str, *, numbers: tuple[str, ...], sentences: tuple[str, ...]) -> bytes:
    """Return an empty workbook to fill in.

    Args:
        numbers: The numbers of the reports, which stand in it already.
        sentences: What is said to whoever fills it in.
    """
    sheets = []
    for group, name, columns in columns_of(form, lists, language):
        number = Column("", NUMBER[language], choices=numbers if group else ())
        rows = () if group else tuple((one,) for one in numbers)
        room = len(numbers) * (1 if not group else 8)
        sheets.append(Sheet(name, (number, *columns), rows, room))
    return written(
        Notes(sheet_name(NOTES[language]), sentences), sheets, sheet_name(ENTRIES[language]), is_rtl=language in RTL
    )
