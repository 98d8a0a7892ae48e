"""What an export refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class FormatUnknown(CorridorError):
    """Nothing is exported in this form."""

    code = "exports.E01"
    template = "the format is not one of {known}"
    hint = "Choose one of the formats."
    status = 422


class NothingExportable(CorridorError):
    """Everything that was asked for may be read and none of it exported, or a safeguard keeps all of it back."""

    code = "exports.E02"
    template = "nothing of this may be exported: {refusals}"
    hint = "Ask the originators for consent, or change to a purpose that the markings admit."
    status = 403


class ViewEmpty(CorridorError):
    """There is nothing in what was asked for."""

    code = "exports.E03"
    template = "there is nothing to export"
    hint = "Widen the question."
    status = 404


class ManifestInvalid(CorridorError):
    """A manifest does not have the agreed form, or says something about itself that cannot be."""

    code = "exports.E04"
    template = "the manifest cannot be read: {where}"
    hint = "Ask whoever sent the file for its manifest as the node wrote it."
    status = 422
