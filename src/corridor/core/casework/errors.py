"""What casework refuses. Numbers from 20 on belong to the vault."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ConsentRefused(CorridorError):
    """No live consent covers what would be shared."""

    code = "casework.E01"
    template = "nothing of case {ref} goes to {recipient}: {refusals}"
    hint = "Ask the person for a consent that names this purpose, this recipient and these parts, and is still good."
    status = 403


class RecipientRefused(CorridorError):
    """A part of a case would be shared with a body that does not protect."""

    code = "casework.E02"
    template = "{recipient} is no protection body, so nothing of a case is shared with it"
    hint = "What goes to an enforcement authority is a disclosure: propose one, and a second officer reviews it."
    status = 403


class EntryRefused(CorridorError):
    """A line of a case file would say something that it cannot."""

    code = "casework.E03"
    template = "this cannot be written into the case: {item} {field}"
    hint = "Choose from the lists, write days as 2026-11-22, and shorten long texts."
    status = 422


class CaseClosed(CorridorError):
    """The case is closed, and nothing is added to it until it is opened again."""

    code = "casework.E04"
    template = "case {ref} is closed"
    hint = "Open it again first; the reason is written into its history."
    status = 409


class KeepingEnded(CorridorError):
    """The person took back the consent on which the case was kept."""

    code = "casework.E05"
    template = "the person no longer agrees that case {ref} is kept"
    hint = "Nothing of it is shown. If the person comes back and agrees, write that consent down first."
    status = 403


class FormUnreadable(CorridorError):
    """A document that another body sent is not in the form that was agreed."""

    code = "casework.E06"
    template = "this is not a readable {what}: {where}"
    hint = "Ask the sender for the file again, whole and unchanged."
    status = 422


class FileBroken(CorridorError):
    """The entries of a case do not lay together: some were taken out, added or exchanged."""

    code = "casework.E07"
    template = "the file of case {ref} is not whole: {where}"
    hint = "Nothing of it is shown. Have the node verified, and restore the case from the backup."
    status = 500
