"""Why a row was refused, as a sentence in the page's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from corridor.core.imports.codes import SENTENCES, Reason


def sentence(column: str, code: str, message: str, params: Mapping[str, object]) -> str:
    """Return a reason in words; one whose code is not known any more is told as it was recorded."""
    if code not in list(Reason):
        return message
    return gettext(SENTENCES[Reason(code)]).format(column=column, **params)
