"""What can be refused: an attachment that cannot be made safe."""

from __future__ import annotations

from corridor.core.attachments.codes import TELLING, Fault
from corridor.core.kernel.errors import CorridorError


class AttachmentRefused(CorridorError):
    """A file cannot be taken in as an attachment; `fault` is a code of `Fault`."""

    code = "attachments.E01"
    template = "attachment refused: {what}"
    hint = "Save it anew as a picture (JPEG, PNG), as PDF or as plain text, and attach that."
    status = 422

    def __init__(self, *, fault: Fault) -> None:
        self.hint_for_fault = TELLING[fault][1]
        super().__init__(fault=str(fault), what=TELLING[fault][0])


class QuarantineRefused(CorridorError):
    """A held file cannot be asked for, taken out or destroyed as it stands."""

    code = "attachments.E02"
    template = "the held file is left as it is: {reason}"
    hint = "One officer asks for a held file and another takes it out; what is destroyed stays so."
    status = 409
