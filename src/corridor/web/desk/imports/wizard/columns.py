"""Puts one column of a table that is described into the words of the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language, gettext, pgettext

from corridor import shelf
from corridor.core.imports.describing import (
    PARTS,
    Because,
    ColumnPlan,
    Confidence,
    Description,
    fillable,
    options_of,
    type_of,
)
from corridor.core.kernel.dates import STYLES
from corridor.core.kernel.text import fold
from corridor.web.desk.imports.wizard import forms
from corridor.web.desk.imports.wizard.queries import Opened
from corridor.web.desk.pages import Choice, Coded, DescribedColumn, Option

_SAMPLES = 3
_LONGEST_SAMPLE = 60
_TONES = {Confidence.SURE: "good", Confidence.LIKELY: "working", Confidence.GUESS: "attention"}


def column_shown(
    place: int, plan: ColumnPlan, opened: Opened, described: Description, *, is_barred: bool
) -> DescribedColumn:
    """Return one column of the form: what stands in it, what it is proposed to be and why, and what may be set."""
    header = plan.header
    barred = shelf.wording().is_about_people(header) or not fold(header) or is_barred
    # What identifies somebody is not shown, even to who brought it.
    hidden = barred or plan.because in (Because.PEOPLE, Because.CONTACT)
    samples = () if hidden else tuple(shortened(text) for text in values_of(opened, place)[:_SAMPLES])
    confidence = Confidence(plan.confidence) if plan.confidence else None
    return DescribedColumn(
        place=place,
        header=header,
        samples=samples,
        field=f"prop-{place}",
        properties=() if barred else _properties(described.kind, plan),
        is_barred=barred,
        is_key=header in described.key and not barred,
        reason=_reason(plan.because, header),
        certainty=_certainty(confidence),
        tone=_TONES[confidence] if confidence else "neutral",
        options=tuple(_options(place, plan, described)),
        kept=tuple(_kept(place, plan)),
        codes=tuple(_codes(place, plan, opened)),
        is_read=bool(plan.prop or plan.breaks),
    )


def shortened(text: str) -> str:
    """Return a cell short enough for a list."""
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"


def values_of(opened: Opened, place: int) -> list[str]:
    """Return the different texts of a column, in the order in which they come."""
    cells = ((row[place] or "").strip() for _, row in opened.rows if len(row) == len(opened.header))
    return [text for text in dict.fromkeys(cells) if text]


def listed_values(opened: Opened) -> list[list[str]]:
    """Return the texts of each column that are offered a code: none where there are too many."""
    found = [values_of(opened, place) for place in range(len(opened.header))]
    return [values if len(values) <= forms.LISTED_CODES else [] for values in found]


def _properties(kind: str, plan: ColumnPlan) -> tuple[Choice, ...]:
    """Return what a column may be: every property that a table may fill, a date or point in parts too."""
    registry, language = shelf.registry(), _language()
    parts = {
        "lat": pgettext("part of a point", "latitude"),
        "lon": pgettext("part of a point", "longitude"),
        "year": pgettext("part of a date", "year"),
        "month": pgettext("part of a date", "month"),
        "day": pgettext("part of a date", "day"),
        "amount": pgettext("part of a price", "amount"),
        "currency": pgettext("part of a price", "currency"),
        "sum": pgettext("part of a count", "one part of a sum"),
    }
    props = fillable(kind, registry) if kind else ()
    choices = []
    for prop in sorted(props, key=lambda one: fold(registry.properties[one].labels[language])):
        label = registry.properties[prop].labels[language]
        choices.append(Choice(prop, label, prop == plan.prop and not plan.part))
        for part in PARTS.get(type_of(prop, registry), ()):
            value = f"{prop}/{part}"
            choices.append(Choice(value, f"{label}: {parts[part]}", value == f"{plan.prop}/{plan.part}"))
    return tuple(choices)


def _certainty(confidence: Confidence | None) -> str:
    if confidence is None:
        return ""
    return {
        Confidence.SURE: pgettext("proposal", "sure"),
        Confidence.LIKELY: pgettext("proposal", "likely"),
        Confidence.GUESS: pgettext("proposal", "a guess"),
    }[confidence]


def _reason(because: str, header: str) -> str:
    if not fold(header):
        return gettext("The column has no header, and a mapping cannot name it.")
    if not because:
        return ""
    return {
        Because.NAME: gettext("The header says so."),
        Because.CONTENT: gettext("The header does not say it, but the cells look like it."),
        Because.BOTH: gettext("The header says so and the cells fit."),
        Because.PARTS: gettext("Several columns make one value together."),
        Because.GROUP: gettext("The header names a group of people."),
        Because.PEOPLE: gettext("It says something about one person. No table brings that in."),
        Because.CONTACT: gettext("The cells look like telephone numbers, addresses or documents of people."),
        Because.FREE_TEXT: gettext("Free text, in which somebody may be named."),
        Because.EMPTY: gettext("Nothing stands in it."),
        Because.REPEATED: gettext("Another column says the same or fits better."),
        Because.DIMENSION: gettext("It breaks the figures down, and may be part of the key."),
        Because.CODES: gettext("The header says so, but most texts need a code first."),
        Because.EITHER: gettext(
            "Day and month may stand either way round in every row. Choose how the dates are written."
        ),
        Because.MARK: gettext("The mark in these figures could stand for thousands or for decimals. Choose which."),
        Because.WIDE: gettext("Countries stand as headers: say whether people are there or come from there."),
        Because.RATE: gettext("It seems to hold shares, averages, running sums or thousands, which are no counts."),
        Because.BREAKS: gettext("It says whom the figures of the row count."),
        Because.SUM: gettext("Several bands of ages make one group; their figures are added up."),
        Because.TOTAL: gettext("It is the total of other columns, and would be counted twice."),
        Because.BESIDE: gettext("It would be counted again with each column that becomes a row."),
        Because.FISCAL: gettext("Its years do not begin in January. A layout written as text can say when they do."),
        Because.SPAN: gettext(
            "Weeks, quarters and spans of years cannot be kept as a date. Give the month, the day or the year."
        ),
        Because.MONTH: gettext(
            "A month, but of which year? Put the year into the name of the file, such as arrivals-2022.csv, and bring "
            "it again."
        ),
        Because.KIND: gettext("It is known, but this kind of thing has no such property."),
        Because.UNKNOWN: gettext("Neither header nor cells are known."),
    }[Because(because)]


def _options(place: int, plan: ColumnPlan, described: Description) -> Iterable[Option]:
    """Yield the settings that the type of a column's property has."""
    kind = type_of(plan.prop, shelf.registry()) if plan.prop else ""
    if plan.breaks or (kind in ("", "text") and shelf.wording().is_person_column(plan.header)):
        yield Option(f"breaks-{place}", gettext("Says whom the figures count"), _listed(_breaks(), plan.breaks))
    totals = described.skip_in.get(plan.header, ())
    if totals:
        hint = gettext("Rows with these texts are totals of others and are not read; with | between them.")
        yield Option(f"totals-{place}", gettext("Totals"), value=" | ".join(totals), hint=hint)
    names = options_of(type_of(plan.prop, shelf.registry())) if plan.prop else ()
    if "style" in names:
        yield Option(
            f"style-{place}",
            gettext("How dates are written"),
            _styles(plan.styles, is_open=plan.because == Because.EITHER),
        )
    if "order" in names and not plan.part:
        orders = {"": gettext("latitude, longitude"), "lon,lat": gettext("longitude, latitude")}
        yield Option(f"order-{place}", gettext("Order"), _listed(orders, plan.order))
    if "sex" in names:
        group = f"{plan.sex}/{plan.age}".strip("/")
        yield Option(f"group-{place}", gettext("Whom it counts"), _listed(_groups(), group))
    if "thousands" in names:
        marks = {"": gettext("none"), ",": "1,000", ".": "1.000", " ": "1 000", "'": "1'000"}
        marks |= {mark: f"1{mark}000" for mark in [plan.thousands] if mark not in marks}
        yield Option(f"thousands-{place}", gettext("Mark between thousands"), _listed(marks, plan.thousands))
    if "decimal" in names:
        yield Option(f"decimal-{place}", gettext("Decimal mark"), _listed({"": "0.5", ",": "0,5"}, plan.decimal))
    if "between" in names:
        hint = gettext("For figures such as 10-14.")
        yield Option(f"between-{place}", gettext("Mark within a span"), value=plan.between, hint=hint)
    if "below" in names:
        marks = {"": gettext("none"), "<": gettext("<5 means 1 to 4")}
        yield Option(f"below-{place}", gettext("Hidden small figures"), _listed(marks, plan.below))
    if "currency" in names and not plan.part:
        yield Option(f"currency-{place}", gettext("Currency"), value=plan.currency, hint=gettext("Such as EUR."))
    if "several" in names:
        hint = gettext("Where a cell holds several values, such as ;")
        yield Option(f"several-{place}", gettext("Mark between values"), value=plan.several, hint=hint)
    if plan.prop:
        hint = gettext("Texts that mean “nothing said”, with | between them.")
        yield Option(f"missing-{place}", gettext("Missing"), value=" | ".join(plan.missing), hint=hint)


