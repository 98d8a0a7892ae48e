"""Puts imports and their previews into the words, figures and addresses of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.imports.errors import FileRefused, MappingInvalid
from corridor.core.imports.records import ImportMapping, Problem
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.text import fold, storable
from corridor.web.design.shown import moment
from corridor.web.desk.imports import queries
from corridor.web.desk.imports.links import describe_url, query
from corridor.web.desk.imports.mappings import Mappings, mappings_for
from corridor.web.desk.imports.queries import Listing, Overview, Sample, Unreadable
from corridor.web.desk.imports.sentences import sentence
from corridor.web.desk.lines.queries import authorities_named
from corridor.web.desk.pages import (
    Act,
    Counts,
    FormProblem,
    ImportNewPage,
    ImportPage,
    ImportPreviewPage,
    ImportRow,
    ImportsPage,
    Link,
    PageLink,
    Pagination,
    PreviewFile,
    Progress,
    Reject,
    State,
)
from corridor.web.desk.pages import Choice as Choosable
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.presenting import badge_of, marking_badge, source_label

SEPARATOR = "-"
"""Stands between the uids of several files in one address."""

BUSY = (Load.State.WAITING, Load.State.READING)

TONES = {
    Load.State.WAITING: "neutral",
    Load.State.READING: "working",
    Load.State.PUBLISHED: "good",
    Load.State.UNDONE: "attention",
    Load.State.CANCELLED: "stopped",
    Load.State.FAILED: "stopped",
    Load.State.WITHDRAWN: "attention",
}


def state_of(load: Load) -> State:
    """Return the state of an import in words."""
    labels = {
        Load.State.WAITING: pgettext("import", "Waiting"),
        Load.State.READING: pgettext("import", "Being read"),
        Load.State.PUBLISHED: pgettext("import", "Published"),
        Load.State.UNDONE: pgettext("import", "Taken back"),
        Load.State.CANCELLED: pgettext("import", "Cancelled"),
        Load.State.FAILED: pgettext("import", "Failed"),
        Load.State.WITHDRAWN: pgettext("import", "Withdrawn"),
    }
    code = Load.State(load.state)
    return State(code=code.value, label=labels[code], tone=TONES[code])


def uploads_in(uids: str) -> list[str]:
    """Return the uids that an address names, each once."""
    return list(dict.fromkeys(uids.split(SEPARATOR)))


# ---------------------------------------------------------------------------------------------- what was refused


def words_of(template: str, hint: str, params: Mapping[str, object]) -> str:
    """Return a refusal in the page's language: what, which, why, and what to do."""
    said = {key: gettext(str(value)) if key == "what" else value for key, value in params.items()}
    told = gettext(template).format_map(said)
    sentence = f"{told[:1].upper()}{told[1:]}."
    return f"{sentence} {gettext(hint)}" if hint else sentence


def refusal_words(refused: CorridorError) -> str:
    """Return why something was refused, and what to do."""
    hint = refused.hint_for_fault if isinstance(refused, FileRefused) else refused.hint
    return words_of(refused.sentence(refused.params), hint, refused.params)


def problems_of(refused: Iterable[tuple[str, CorridorError]]) -> tuple[FormProblem, ...]:
    """Return why files were refused, each under its name."""
    return tuple(FormProblem("files", f"{name}: {refusal_words(problem)}") for name, problem in refused)


def _stored_problem(load: Load) -> str:
    """Return why a load failed."""
    problem = load.problem
    if not problem:
        return ""
    known = {kind.code: kind for kind in _all_errors(CorridorError)}
    kind = known.get(str(problem.get("code")))
    params = problem.get("params") or {}
    if kind is None:
        return str(problem.get("message", ""))
    return words_of(kind.sentence(params), str(problem.get("hint", kind.hint)), params)


def _all_errors(root: type[CorridorError]) -> Iterable[type[CorridorError]]:
    for kind in root.__subclasses__():
        yield kind
        yield from _all_errors(kind)


def rejects_of(line: int, problems: Iterable[Problem]) -> Iterable[Reject]:
    """Yield why one row was refused, reason by reason."""
    for column, code, message, params in problems:
        yield Reject(line=line, column=column, reason=sentence(column, code, message, params), code=code)


# ---------------------------------------------------------------------------------------------- pages


def _choices(usable: Mapping[str, ImportMapping], chosen: str, language: str) -> tuple[Choosable, ...]:
    titles = {name: mapping.title.get(language, mapping.title["en"]) for name, mapping in usable.items()}
    return tuple(
        Choosable(name, f"{title} ({name})", name == chosen)
        for name, title in sorted(titles.items(), key=lambda pair: (fold(pair[1]), pair[0]))
    )


