"""The entries of every list of a report, in all languages, as a workbook offers them and as it is read."""

from __future__ import annotations

from django.utils.translation import override

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.reports.codes import FieldType
from corridor.core.reports.records import Field
from corridor.core.reports.sheets.layout import LANGUAGES
from corridor.core.reports.sheets.records import Listed, Lists
from corridor.web.base.accounts.queries import authorities
from corridor.web.desk.reports.readers import offered_to
from corridor.web.desk.reports.wording import choices_of

CHOSEN = (FieldType.CODE, FieldType.CHOICE, FieldType.GRADE, FieldType.LEG)


def lists_for(officer: Officer) -> Lists:
    """Return the lists from which an officer chooses; markings are those under which the officer may file."""
    found = {}
    for section in shelf.report_form().sections:
        groups = [("", one) for one in section.fields]
        groups += [(section.rows.name, one) for one in section.rows.fields] if section.rows is not None else []
        for group, one in groups:
            if entries := _entries(officer, one):
                found[group, one.name] = entries
    return Lists(found)


def _entries(officer: Officer, one: Field) -> tuple[Listed, ...]:
    if one.type in CHOSEN:
        by_code: dict[str, dict[str, str]] = {}
        for language in LANGUAGES:
            with override(language):
                for choice in choices_of(one, (), language):
                    by_code.setdefault(choice.value, {})[language] = choice.label
        return tuple(Listed(code, labels) for code, labels in by_code.items())
    if one.type is FieldType.MARKING:
        return tuple(Listed(name, preset.labels) for name, preset in offered_to(officer).items())
    if one.type is FieldType.RECIPIENTS:
        return tuple(Listed(code, dict.fromkeys(LANGUAGES, code)) for code, _ in authorities())
    return ()
