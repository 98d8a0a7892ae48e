"""What complaints refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ComplaintClosed(CorridorError):
    """An act on a complaint does not fit where it stands."""

    code = "complaints.E01"
    template = "this does not fit where the complaint stands"
    hint = "Open the page again and look where it stands."
    status = 409


class NotAdmitted(CorridorError):
    """Somebody was given the function of a complaints officer and was not admitted by those who had it before."""

    code = "complaints.E02"
    template = "a complaints officer of {body} must admit you before you see complaints"
    hint = "Ask a colleague who handles complaints to admit you; an administrator cannot."
    status = 403


class BodyConcerned(CorridorError):
    """A complaint was to be passed to a body that it concerns, or that does not handle complaints."""

    code = "complaints.E03"
    template = "the complaint cannot go to this body"
    hint = "Choose one of the bodies shown."
    status = 409