def _kept(place: int, plan: ColumnPlan) -> Iterable[tuple[str, str]]:
    """Yield what is not shown and must not be lost."""
    if plan.otherwise:
        yield f"otherwise-{place}", plan.otherwise
    if plan.required:
        yield f"required-{place}", "yes"


def _listed(labels: dict[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in labels.items())


def _breaks() -> dict[str, str]:
    return {
        "": gettext("no"),
        "sex": gettext("by sex"),
        "age": gettext("by age"),
        "sex-age": gettext("by sex and age"),
    }


def _styles(chosen: Sequence[str], *, is_open: bool = False) -> tuple[Choice, ...]:
    """Return the ways in which dates may be written; where nobody can tell but a person, none is chosen."""
    said = "|".join(chosen)
    usual = {"": gettext("Choose"), "iso": "2019-10-29"} if is_open else {"": "2019-10-29"}
    labels = usual | {style: style for style in STYLES if style not in ("iso", "2019-10-29", "2019-10")}
    if said not in labels:
        labels = {said: gettext(" or ").join("2019-10-29" if one == "iso" else one for one in chosen)} | labels
    return _listed(labels, said)


def _groups() -> dict[str, str]:
    return {
        "": gettext("everybody"),
        "female": gettext("women and girls"),
        "male": gettext("men and boys"),
        "child": gettext("children"),
        "adult": gettext("adults"),
        "female/child": gettext("girls"),
        "male/child": gettext("boys"),
        "female/adult": gettext("women, adults only"),
        "male/adult": gettext("men, adults only"),
    }


def _codes(place: int, plan: ColumnPlan, opened: Opened) -> Iterable[Coded]:
    """Yield the texts of a column of codes, each with the codes it may mean."""
    vocabulary = shelf.registry().vocabulary_of(plan.prop) if plan.prop else None
    if plan.breaks:
        yield from _whom(place, plan, opened)
        return
    if vocabulary is None:
        return
    texts = values_of(opened, place)
    by_text = {fold(term.code): term.code for term in vocabulary.current()}
    for number, text in enumerate(texts if len(texts) <= forms.LISTED_CODES else []):
        if text in plan.missing:
            continue
        code = plan.codes.get(text) or by_text.get(fold(text), "")
        choices = (Choice("", gettext("no code"), not code), *coded(plan.prop, code))
        yield Coded(shortened(text), text, f"code-{place}-{number}", choices)


def _whom(place: int, plan: ColumnPlan, opened: Opened) -> Iterable[Coded]:
    """Yield the texts of a column that says whom figures count, each with the groups that it may mean."""
    labels = {"": gettext("no code"), **{group: label for group, label in _groups().items() if group}}
    labels |= {"all": gettext("everybody"), "unknown": gettext("not known")}
    labels |= {"other": gettext("another sex")} if "sex" in plan.breaks else {}
    texts = values_of(opened, place)
    for number, text in enumerate(texts if len(texts) <= forms.LISTED_CODES else []):
        code = plan.codes.get(text, "")
        yield Coded(shortened(text), text, f"code-{place}-{number}", _listed(labels, code))


def coded(prop: str, chosen: str) -> tuple[Choice, ...]:
    """Return the codes that a property may have, with their names; none where it has no list."""
    vocabulary = shelf.registry().vocabulary_of(prop)
    if vocabulary is None:
        return ()
    terms = vocabulary.current()
    return tuple(Choice(term.code, term.labels[_language()], term.code == chosen) for term in terms)


def _language() -> str:
    return get_language() or "en"