def new_page(
    officer: Officer, choice: queries.Choice, problems: tuple[FormProblem, ...], language: str
) -> ImportNewPage:
    """Return the form on which files are chosen; layouts in the node's home that cannot be used are named on it."""
    known = mappings_for(officer)
    as_layout = Choosable(
        "",
        gettext("As the layout says"),
        not choice.preset,
        gettext("The person who described the layout chose a marking; for public series it is public."),
    )
    presets = queries.presets_for(officer)
    return ImportNewPage(
        action=reverse("desk:import-new"),
        mappings=_choices(known.usable, choice.mapping, language),
        markings=(
            as_layout,
            *(
                Choosable(name, preset.labels[language], name == choice.preset, preset.meaning[language])
                for name, preset in presets.items()
            ),
        ),
        recipients=tuple(Choosable(code, name, code in choice.recipients, code) for code, name in authorities_named()),
        limit=gettext("At most %(size)s each.") % {"size": filesizeformat(settings.UPLOAD_LIMIT_BYTES)},
        released_on=choice.released_on,
        back_url=reverse("desk:imports"),
        mappings_url=reverse("desk:mappings") if Permission.MAPPING_WRITE in officer.permissions else "",
        problems=(*problems, *_broken(known)),
    )


def _broken(known: Mappings) -> tuple[FormProblem, ...]:
    """Return why layouts in the node's home cannot be used, each under the name of its file, with the keys at fault."""
    return tuple(
        FormProblem("mapping", storable(f"{file}: {refusal_words(refused)} {_keys(refused)}".strip()))
        for file, refused in known.broken.items()
    )


def _keys(refused: MappingInvalid) -> str:
    keys = ", ".join(problem.key for problem in refused.problems if problem.key)
    return f"({keys})" if keys else ""


def preview_page(
    samples: Sequence[Sample | Unreadable], uids: str, choice: queries.Choice, officer: Officer, language: str
) -> ImportPreviewPage:
    """Return what would become of files."""
    readable = [sample for sample in samples if isinstance(sample, Sample)]
    markings = {sample.marking for sample in readable}
    shared = next(iter(markings)) if len(markings) == 1 else None
    ready = len(readable) == len(samples)
    return ImportPreviewPage(
        files=tuple(
            replace(
                _file(sample, choice, language, shared is None),
                describe_url=describe_url(sample, uids, choice, officer),
            )
            for sample in samples
        ),
        marking=badge_of(shared, language) if shared is not None else None,
        marking_label=gettext("Every row will be marked:") if shared is not None else "",
        run_url=reverse("desk:import-run", args=[uids]) + query(choice),
        discard_url=reverse("desk:import-discard", args=[uids]),
        ready=ready,
        effect=gettext(
            "The files are read in the background. Nothing of a file counts before all of it has been read; then it"
            " counts at once, and one act takes it back."
        )
        if ready
        else gettext("A file that cannot be read stops the import. Discard the files and choose again without it."),
    )


def _file(sample: Sample | Unreadable, choice: queries.Choice, language: str, own_marking: bool) -> PreviewFile:
    size = filesizeformat(sample.upload.size)
    if isinstance(sample, Unreadable):
        return PreviewFile(
            name=sample.upload.file_name,
            size=size,
            mapping="",
            how="",
            source="",
            edition="",
            columns=(),
            rows=(),
            read=0,
            counts=Counts(),
            problem=refusal_words(sample.refused),
        )
    mapping = sample.mapping
    props = list(dict.fromkeys(prop for _, said in sample.rows for prop, _, _ in said if prop != "kind"))
    properties = shelf.registry().properties
    names = {name for aliases in mapping.columns.values() for name in aliases}
    return PreviewFile(
        name=sample.upload.file_name,
        size=size,
        mapping=mapping.title.get(language, mapping.title["en"]),
        how=gettext("chosen by you") if choice.mapping else gettext("recognised by its columns"),
        source=mapping.source,
        edition=mapping.edition,
        columns=tuple(properties[prop].labels[language] for prop in props),
        rows=tuple(
            tuple(", ".join(value for name, value, _ in said if name == prop) for prop in props)
            for _, said in sample.rows
        ),
        read=sample.read,
        counts=Counts(
            accepted=sample.accepted, rejected=sample.rejected, unchanged=sample.unchanged, revised=sample.revised
        ),
        rejects=tuple(reject for line, problems in sample.rejects for reject in rejects_of(line, problems)),
        unused_columns=tuple(name for name in sample.header if name and fold(name) not in names),
        complete=sample.is_complete,
        credit=mapping.credit,
        released_on=choice.released_on or queries.released_on(mapping, sample.upload, timezone.now()),
        marking=badge_of(sample.marking, language) if own_marking else None,
    )


