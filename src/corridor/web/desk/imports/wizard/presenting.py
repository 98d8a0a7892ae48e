"""Puts a description, what was proposed and what it would bring into the words of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext, pgettext

from corridor import shelf
from corridor.core.imports.codes import Repeats
from corridor.core.imports.describing import (
    PARTS,
    Because,
    ColumnPlan,
    Confidence,
    Description,
    fillable,
    loadable_kinds,
    options_of,
    type_of,
)
from corridor.core.kernel.dates import STYLES
from corridor.core.kernel.text import fold
from corridor.web.desk.imports.presenting import rejects_of
from corridor.web.desk.imports.wizard import forms, queries
from corridor.web.desk.imports.wizard.queries import Opened
from corridor.web.desk.pages import Choice, Coded, Counts, DescribedColumn, DescribePage, FormProblem, Option, Trial

_SAMPLES = 3
_LONGEST_SAMPLE = 60
_TONES = {Confidence.SURE: "good", Confidence.LIKELY: "working", Confidence.GUESS: "attention"}


@dataclass(frozen=True)
class Asked:
    """Everything a page of description is made from."""

    opened: Opened
    described: Description
    action: str
    back_url: str
    problems: tuple[FormProblem, ...]
    trial: Trial
    markings: dict[str, str]
    is_new: bool = True
    lists_people: bool = False


def _language() -> str:
    return get_language() or "en"


def describe_page(asked: Asked) -> DescribePage:
    """Return the form on which a table is described."""
    described, opened = asked.described, asked.opened
    sentence = ngettext("%(rows)s row was looked at.", "%(rows)s rows were looked at.", len(opened.rows))
    return DescribePage(
        action=asked.action,
        back_url=asked.back_url,
        file=opened.file_name,
        lead=sentence % {"rows": len(opened.rows)},
        warning=gettext(
            "This table seems to list people one by one, so nothing is proposed. A person is filed in a report, where a"
            " second officer looks; no table brings people in."
        )
        if asked.lists_people
        else "",
        kinds=_kinds(described.kind),
        constants=tuple(_constants(described)),
        columns=tuple(_column(place, plan, asked) for place, plan in enumerate(described.columns)),
        repeats=_repeats(described.repeats),
        texts=_texts(described, asked.is_new),
        markings=tuple(Choice(name, label, name == described.marking) for name, label in asked.markings.items()),
        whole=described.whole,
        trial=asked.trial,
        may_save=not asked.lists_people,
        is_new=asked.is_new,
        problems=asked.problems,
    )


def _kinds(chosen: str) -> tuple[Choice, ...]:
    registry, language = shelf.registry(), _language()
    labels = {kind: registry.schemata[kind].labels[language] for kind in loadable_kinds(registry)}
    first = ("Incident", "SeriesObservation", "RouteLeg", "Place", "Vessel")
    order = sorted(labels, key=lambda kind: (first.index(kind) if kind in first else len(first), fold(labels[kind])))
    return tuple(Choice(kind, labels[kind], kind == chosen) for kind in order)


def _constants(described: Description) -> Iterable[Option]:
    """Yield what must be said of every row and no column says."""
    registry = shelf.registry()
    said = {plan.prop for plan in described.columns}
    for prop in forms.constant_props(described.kind):
        if prop in said:
            continue
        chosen = described.constants.get(prop, "")
        yield Option(
            name=f"always-{prop}",
            label=registry.properties[prop].labels[_language()],
            choices=_coded(prop, chosen),
            value=chosen,
            hint=gettext("The same for every row."),
        )


def _coded(prop: str, chosen: str) -> tuple[Choice, ...]:
    vocabulary = shelf.registry().vocabulary_of(prop)
    if vocabulary is None:
        return ()
    terms = vocabulary.current()
    return tuple(Choice(term.code, term.labels[_language()], term.code == chosen) for term in terms)


def _repeats(chosen: str) -> tuple[Choice, ...]:
    labels = {
        Repeats.REJECT: gettext("Equal rows are copies; others are numbered"),
        Repeats.KEEP: gettext("All are kept and numbered, equal ones too"),
        Repeats.FORBID: gettext("A key stands once; a second row is refused"),
    }
    return tuple(Choice(one.value, label, one == chosen) for one, label in labels.items())


def _texts(described: Description, is_new: bool) -> tuple[Option, ...]:
    code = gettext("Lower-case letters, digits and hyphens.")
    listed = [
        ("title", gettext("Title"), described.title, gettext("What people see when they choose this layout.")),
        ("source", gettext("Source"), described.source, gettext("Who publishes the table.") + " " + code),
        (
            "edition",
            gettext("Edition"),
            described.edition,
            gettext("Which table of that source. Releases of the same edition replace each other.") + " " + code,
        ),
        ("credit", gettext("Credit"), described.credit, gettext("Whom to name where the figures stand.")),
        ("licence", gettext("Licence"), described.licence, gettext("Under which terms the table may be used.")),
    ]
    name = ("name", gettext("Name"), described.name, gettext("How the layout is called in commands.") + " " + code)
    return tuple(Option(field, label, value=value, hint=hint) for field, label, value, hint in [name, *listed])


# ---------------------------------------------------------------------------------------------- one column


def _column(place: int, plan: ColumnPlan, asked: Asked) -> DescribedColumn:
    header = plan.header
    barred = shelf.wording().is_about_people(header) or not fold(header) or asked.lists_people
    # What identifies somebody is not shown, even to who brought it.
    hidden = barred or plan.because in (Because.PEOPLE, Because.CONTACT)
    samples = () if hidden else tuple(shortened(text) for text in values_of(asked.opened, place)[:_SAMPLES])
    confidence = Confidence(plan.confidence) if plan.confidence else None
    return DescribedColumn(
        place=place,
        header=header,
        samples=samples,
        field=f"prop-{place}",
        properties=() if barred else _properties(asked.described.kind, plan),
        is_barred=barred,
        is_key=header in asked.described.key and not barred,
        reason=_reason(plan.because, header),
        certainty=_certainty(confidence),
        tone=_TONES[confidence] if confidence else "neutral",
        options=tuple(_options(place, plan)),
        kept=tuple(_kept(place, plan)),
        codes=tuple(_codes(place, plan, asked.opened)),
        is_read=bool(plan.prop),
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
        Because.UNKNOWN: gettext("Neither header nor cells are known."),
    }[Because(because)]


def _options(place: int, plan: ColumnPlan) -> Iterable[Option]:
    """Yield the settings that the type of a column's property has."""
    names = options_of(type_of(plan.prop, shelf.registry())) if plan.prop else ()
    if "style" in names:
        yield Option(f"style-{place}", gettext("How dates are written"), _styles(plan.styles))
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


