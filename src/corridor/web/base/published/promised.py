"""The codes of commitments in words of the page's language, for the pages of officers and those for anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext, gettext_noop, pgettext

from corridor.core.commitments.codes import Pillar
from corridor.core.progress.codes import Proof, Standing, Status
from corridor.core.progress.periods import half_of
from corridor.core.publishing.codes import By
from corridor.core.stocktaking.codes import Lack
from corridor.web.base.published.wording import code_word

GLYPHS: Final = {Standing.EVIDENCED: "●", Standing.CLAIMED: "◐", Standing.SILENT: "○"}
"""Beside the word, never in its place."""

PILLARS: Final = {
    Pillar.PREVENTION: gettext_noop("Prevention"),
    Pillar.RESPONSE: gettext_noop("Response"),
    Pillar.PROTECTION: gettext_noop("Protection"),
    Pillar.ALTERNATIVES: gettext_noop("Alternatives"),
    Pillar.COOPERATION: gettext_noop("Cooperation"),
    Pillar.KNOWLEDGE: gettext_noop("Knowledge"),
}
PROOFS: Final = {
    Proof.LAW: gettext_noop("law"),
    Proof.BUDGET: gettext_noop("budget"),
    Proof.STATISTIC: gettext_noop("statistic"),
    Proof.CASE: gettext_noop("case"),
    Proof.EVALUATION: gettext_noop("evaluation"),
    Proof.AGREEMENT: gettext_noop("agreement"),
    Proof.TRAINING: gettext_noop("training"),
    Proof.OTHER: gettext_noop("other"),
}


def standing_words(standing: Standing) -> str:
    """Return a standing in words."""
    return {
        Standing.EVIDENCED: pgettext("standing", "evidenced"),
        Standing.CLAIMED: pgettext("standing", "claimed"),
        Standing.SILENT: pgettext("standing", "silent"),
    }[standing]


def status_words(status: Status) -> str:
    """Return a status in words."""
    return {
        Status.NONE: pgettext("status of a commitment", "nothing done"),
        Status.PLANNED: pgettext("status of a commitment", "planned"),
        Status.UNDER_WAY: pgettext("status of a commitment", "under way"),
        Status.DONE: pgettext("status of a commitment", "done"),
        Status.ENDED: pgettext("status of a commitment", "ended"),
    }[status]


def pillar_words(pillar: Pillar) -> str:
    """Return the name of a pillar."""
    return gettext(PILLARS[pillar])


def proof_words(proof: Proof) -> str:
    """Return what a piece of evidence is."""
    return gettext(PROOFS[proof])


def half_words(half: int) -> str:
    """Return a half-year as it is cited in reports."""
    return half_of(half)


def subject_words(subject: str, names: Mapping[str, str], language: str) -> str:
    """Return what a State is called in the page's language, or an organisation by its name."""
    if len(subject) == 2:  # an ISO code, or an invented one
        return code_word(By.COUNTRY.value, subject, language)
    return names.get(subject, subject)


def lack_words(lack: Lack) -> str:
    """Return the sentence that says what is lacking in the balance of what was reported."""
    return {
        Lack.ACTIVITY: gettext(
            "Activities are reported, and none of them on protection or on alternatives to being smuggled."
        ),
        Lack.ACTIVITY_PROTECTION: gettext("Activities are reported, and none of them on protection."),
        Lack.ACTIVITY_ALTERNATIVES: gettext(
            "Activities are reported, and none of them on alternatives to being smuggled."
        ),
        Lack.SPENDING: gettext(
            "Money is reported as spent, and none of it for protection or for alternatives to being smuggled."
        ),
        Lack.SPENDING_PROTECTION: gettext("Money is reported as spent, and none of it for protection."),
        Lack.SPENDING_ALTERNATIVES: gettext(
            "Money is reported as spent, and none of it for alternatives to being smuggled."
        ),
    }[lack]
