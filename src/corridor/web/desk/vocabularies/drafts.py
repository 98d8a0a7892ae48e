"""Reads of lists that are being edited: for editors of the authority whose node it is."""

from __future__ import annotations

from dataclasses import dataclass

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.vocabularies.editing import Changes, changes_from
from corridor.core.vocabularies.records import Vocabulary
from corridor.web.base.accounts.queries import is_of_the_house
from corridor.web.desk.vocabularies.models import ListDraft

LIVE = (ListDraft.State.OPEN, ListDraft.State.SENT)


@dataclass(frozen=True)
class Edited:
    """A list that is being edited, with what changes."""

    draft: ListDraft
    vocabulary: Vocabulary
    changes: Changes

    def is_own(self, officer: Officer) -> bool:
        """Tell whether the officer had a part in the edit."""
        return officer.handle in self.draft.edited_by


def may_edit(officer: Officer) -> bool:
    """Tell whether an officer edits the node's lists: a function that does, of the authority that made the node."""
    return Permission.VOCABULARY_EDIT in officer.permissions and is_of_the_house(officer)


def check_may_edit(officer: Officer) -> None:
    """Refuse who does not edit the node's lists. They are everybody's on it, so that guests propose and do not edit.

    Raises:
        NotPermitted: The function does not edit, or the authority is a guest.
    """
    check_permission(officer, Permission.VOCABULARY_EDIT)
    if not is_of_the_house(officer):
        raise NotPermitted(permission=Permission.VOCABULARY_EDIT)


def list_named(name: str) -> Vocabulary:
    """Return a list that a node may edit: one from which statements about things take their codes.

    Raises:
        NotFound: There is none of this name.
    """
    found = shelf.lists_of_things().get(name)
    if found is None:
        raise NotFound(kind="vocabulary")
    return found


def edited_for(officer: Officer, name: str) -> Edited | None:
    """Return the edit of a list that is under way, if one is.

    Raises:
        NotPermitted: The officer does not edit the node's lists.
        NotFound: There is no such list.
    """
    check_may_edit(officer)
    vocabulary = list_named(name)
    draft = ListDraft.objects.filter(list=name, state__in=LIVE).first()
    return None if draft is None else Edited(draft, vocabulary, changes_from(draft.changes))


def sent_for(officer: Officer) -> tuple[str, ...]:
    """Return the lists whose edit waits for the decision of this officer."""
    if not may_edit(officer) or Permission.VOCABULARY_RELEASE not in officer.permissions:
        return ()
    waiting = ListDraft.objects.filter(state=ListDraft.State.SENT).order_by("list")
    return tuple(one.list for one in waiting if officer.handle not in one.edited_by)