def _styles(chosen: Sequence[str]) -> tuple[Choice, ...]:
    said = "|".join(chosen)
    labels = {"": "2019-10-29"} | {style: style for style in STYLES if style not in ("iso", "2019-10-29", "2019-10")}
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
    if vocabulary is None:
        return
    texts = values_of(opened, place)
    by_text = {fold(term.code): term.code for term in vocabulary.current()}
    for number, text in enumerate(texts if len(texts) <= forms.LISTED_CODES else []):
        if text in plan.missing:
            continue
        code = plan.codes.get(text) or by_text.get(fold(text), "")
        choices = (Choice("", gettext("no code"), not code), *_coded(plan.prop, code))
        yield Coded(shortened(text), text, f"code-{place}-{number}", choices)


# ---------------------------------------------------------------------------------------------- the trial


def trial_shown(trial: queries.Trial) -> Trial:
    """Return the first rows as they would be understood, and what became of all that were tried."""
    registry, language = shelf.registry(), _language()
    props = list(dict.fromkeys(prop for row in trial.rows for prop, _, _ in row.claims if prop != "kind"))
    return Trial(
        columns=tuple(registry.properties[prop].labels[language] for prop in props),
        rows=tuple(
            tuple(", ".join(value for name, value, _ in row.claims if name == prop) for prop in props)
            for row in trial.rows
        ),
        read=trial.read,
        counts=Counts(accepted=trial.accepted, rejected=trial.rejected),
        rejects=tuple(reject for line, problems in trial.rejects for reject in rejects_of(line, problems)),
        complete=trial.is_complete,
    )
