"""The error every refusal is built from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class CorridorError(Exception):
    """Something was refused or failed, told by code, so that any page can say it in any language.

    Parameters are identifiers and codes only: never a name, a document number or free
    text, because messages reach logs.
    """

    code: ClassVar[str] = "kernel.E00"
    template: ClassVar[str] = "the request was refused"
    hint: ClassVar[str] = ""
    status: ClassVar[int] = 400

    def __init__(self, **params: object) -> None:
        self.params: dict[str, object] = params
        super().__init__(f"{self.code} {self.message}")

    @classmethod
    def sentence(cls, params: Mapping[str, object]) -> str:  # noqa: ARG003  # for those that have several
        """Return the English template that fits these parameters; most refusals have one."""
        return cls.template

    @property
    def message(self) -> str:
        """The English sentence: what, which, why."""
        return self.sentence(self.params).format_map(self.params)


class NotFound(CorridorError):
    """The thing does not exist, or the reader may not know that it does; nobody can tell which."""

    code = "kernel.E01"
    template = "{kind} not found"
    hint = "Check the reference, or sign in for the function and purpose that may see it."
    status = 404


class NotPermitted(CorridorError):
    """The function in which the officer acts does not carry this permission."""

    code = "kernel.E02"
    template = "this needs a permission that your function does not carry: {permission}"
    hint = "Change to a function that carries the permission, or ask the node's administrator."
    status = 403


class MethodRefused(CorridorError):
    """An address was asked in a way that it does not take, such as opening what can only be sent to."""

    code = "kernel.E03"
    template = "this address does not take a request of this kind"
    hint = "Go back to the page before, and use its links and buttons."
    status = 405
