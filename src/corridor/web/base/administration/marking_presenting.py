"""Lays out the pages of the ready markings, in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext, gettext_noop

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.handling.codes import USE_NAMES, Audience
from corridor.core.kernel.documents import LANGUAGES
from corridor.web.base.administration import queries
from corridor.web.base.administration.marking_forms import MarkingAsked, content_functions, tlp_codes
from corridor.web.base.administration.pages import Badge, MarkingsPage, NewMarkingPage, PresetRow, Words
from corridor.web.base.administration.presenting import sections
from corridor.web.base.marks.presets import all_presets, withdrawn
from corridor.web.design.pieces import Choice, FormProblem

AUDIENCES = {
    Audience.ORIGINATOR: gettext_noop("Only the authority that records it"),
    Audience.NAMED: gettext_noop("That authority and those it names"),
    Audience.PARTNERS: gettext_noop("Every partner authority"),
    Audience.PUBLIC: gettext_noop("Anyone"),
}


def markings_page(reader: Officer) -> MarkingsPage:
    """Return the ready markings, with what this administrator can do about them."""
    queries.authorities_for(reader)
    may_change = queries.is_of_the_house(reader)
    kept_back, language = withdrawn(), _language()

    def row(name: str, label: str, note: str) -> PresetRow:
        is_offered = name not in kept_back
        return PresetRow(
            name=name,
            label=label,
            note=note,
            ships=name in shelf.presets(),
            state=Badge(gettext("offered"), "good") if is_offered else Badge(gettext("withdrawn")),
            withdraw_url=reverse("base:marking-withdraw", args=[name]) if may_change and is_offered else "",
            offer_url=reverse("base:marking-offer", args=[name]) if may_change and not is_offered else "",
        )

    return MarkingsPage(
        sections=sections("base:markings"),
        rows=tuple(row(one.name, one.labels[language], one.meaning[language]) for one in all_presets().values()),
        new_url=reverse("base:marking-new") if may_change else "",
    )


def new_marking_page(asked: MarkingAsked, problems: tuple[FormProblem, ...] = ()) -> NewMarkingPage:
    """Return the form for another ready marking, filled as it was sent."""
    schemes, language = shelf.schemes(), _language()
    told = {problem.field: problem.message for problem in problems}
    purposes = {code: schemes.purposes[code].labels[language] for code in sorted(schemes.content_purposes)}
    functions = {code: shelf.function_label(code, language) for code in content_functions()}
    uses = {code: schemes.uses[code].labels[language] for code in USE_NAMES}
    return NewMarkingPage(
        action=reverse("base:marking-new"),
        back_url=reverse("base:markings"),
        name=asked.name,
        words=tuple(_words(one, asked, told) for one in LANGUAGES),
        audiences=_choices({code.value: gettext(label) for code, label in AUDIENCES.items()}, {asked.audience}),
        tlp=_choices({code: f"TLP:{code}" for code in tlp_codes()}, {asked.tlp}),
        functions=_choices(functions, asked.functions),
        purposes=_choices(purposes, asked.purposes),
        uses=_choices(uses, asked.uses),
        retentions=_choices({c: one.labels[language] for c, one in schemes.retentions.items()}, {asked.retention}),
        problems=problems,
    )


def _words(language: str, asked: MarkingAsked, told: Mapping[str, str]) -> Words:
    known = get_language_info(language)
    return Words(
        language=language,
        name=known["name_local"],
        direction="rtl" if known["bidi"] else "ltr",
        label=asked.labels.get(language, ""),
        meaning=asked.meanings.get(language, ""),
        label_problem=told.get(f"label-{language}", ""),
        meaning_problem=told.get(f"meaning-{language}", ""),
    )


def _choices(labels: Mapping[str, str], chosen: Collection[str]) -> tuple[Choice, ...]:
    entries: Iterable[tuple[str, str]] = labels.items()
    return tuple(Choice(code, label, code in chosen) for code, label in entries)


def _language() -> str:
    return get_language() or "en"
