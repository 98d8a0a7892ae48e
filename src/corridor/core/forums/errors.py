"""What forums refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ForumIncomplete(CorridorError):
    """Something about a forum does not say what it must; each field is named with its reason."""

    code = "forums.E01"
    template = "this cannot be kept: {fields}"
    hint = "Correct each field that is named; what was typed is still there."
    status = 422


class ForumUnreadable(CorridorError):
    """What came from outside says nothing of a forum."""

    code = "forums.E02"
    template = "this is no word of a forum: {field}"
    hint = "Its sender must write it in the form of the specification."
    status = 422


class NotTheHost(CorridorError):
    """Somebody else than the host would change a forum, or the forum is closed."""

    code = "forums.E03"
    template = "only the host changes a forum, and only while it is open"
    hint = "Ask the authority that hosts it."
    status = 409
