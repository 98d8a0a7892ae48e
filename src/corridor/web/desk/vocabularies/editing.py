"""Writes of lists: change a draft, send it, release it as the next version by a second officer, or send it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.text import fold
from corridor.core.vocabularies import editing as rules
from corridor.core.vocabularies.codes import Relation
from corridor.core.vocabularies.editing import Changes, Fault
from corridor.core.vocabularies.errors import ReleaseRefused, VocabulariesInvalid
from corridor.core.vocabularies.exchange import CODE, document_of
from corridor.core.vocabularies.records import Labels, Pair, Partner, Superseded, Term, Vocabulary
from corridor.web.base import identity
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import act
from corridor.web.desk.vocabularies import drafts, queries, released
from corridor.web.desk.vocabularies.errors import DraftInvalid, DraftMoved, SecondEditorMissing
from corridor.web.desk.vocabularies.models import CodeDecision, ListDraft, ListVersion

Kept = TypeVar("Kept")

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Said:
    """A code as an editor typed it.

    `given` is the parked text for which the code is added; it is settled when the version is released.
    """

    code: str
    labels: Labels
    definitions: Labels
    broader: str = ""
    given: str = ""


def begin(*, by: Officer, name: str, now: datetime) -> None:
    """Begin to edit a list; where it is being edited already, that edit is gone on with.

    Raises:
        NotPermitted: The officer does not edit the node's lists.
        NotFound: There is no such list.
    """
    if drafts.edited_for(by, name) is not None:
        return
    with act(Event.LIST_EDITED, by=by, now=now, about=name, step="begun"):
        try:
            with transaction.atomic():
                ListDraft.objects.create(uid=identity.uid(), list=name, begun_at=now, edited_by=[by.handle])
        except IntegrityError:
            raise DraftMoved(name=name) from None


def save_code(
    *,
    by: Officer,
    name: str,
    revision: int,
    said: Said,
    now: datetime,
) -> None:
    """Add a code to an edit, or give a code of the list other words.

    Raises:
        DraftInvalid: A field is missing or wrong.
        DraftMoved: Somebody else changed the edit meanwhile.
    """

    code = said.code

    def change(edited: drafts.Edited) -> tuple[Changes, dict[str, str]]:
        vocabulary, changes = edited.vocabulary, edited.changes
        faults = rules.wording_faults(vocabulary, changes, code, said.labels, said.definitions, broader=said.broader)
        _check(name, faults)
        term = Term(code, said.labels, said.definitions, broader=said.broader or None)
        if code in vocabulary.terms:
            return replace(changes, worded={**changes.worded, code: term}), {}
        settles = {digest_text(fold(said.given) or said.given): code} if said.given else {}
        return replace(changes, added={**changes.added, code: term}), settles

    _change(change, by=by, name=name, revision=revision, now=now, step="code", code=code)


def end_code(
    *, by: Officer, name: str, revision: int, code: str, successors: Sequence[str], relation: Relation, now: datetime
) -> None:
    """Supersede a code by others, or retire it for none.

    Raises:
        DraftInvalid: The code has ended, or a successor does not fit.
        DraftMoved: Somebody else changed the edit meanwhile.
    """

    def change(edited: drafts.Edited) -> tuple[Changes, dict[str, str]]:
        _check(name, rules.ending_faults(edited.vocabulary, edited.changes, code, successors, relation))
        ended = Superseded(0, tuple(successors), relation)
        return replace(edited.changes, ended={**edited.changes.ended, code: ended}), {}

    _change(change, by=by, name=name, revision=revision, now=now, step="ended", code=code)


def map_values(
    *, by: Officer, name: str, revision: int, partner: str, source: str, pairs: Sequence[Pair], now: datetime
) -> None:
    """Say what the values of a partner's list are here; what the partner had before is kept where it is not said anew.

    Raises:
        DraftInvalid: The partner, its source or a pair does not fit.
        DraftMoved: Somebody else changed the edit meanwhile.
    """

    def change(edited: drafts.Edited) -> tuple[Changes, dict[str, str]]:
        vocabulary, changes = edited.vocabulary, edited.changes
        before = changes.partners.get(partner) or vocabulary.partners.get(partner)
        told = source or (before.source if before is not None else "")
        faults: dict[str, Fault] = {}
        if not CODE.fullmatch(partner) or len(partner) > rules.LONGEST_CODE:
            faults["partner"] = Fault.MALFORMED if partner else Fault.MISSING
        if (fault := rules.text_fault(told, rules.LONGEST_VALUE)) is not None:
            faults["source"] = fault
        for number, pair in enumerate(pairs):
            if (fault := rules.pair_fault(vocabulary, changes, pair.value, pair.code)) is not None:
                faults[f"code-{number}"] = fault
        kept = {pair.value: pair for pair in (before.pairs if before is not None else ())}
        together = tuple({**kept, **{pair.value: pair for pair in pairs}}.values())
        if not pairs or len(together) > rules.MOST_PAIRS:
            faults["file"] = Fault.LONG if pairs else Fault.NOTHING
        _check(name, faults)
        return replace(changes, partners={**changes.partners, partner: Partner(partner, told, together)}), {}

    _change(change, by=by, name=name, revision=revision, now=now, step="mapped", pairs=len(pairs))


def drop(*, by: Officer, name: str, revision: int, kind: str, code: str, now: datetime) -> None:
    """Take one change out of an edit again, and what rests on it.

    Raises:
        DraftInvalid: The edit has no such change.
        DraftMoved: Somebody else changed the edit meanwhile.
    """

    def change(edited: drafts.Edited) -> tuple[Changes, dict[str, str]]:
        changes = edited.changes
        tables: dict[str, Mapping[str, object]] = {
            "added": changes.added,
            "worded": changes.worded,
            "ended": changes.ended,
            "partners": changes.partners,
        }
        if code not in tables.get(kind, {}):
            raise DraftInvalid(name, {"code": Fault.UNKNOWN})
        left = Changes(
            added=_but(changes.added, code if kind == "added" else ""),
            worded=_but(changes.worded, code if kind == "worded" else ""),
            ended=_but(changes.ended, code if kind == "ended" else ""),
            partners=_but(changes.partners, code if kind == "partners" else ""),
        )
        if kind == "added":
            left = _without(left, code)
        edited.draft.settles = {key: one for key, one in edited.draft.settles.items() if one in left.added}
        return left, {}

    _change(change, by=by, name=name, revision=revision, now=now, step="dropped", code=code)


def _but(table: Mapping[str, Kept], key: str) -> dict[str, Kept]:
    return {one: kept for one, kept in table.items() if one != key}


def _without(changes: Changes, code: str) -> Changes:
    """Return changes without those that name a code which is not added after all."""
    return Changes(
        added={key: replace(one, broader=None) if one.broader == code else one for key, one in changes.added.items()},
        worded={key: replace(one, broader=None) if one.broader == code else one for key, one in changes.worded.items()},
        ended={key: one for key, one in changes.ended.items() if code not in one.by},
        partners={
            key: replace(one, pairs=tuple(pair for pair in one.pairs if pair.code != code))
            for key, one in changes.partners.items()
        },
    )


def _check(name: str, faults: Mapping[str, Fault]) -> None:
    if faults:
        raise DraftInvalid(name, faults)


def _change(
    change: Callable[[drafts.Edited], tuple[Changes, dict[str, str]]],
    *,
    by: Officer,
    name: str,
    revision: int,
    now: datetime,
    step: str,
    **detail: object,
) -> None:
    """Save what one change makes of an open edit, unless somebody else changed it meanwhile."""
    drafts.check_may_edit(by)
    drafts.list_named(name)
    detail = {key: one for key, one in detail.items() if not isinstance(one, str) or CODE.fullmatch(one)}
    with act(Event.LIST_EDITED, by=by, now=now, about=name, step=step, **detail):
        edited = _live(by, name, revision, ListDraft.State.OPEN)
        changes, settles = change(edited)
        draft = edited.draft
        _move(
            draft,
            name,
            changes=changes.written(),
            settles={**draft.settles, **settles},
            edited_by=sorted({*draft.edited_by, by.handle}),
        )


def _live(by: Officer, name: str, revision: int, *states: str) -> drafts.Edited:
    edited = drafts.edited_for(by, name)
    if edited is None or edited.draft.revision != revision or edited.draft.state not in states:
        raise DraftMoved(name=name)
    return edited


def _move(draft: ListDraft, name: str, **values: object) -> None:
    """Save an edit that nobody else changed meanwhile."""
    same = ListDraft.objects.filter(pk=draft.pk, revision=draft.revision, state=draft.state)
    if same.update(revision=draft.revision + 1, **values) != 1:
        raise DraftMoved(name=name)


def send(*, by: Officer, name: str, revision: int, now: datetime) -> None:
    """Send an edit for review; the list that it makes must be whole.

    Raises:
        DraftInvalid: Nothing is changed, or the changes do not fit together.
        DraftMoved: Somebody else changed the edit meanwhile.
    """
    drafts.check_may_edit(by)
    drafts.list_named(name)
    with act(Event.LIST_SENT, by=by, now=now, about=name):
        edited = _live(by, name, revision, ListDraft.State.OPEN)
        _next_version(edited, now)
        _move(edited.draft, name, state=ListDraft.State.SENT, edited_by=sorted({*edited.draft.edited_by, by.handle}))


def _next_version(edited: drafts.Edited, now: datetime) -> Vocabulary:
    name = edited.vocabulary.name
    if edited.changes.is_nothing:
        raise DraftInvalid(name, {"send": Fault.NOTHING})
    try:
        return rules.applied(edited.vocabulary, edited.changes, today=now.date())
    except (VocabulariesInvalid, ReleaseRefused):
        raise DraftInvalid(name, {"send": Fault.CIRCLE}) from None


def give_back(*, by: Officer, name: str, revision: int, note: str, now: datetime) -> None:
    """Send an edit back to its editors, with a word on what is to be changed.

    Raises:
        DraftMoved: Somebody else changed or decided the edit meanwhile.
    """
    drafts.check_may_edit(by)
    drafts.list_named(name)
    with act(Event.LIST_RETURNED, by=by, now=now, about=name):
        edited = _live(by, name, revision, ListDraft.State.SENT)
        _move(edited.draft, name, state=ListDraft.State.OPEN, note=note[:LONGEST_NOTE])


def withdraw(*, by: Officer, name: str, revision: int, now: datetime) -> None:
    """Give an edit up; the list stays as it is.

    Raises:
        DraftMoved: Somebody else changed or decided the edit meanwhile.
    """
    drafts.check_may_edit(by)
    drafts.list_named(name)
    with act(Event.LIST_WITHDRAWN, by=by, now=now, about=name):
        edited = _live(by, name, revision, *drafts.LIVE)
        _move(edited.draft, name, state=ListDraft.State.WITHDRAWN, decided_by=by.handle, decided_at=now)


def release(*, by: Officer, name: str, revision: int, now: datetime) -> int:
    """Release an edit as the next version of its list, in force at once for everybody on the node; return its number.

    Parked texts for which a code was added are settled, as far as the officer reads them.

    Raises:
        SecondEditorMissing: The officer had a part in the edit.
        DraftMoved: Somebody else changed or decided the edit meanwhile.
        DraftInvalid: The changes do not fit the list as it is now.
    """
    drafts.check_may_edit(by)
    check_permission(by, Permission.VOCABULARY_RELEASE)
    version = drafts.list_named(name).version + 1
    with act(Event.LIST_RELEASED, by=by, now=now, about=name, version=version):
        edited = _live(by, name, revision, ListDraft.State.SENT)
        if edited.is_own(by):
            raise SecondEditorMissing(name=name)
        following = _next_version(edited, now)
        _move(edited.draft, name, state=ListDraft.State.RELEASED, decided_by=by.handle, decided_at=now)
        try:
            with transaction.atomic():
                ListVersion.objects.create(
                    list=name,
                    version=following.version,
                    document=document_of(following),
                    released_by=by.handle,
                    released_at=now,
                )
        except IntegrityError:
            raise DraftMoved(name=name) from None
        _settle(by, name, edited.draft.settles, now)
    released.come_up_to_date()
    return following.version


def _settle(by: Officer, name: str, settles: Mapping[str, str], now: datetime) -> None:
    """Decide the parked texts for which codes were added, under the marks that the officer reads."""
    if not settles:
        return
    for one in queries.parked_for(by):
        digest = digest_text(one.given)
        if one.list != name or digest not in settles:
            continue
        CodeDecision.objects.bulk_create(
            CodeDecision(
                list=name,
                given=digest,
                mark=mark,
                authority=by.reader.authority,
                code=settles[digest],
                decided_by=by.handle,
                decided_at=now,
            )
            for mark in one.undecided
        )
