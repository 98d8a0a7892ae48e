"""Puts sources and their releases into the words, figures and addresses of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import takewhile

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.imports.codes import Restoration, Withdrawal
from corridor.web.design.punctuation import in_a_row
from corridor.web.design.shown import moment
from corridor.web.desk.imports.presenting import state_of
from corridor.web.desk.imports.sources import SHOWN_RELEASES, Source, SourceSeen
from corridor.web.desk.pages import Choice, Figure, FormProblem, Release, SourcePage, SourceRow, SourcesPage, State
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.presenting import marking_badge, source_label


def withdrawal_labels() -> dict[Withdrawal, str]:
    """Return the reasons for withdrawing a source, in words."""
    return {
        Withdrawal.WRONG: gettext("It is wrong or misleading"),
        Withdrawal.RECALLED: gettext("The publisher has recalled it"),
        Withdrawal.CONSENT_ENDED: gettext("The right to use it has ended"),
        Withdrawal.ORDERED: gettext("A court or supervisory authority has ordered it"),
        Withdrawal.ENDANGERS: gettext("It puts somebody at risk"),
        Withdrawal.LOADED_BY_MISTAKE: gettext("It was imported by mistake"),
    }


def restoration_labels() -> dict[Restoration, str]:
    """Return the reasons for letting a withdrawn source stand again, in words."""
    return {
        Restoration.CHECKED: gettext("It was checked and is right"),
        Restoration.CONSENT_GIVEN: gettext("The right to use it was given again"),
        Restoration.ORDER_LIFTED: gettext("The order was lifted"),
        Restoration.WITHDRAWN_BY_MISTAKE: gettext("It was withdrawn by mistake"),
    }


def reason_missing() -> FormProblem:
    """Return what to correct when no reason was chosen."""
    return FormProblem("reason", gettext("Choose a reason from the list."))


def sources_page(sources: tuple[SourceSeen, ...], officer: Officer) -> SourcesPage:
    """Return the list of sources."""
    return SourcesPage(
        rows=tuple(
            SourceRow(
                label=title_of(source),
                url=reverse("desk:source", args=[source.code]),
                editions=len(source.datasets),
                releases=len(source.releases),
                records=source.records,
                as_of=source.as_of,
                state=_state(source),
                invented=source.is_invented,
            )
            for source in sources
        ),
        import_url=reverse("desk:import-new") if Permission.IMPORT_RUN in officer.permissions else "",
    )


def source_page(source: Source, officer: Officer, language: str, problems: tuple[FormProblem, ...] = ()) -> SourcePage:
    """Return one source, its releases, and what may be done with it."""
    seen = source.seen
    hidden = len(seen.releases) - SHOWN_RELEASES
    return SourcePage(
        title=title_of(seen),
        publisher=in_a_row(dict.fromkeys(dataset.publisher for dataset in seen.datasets)) or seen.code,
        about=gettext("Editions of one source may tell of the same events; the picture draws one of them.")
        if len(seen.datasets) > 1 and seen.credits
        else "",
        credit=in_a_row(seen.credits),
        licence=in_a_row(seen.licences),
        site_url="",
        as_of=seen.as_of,
        figures=(
            Figure(gettext("Records in all editions"), seen.records, main=True),
            Figure(gettext("Editions"), len(seen.datasets)),
            Figure(gettext("Releases"), len(seen.releases)),
        ),
        releases=tuple(_release(load, officer, language) for load in seen.releases[:SHOWN_RELEASES]),
        back_url=reverse("desk:sources"),
        picture_url=f"{reverse('desk:picture')}?{urlencode({'source': seen.code})}" if seen.standing else "",
        invented=seen.is_invented,
        problems=problems,
        withdraw_url=reverse("desk:source-withdraw", args=[seen.code]) if source.may_withdraw else "",
        withdraw_reasons=_choices(withdrawal_labels()),
        restore_url=reverse("desk:source-restore", args=[seen.code]) if source.may_restore else "",
        restore_reasons=_choices(restoration_labels()),
        note=ngettext("%(count)s older release is not shown.", "%(count)s older releases are not shown.", hidden)
        % {"count": hidden}
        if hidden > 0
        else "",
        export_url=f"{reverse('desk:export')}?{urlencode({'view': 'source', 'source': seen.code})}"
        if seen.standing and Permission.ENTITY_EXPORT in officer.permissions
        else "",
    )


def title_of(source: SourceSeen) -> str:
    """Return what a source is called: what the titles of its data sets have in common, else its code."""
    titles = list(dict.fromkeys(source_label(dataset) for dataset in source.datasets))
    if len(titles) == 1:
        return titles[0]
    words = zip(*(title.split() for title in titles), strict=False)
    common = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, words)]
    return " ".join(common).rstrip(" ,،;:–-") or source.code


def _choices(
    labels: Mapping[StrEnum, str] | Mapping[Withdrawal, str] | Mapping[Restoration, str],
) -> tuple[Choice, ...]:
    return tuple(Choice(code.value, label) for code, label in labels.items())


def _state(source: SourceSeen) -> State:
    if source.standing:
        return State("published", pgettext("source", "Counts"), "good")
    if any(load.state == Load.State.WITHDRAWN for load in source.releases):
        return State("withdrawn", pgettext("source", "Withdrawn"), "attention")
    return State("undone", pgettext("source", "Taken back"), "attention")


def _release(load: Load, officer: Officer, language: str) -> Release:
    is_import = bool(load.dataset.mapping)
    is_own = load.dataset.authority == officer.reader.authority
    return Release(
        ref=load.uid,
        edition=load.dataset.edition if is_import else "",
        file=(load.file_name if is_own else source_label(load.dataset)) if is_import else gettext("Report"),
        released_on=load.released_on,
        loaded=moment(load.published_at or load.brought_at, language),
        records=load.accepted + load.revised + load.unchanged,
        state=state_of(load),
        marking=marking_badge(load.mark, language),
        import_url=reverse("desk:import", args=[load.uid])
        if is_import and is_own and Permission.IMPORT_RUN in officer.permissions
        else "",
    )
