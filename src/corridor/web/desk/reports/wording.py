"""The words of a report: choices, labels, what is wrong, and what was typed as a reader reads it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language, gettext, gettext_noop

from corridor import shelf
from corridor.core.reports.codes import Fault, FieldType, ReturnReason, State
from corridor.core.reports.records import Field, FieldProblem
from corridor.core.reports.rules import JOURNEY
from corridor.web.design import shown
from corridor.web.design.pieces import Choice
from corridor.web.design.punctuation import joined
from corridor.web.desk.pages.imports import State as Shown
from corridor.web.desk.reports.forms import GRADES
from corridor.web.desk.statements.presenting import country_label

STATES = {
    State.DRAFT: (gettext_noop("draft"), "neutral"),
    State.WAITING: (gettext_noop("waits for release"), "attention"),
    State.RETURNED: (gettext_noop("sent back"), "attention"),
    State.RELEASED: (gettext_noop("released"), "good"),
    State.DISCARDED: (gettext_noop("discarded"), "stopped"),
}
REASONS = {
    ReturnReason.FACTS_UNCLEAR: gettext_noop("A fact is unclear"),
    ReturnReason.PERSON_NAMED: gettext_noop("It names or describes a person"),
    ReturnReason.MARKING_WRONG: gettext_noop("The marking is too wide or too narrow"),
    ReturnReason.DOUBLE: gettext_noop("It was reported already"),
    ReturnReason.GRADE_WRONG: gettext_noop("The grade does not fit"),
    ReturnReason.OTHER: gettext_noop("Ask me"),
}
FINDINGS = {
    "name": gettext_noop("perhaps a name"),
    "phone": gettext_noop("perhaps a telephone number"),
    "telephone": gettext_noop("perhaps a telephone number"),
    "email": gettext_noop("perhaps an address of e-mail"),
    "address": gettext_noop("perhaps an address of e-mail"),
    "profile": gettext_noop("perhaps a profile online"),
    "document": gettext_noop("perhaps the number of a document"),
    "document-line": gettext_noop("perhaps a line of a document"),
    "account": gettext_noop("perhaps an account or wallet"),
    "plate": gettext_noop("perhaps a number plate"),
    "birth-date": gettext_noop("perhaps a date of birth"),
}


TAKEN = {
    "re-encoded": gettext_noop("painted anew"),
    "converted": gettext_noop("saved in another form"),
    "turned": gettext_noop("turned upright"),
    "exif": gettext_noop("without what the camera wrote"),
    "place": gettext_noop("without the place where it was taken"),
    "authors": gettext_noop("without its authors"),
    "properties": gettext_noop("without its properties"),
    "earlier-versions": gettext_noop("without earlier versions"),
}
OTHERWISE_TAKEN = gettext_noop("without parts that nobody sees")


def taken_label(code: str) -> str:
    """Return what was left out of a file, in words."""
    return gettext(TAKEN.get(code, OTHERWISE_TAKEN))


def state_of(state: str) -> Shown:
    """Return where a report stands, in words."""
    label, tone = STATES[State(state)]
    return Shown(state, gettext(label), tone)


def finding_label(kind: str) -> str:
    """Return what a finding may be."""
    return gettext(FINDINGS.get(kind, FINDINGS["name"]))


def problem_text(problem: FieldProblem) -> str:
    """Return what is wrong with a field and what to do, in the page's language."""
    sentence = gettext(problem.sentence)
    if problem.fault is not Fault.SAFEGUARD:
        return sentence
    known = shelf.registry().properties.get(problem.params.get("prop", ""))
    label = known.labels[get_language() or "en"] if known is not None else ""
    told = sentence.format_map({**problem.params, "prop": label})
    return f"{told[:1].upper()}{told[1:]} ({problem.kind})."


def label_of(path: str, language: str) -> str:
    """Return what a field is called: with its row where it stands in one."""
    form = shelf.report_form()
    field = form.field(path)
    if field is None:
        return ""
    group, _, rest = path.partition(".")
    for section in form.sections:
        if rest and section.rows is not None and section.rows.name == group:
            number = int(rest.partition(".")[0]) + 1
            return joined((f"{section.rows.labels[language]} {number}", field.labels[language]), language)
    return field.labels[language]


def choices_of(field: Field, chosen: Sequence[str], language: str) -> tuple[Choice, ...]:
    """Return the entries from which a field is chosen; a superseded one only where it was chosen before."""
    if field.type is FieldType.CHOICE:
        known = shelf.registry().properties
        return tuple(Choice(code, known[code].labels[language], code in chosen) for code in field.choices)
    if field.type is FieldType.GRADE:
        scheme = shelf.schemes().evaluation(GRADES)
        side = field.name.removeprefix("grade_")
        labels = scheme.scales[side].labels if scheme is not None else {}
        return tuple(Choice(code, f"{code} — {one[language]}", code in chosen) for code, one in labels.items())
    if field.type is FieldType.LEG:
        legs = next(one.rows for one in shelf.report_form().sections if one.rows and one.rows.name == "legs")
        numbers = [
            Choice(str(n + 1), f"{legs.labels[language]} {n + 1}", str(n + 1) in chosen) for n in range(legs.most)
        ]
        return (Choice(JOURNEY, gettext("the whole journey"), JOURNEY in chosen), *numbers)
    terms = shelf.registry().vocabularies[field.vocabulary].terms
    return tuple(
        Choice(code, term.labels[language], code in chosen)
        for code, term in terms.items()
        if term.superseded is None or code in chosen
    )


def said(field: Field, value: str, language: str) -> str:
    """Return what was typed into a field as a reader reads it: codes by their labels, days in words."""
    if field.type in (FieldType.CODE, FieldType.CHOICE, FieldType.GRADE, FieldType.LEG):
        labels = {one.value: one.label for one in choices_of(field, value.split(","), language)}
        return "; ".join(labels.get(code, code) for code in value.split(","))
    if field.type is FieldType.DATE:
        return shown.day(value, language)
    if field.type in (FieldType.COUNTRY, FieldType.NATIONALITY):
        return "; ".join(_country(code.strip(), language) for code in value.split(","))
    return value


def _country(code: str, language: str) -> str:
    known = {"stateless": gettext("Stateless"), "unknown": gettext("Unknown")}
    return known.get(code) or (country_label(code, language) if len(code) == 2 else code)
