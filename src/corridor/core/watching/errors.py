"""What watching refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class SubjectUnclear(CorridorError):
    """A watch counts nothing that can be counted, or narrows it by what it has no figures for."""

    code = "watching.E01"
    template = "a watch of {counted} cannot be narrowed by {by}"
    hint = "Choose what is counted, and narrow it only by what such figures are told for."
    status = 422


class WatchesFull(CorridorError):
    """An officer watches as much as one can look after."""

    code = "watching.E02"
    template = "an officer has {most} watches at most"
    hint = "End one that you no longer need."
    status = 409


class WatchKnown(CorridorError):
    """The officer watches this already."""

    code = "watching.E03"
    template = "this is watched already, as {watch}"
    hint = "Open the watch that is there."
    status = 409


class AddressUnusable(CorridorError):
    """An e-mail address is none, or does not lie where this node may write to."""

    code = "watching.E04"
    template = "this node does not write to such an e-mail address"
    hint = "Give the address of your service; the administrator names the domains that this node writes to."
    status = 422