def counts_of(load: Load) -> Counts:
    """Return what became of a load's rows so far."""
    return Counts(accepted=load.accepted, rejected=load.rejected, unchanged=load.unchanged, revised=load.revised)


def imports_page(listing: Listing, limit: int, officer: Officer, language: str) -> ImportsPage:
    """Return the list of imports."""
    address = reverse("desk:imports")
    pages = max(1, -(-listing.total // limit))
    current = listing.first // limit + 1
    links: list[PageLink] = []
    for number in sorted({1, pages, *range(max(1, current - 2), min(pages, current + 2) + 1)}):
        if links and number - links[-1].number > 1:
            links.append(PageLink(0))
        links.append(PageLink(number, f"{address}?page={number}", number == current))
    return ImportsPage(
        rows=tuple(
            ImportRow(
                ref=load.uid[:8],
                url=reverse("desk:import", args=[load.uid]),
                file=load.file_name,
                mapping=source_label(load.dataset),
                by=load.brought_by,
                at=moment(load.brought_at, language),
                state=state_of(load),
                counts=counts_of(load),
            )
            for load in listing.loads
        ),
        pagination=Pagination(
            first=listing.first + 1 if listing.loads else 0,
            last=listing.first + len(listing.loads),
            total=listing.total,
            pages=tuple(links) if pages > 1 else (),
            previous_url=f"{address}?page={current - 1}" if current > 1 else "",
            next_url=f"{address}?page={current + 1}" if current < pages else "",
        ),
        new_url=reverse("desk:import-new") if Permission.IMPORT_RUN in officer.permissions else "",
        quarantine_url=reverse("desk:held-files") if Permission.QUARANTINE_DECIDE in officer.permissions else "",
    )


def import_page(overview: Overview, officer: Officer, language: str) -> ImportPage:
    """Return one import: how far it is, what became of its rows, what can be done with it."""
    load, state = overview.load, state_of(overview.load)
    is_busy = load.state in BUSY
    may_undo = Permission.IMPORT_UNDO in officer.permissions

    def address(name: str, when: bool = True) -> str:
        return reverse(f"desk:{name}", args=[load.uid]) if when else ""

    return ImportPage(
        ref=load.uid,
        file=load.file_name,
        mapping=load.mapping,
        source=Link(source_label(load.dataset), reverse("desk:source", args=[load.dataset.source.code]))
        if load.state in (Load.State.PUBLISHED, Load.State.UNDONE, Load.State.WITHDRAWN)
        else Link(source_label(load.dataset), ""),
        edition="",
        marking=marking_badge(load.mark, language),
        state=state,
        counts=counts_of(load),
        progress=Progress(
            done=load.rows_read,
            total=load.rows_total,
            label=gettext("Stopping") if load.cancel_asked else gettext("Rows read"),
            poll_url=address("import-progress"),
        )
        if is_busy
        else None,
        released_on=load.released_on,
        rejects=tuple(
            reject
            for row in overview.rejects
            for reject in rejects_of(
                row.line, [Problem(one["column"], one["code"], one["message"], one["params"]) for one in row.problems]
            )
        ),
        rejects_url=address("import-rejects", when=bool(overview.rejects)),
        cancel_url=address("import-cancel", when=is_busy and not load.cancel_asked),
        undo_url=address("import-undo", when=load.state == Load.State.PUBLISHED and may_undo),
        redo_url=address("import-redo", when=load.state == Load.State.UNDONE and may_undo),
        picture_url=_picture_url(load) if load.state == Load.State.PUBLISHED else "",
        back_url=reverse("desk:imports"),
        acts=_acts(load, language),
        url=address("import"),
        problem=_stored_problem(load),
        effect=""
        if is_busy or load.state == Load.State.PUBLISHED
        else gettext("Nothing of this file counts. The figures say what was read of it."),
    )


def _acts(load: Load, language: str) -> tuple[Act, ...]:
    acts = [Act(gettext("Brought"), moment(load.brought_at, language), load.brought_by)]
    if load.published_at is not None:
        acts.append(Act(gettext("Published"), moment(load.published_at, language), load.brought_by))
    return tuple(acts)


def _picture_url(load: Load) -> str:
    """Return the address of the picture of this load's source; nothing for a kind of node that draws none."""
    try:
        return f"{reverse('desk:picture')}?{urlencode({'source': load.dataset.source.code})}"
    except NoReverseMatch:
        return ""
