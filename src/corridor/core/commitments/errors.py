"""What the catalogue of commitments refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class CatalogueInvalid(CorridorError):
    """A catalogue contradicts itself or does not have the form of one."""

    code = "commitments.E01"
    template = "the catalogue cannot be read: {findings}"
    hint = "Correct each place that is named; nothing of it was taken."
    status = 422


class InstrumentDoubled(CorridorError):
    """An instrument is brought that says the same as the version that stands."""

    code = "commitments.E02"
    template = "{key} is here already and says the same"
    hint = "Nothing was added. Change what is another, or leave it."
    status = 409


class InstrumentSettled(CorridorError):
    """An instrument is to be withdrawn that has stood for more than a week."""

    code = "commitments.E03"
    template = "{key} cannot be withdrawn: it has stood for more than a week"
    hint = "Add a later version instead; reports on the earlier one stay readable."
    status = 409


class SourceMissing(CorridorError):
    """A confirmation does not say with which text the item was compared."""

    code = "commitments.E04"
    template = "the confirmation of {item} does not say with which text it was compared"
    hint = "Name the text and the place in it, in at most 200 characters."
    status = 422
