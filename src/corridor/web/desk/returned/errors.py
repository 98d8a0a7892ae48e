"""What is refused about questions and thanks."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class WordsRefused(CorridorError):
    """A question or an answer is empty, too long, or holds what names or reaches a person."""

    code = "returned.E20"
    template = "the words are refused: {reason}"
    hint = "Ask about the facts in up to 500 characters, without a name, number or address of anybody."
    status = 422


class AskedAlready(CorridorError):
    """The officer has an open question about this report."""

    code = "returned.E21"
    template = "a question of yours about this report waits for its answer"
    hint = "Wait for the answer; then you can ask again."
    status = 409


class AnsweredAlready(CorridorError):
    """The question was answered meanwhile."""

    code = "returned.E22"
    template = "the question has been answered already"
    hint = "Open the page again to read the answer."
    status = 409


class OwnReport(CorridorError):
    """Who filed a report neither asks about it nor thanks for it."""

    code = "returned.E23"
    template = "your own report is neither asked about nor thanked for"
    hint = "Correct the report if something in it is wrong."
    status = 422


class ThankedAlready(CorridorError):
    """The authority has said its thanks for this report: thanks are not collected."""

    code = "returned.E24"
    template = "somebody of your authority has thanked for this report already"
    hint = "One word of thanks from each authority is enough."
    status = 409
