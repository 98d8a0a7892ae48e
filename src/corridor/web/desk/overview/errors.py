"""What is refused when something is made public of commitments."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class NothingPublic(CorridorError):
    """There is nothing that could be made public, or taken back."""

    code = "overview.E02"
    template = "nothing is public here"
    hint = "Approve an entry at the level of the public first."
    status = 409


class PublicChanged(CorridorError):
    """What stands at the level of the public changed while it was being published."""

    code = "overview.E03"
    template = "what is public changed meanwhile; nothing was published"
    hint = "Look at it again and publish it then."
    status = 409
