"""Puts a description, what was proposed and what it would bring into the words of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext

from corridor import shelf
from corridor.core.imports.codes import Repeats
from corridor.core.imports.describing import Description, loadable_kinds
from corridor.core.kernel.text import fold
from corridor.web.desk.imports.presenting import rejects_of
from corridor.web.desk.imports.wizard import forms, queries
from corridor.web.desk.imports.wizard.columns import coded, column_shown, shortened
from corridor.web.desk.imports.wizard.queries import Opened
from corridor.web.desk.pages import Choice, Counts, DescribePage, FormProblem, Option, Trial


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
    other_url: str = ""
    was_sent: bool = True


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
        columns=tuple(
            column_shown(place, plan, asked.opened, described, is_barred=asked.lists_people)
            for place, plan in enumerate(described.columns)
        ),
        repeats=_repeats(described.repeats),
        texts=_texts(described, asked.is_new),
        markings=tuple(Choice(name, label, name == described.marking) for name, label in asked.markings.items()),
        whole=described.whole,
        trial=asked.trial,
        may_save=not asked.lists_people,
        is_new=asked.is_new,
        problems=asked.problems if asked.was_sent else (),
        still_open=() if asked.was_sent else asked.problems,
        laid_out=tuple(_laid_out(asked)),
        other_url=asked.other_url,
        other_label=gettext("Describe each column by itself")
        if described.wide is not None
        else gettext("Read such columns as rows again"),
        skip=Option(
            "skip",
            gettext("Rows that are no records"),
            value=" | ".join(described.skip),
            hint=gettext(
                "How totals and footnotes begin, with | between them. Such rows are not read and not counted."
            ),
        ),
    )


def _laid_out(asked: Asked) -> Iterable[str]:
    """Yield what must be known of how the table lies in its file: columns that became rows, sheets read together."""
    described, others = asked.described, asked.opened.others
    if described.wide is not None:
        sentence = gettext(
            "Several columns say the same about different months, places or groups. Each is read as rows of its own:"
            " “%(name)s” holds what the header says, “%(value)s” what the cell says."
        )
        yield sentence % {"name": described.wide.name, "value": described.wide.value}
    if len(described.sheets) > 1:
        sentence = gettext("These sheets have the same columns and are read together: %(sheets)s.")
        yield sentence % {"sheets": _named(described.sheets)}
    if others:
        sentence = gettext("These sheets of the file are not read: %(sheets)s. Describe them as tables of their own.")
        yield sentence % {"sheets": _named(others)}


def _named(sheets: Sequence[str]) -> str:
    return ", ".join(f"“{shortened(sheet)}”" for sheet in sheets)


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
            choices=coded(prop, chosen),
            value=chosen,
            hint=gettext("The same for every row."),
        )
    for prop in forms.offered_props(described.kind):
        if prop not in said:
            yield Option(
                name=f"always-{prop}",
                label=registry.properties[prop].labels[_language()],
                value=described.constants.get(prop, ""),
                hint=gettext("The same for every row; empty where it differs or is not known."),
            )


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
    hint = gettext("Parts of the file's name, with * for anything and | between them; empty: the columns alone tell.")
    listed.append(("file_names", gettext("Recognised by the name"), " | ".join(described.file_names), hint))
    name = ("name", gettext("Name"), described.name, gettext("How the layout is called in commands.") + " " + code)
    return tuple(Option(field, label, value=value, hint=hint) for field, label, value, hint in [name, *listed])


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
