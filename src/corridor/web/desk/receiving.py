"""Who carries out each kind of item that partners send; what is not named here is kept aside."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from corridor.core.exchange.codes import Kind
from corridor.web.desk.lines.records import Take

TAKES: Mapping[Kind, tuple[str, str]] = {
    Kind.RELEASE: ("exchange", "take_release"),
    Kind.CORRECTION: ("exchange", "take_release"),
    Kind.REMARKING: ("exchange", "take_release"),
    Kind.RECALL: ("exchange", "take_ending"),
    Kind.EXPIRY: ("exchange", "take_ending"),
    Kind.ATTESTATION: ("exchange", "take_attestation"),
    Kind.TOLD: ("exchange", "take_told"),
    Kind.MATCH_SET: ("matching", "take"),
    Kind.MATCH_QUESTION: ("matching", "take"),
    Kind.MATCH_ANSWER: ("matching", "take"),
    Kind.MOVING: ("exchange", "take_moving"),
    Kind.QUESTION: ("requests", "take_question"),
    Kind.ANSWER: ("requests", "take_answer"),
    Kind.CARD: ("cards", "take_card"),
    Kind.HEAD: ("cards", "take_head"),
    Kind.ALERT: ("centre", "take_alert"),
    Kind.FIGURES: ("publishing", "take_figures"),
    Kind.FORUM: ("forums", "take_forum"),
    Kind.PROGRESS: ("progress", "take_progress"),
    Kind.REVIEW: ("reviews", "take_review"),
    Kind.RIGHTS_NOTICE: ("rights", "take_notice"),
}
"""The folder whose `taking` carries a kind out, and the function there."""


def taking(kind: Kind) -> Take | None:
    """Return who carries out a kind of item, or nothing; modules are read when the first item of their kind comes."""
    if (found := TAKES.get(kind)) is None:
        return None
    folder, name = found
    take: Take = getattr(import_module(f"corridor.web.desk.{folder}.taking"), name)
    return take
