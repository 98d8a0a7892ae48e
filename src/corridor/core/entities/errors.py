"""What the registry and the safeguards refuse."""

from __future__ import annotations

from collections.abc import Sequence

from corridor.core.entities.records import Problem
from corridor.core.kernel.errors import CorridorError


class RegistryInvalid(CorridorError):
    """The schema files contradict each other or are incomplete."""

    code = "entities.E01"
    template = "the schema files hold {count} mistakes: {findings}"
    hint = "Correct the named area, class, property or vocabulary; nothing is loaded until all files agree."
    status = 500

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__(count=len(self.findings), findings="; ".join(self.findings))


class ValueInvalid(CorridorError):
    """A value does not have the form that its property needs."""

    code = "entities.E02"
    template = "{prop} takes a {type}: {reason}"
    hint = "Correct the value, or leave the property out: nothing said is better than something wrong."
    status = 422


class DraftsRefused(CorridorError):
    """A report says something that the schema or a safeguard refuses; nothing of it is stored."""

    code = "entities.E03"
    template = "{count} reasons to refuse: {codes}"
    hint = "Correct what each reason names; the sentences say which property and why."
    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        codes = sorted({problem.code for problem in self.problems})
        super().__init__(count=len(self.problems), codes=", ".join(codes))


class MergeRefused(DraftsRefused):
    """Two things may not be judged the same, because a safeguard would be passed around."""

    code = "entities.E04"
    template = "merge refused for {count} reasons: {codes}"
    hint = "Leave the things apart, or have the coercion reviewed first."
    status = 409


class JudgementTooWide(CorridorError):
    """A judgement would be told to somebody who may read nothing of one of the things, and so learn that it exists."""

    code = "entities.E08"
    template = "the judgement's marking reaches readers who may read nothing of {ref}"
    hint = "Choose a marking that is as narrow as what is readable of both things."
    status = 422
