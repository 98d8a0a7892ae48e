"""What the vocabularies refuse."""

from __future__ import annotations

from collections.abc import Sequence

from corridor.core.kernel.errors import CorridorError


class VocabulariesInvalid(CorridorError):
    """The lists contradict themselves or are incomplete."""

    code = "vocabularies.E01"
    template = "the lists hold {count} mistakes: {findings}"
    hint = "Correct the named list and code; nothing is loaded until every list is whole."
    status = 500

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__(count=len(self.findings), findings="; ".join(self.findings))


class ReleaseRefused(CorridorError):
    """A new version of a list would break what was said in the version before."""

    code = "vocabularies.E02"
    template = "version {version} of the list {name} is not released: {findings}"
    hint = "Keep every code of the version before; supersede a code instead of taking it out."
    status = 422

    def __init__(self, name: str, version: int, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__(name=name, version=version, findings="; ".join(self.findings))


class CodeUnknown(CorridorError):
    """A code is asked for that the list does not have."""

    code = "vocabularies.E03"
    template = "the list {name} has no code {given}"
    hint = "Choose one of the codes of the list."
    status = 422
