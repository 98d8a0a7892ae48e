"""What handling refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class SchemeInvalid(CorridorError):
    """A data file of schemes or vocabularies contradicts itself or another one."""

    code = "handling.E01"
    template = "scheme file {document}: {where}: {why}"
    hint = "Correct the data file; nothing was loaded."
    status = 500


class MarkingInvalid(CorridorError):
    """A marking is incomplete or contradicts the schemes it quotes."""

    code = "handling.E02"
    template = "marking refused: {flaws}"
    hint = "Name originator, purpose and retention, and use codes that the schemes of this node know."
    status = 422


class UseRefused(CorridorError):
    """The marking of an information item forbids this use."""

    code = "handling.E03"
    template = "{use} refused: {refusals}"
    hint = "Act for a function and purpose that the marking admits, or ask the originator for consent."
    status = 403


class PresetUnknown(CorridorError):
    """No marking preset has this name."""

    code = "handling.E04"
    template = "the marking preset is not one of {known}"
    hint = "Choose one of the presets of this node."
    status = 422


class GradeInvalid(CorridorError):
    """The evaluation is not one of the scheme's grades."""

    code = "handling.E05"
    template = "evaluation {field} is not a grade of {scheme}"
    hint = "Use one value of each scale of the scheme, or leave it as not evaluated."
    status = 422


class EquivalenceMissing(CorridorError):
    """A handling code cannot be said in the other scheme without loosening it."""

    code = "handling.E06"
    template = "{scheme} {code_name} has no equal or stricter code in {target}"
    hint = "Keep the original code, or ask the originator which stricter code to use."
    status = 422


class MarkingUnreadable(CorridorError):
    """A written marking from a file or another node does not have the agreed form."""

    code = "handling.E07"
    template = "marking not readable: {where}"
    hint = "Write the marking as docs/reference describes it; unknown fields are refused, not dropped."
    status = 422


class PresetTaken(CorridorError):
    """A ready marking would have the name, or in one language the label, of another one."""

    code = "handling.E08"
    template = "a ready marking of this name or label is there already"
    hint = "Choose another name and label; a ready marking is never changed, and never stands in for another."
    status = 409
