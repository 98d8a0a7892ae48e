"""What the catalogue of commitments refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class CatalogueInvalid(CorridorError):
    """A catalogue contradicts itself or does not have the form of one."""

    code = "commitments.E01"
    template = "the catalogue cannot be read: {findings}"
    hint = "Correct each place that is named; nothing of it was taken."
    status = 422
