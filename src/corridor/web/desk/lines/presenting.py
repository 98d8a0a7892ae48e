"""Puts letters that are carried by hand into the words of their page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Outcome, Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.web.design.pieces import FormProblem
from corridor.web.design.shown import moment, number
from corridor.web.desk.lines import by_hand
from corridor.web.desk.lines.by_hand import Brought, Known
from corridor.web.desk.pages.lines import LetterPart, LetterRow, LettersPage

MOST_PARTS = 20
"""So many files are offered at once; the next ones once these were answered."""


def letters_page(
    reader: Officer,
    *,
    language: str,
    brought: Brought | None = None,
    problems: tuple[FormProblem, ...] = (),
) -> LettersPage:
    """Return the page of letters, with what came of one that was just brought."""
    rows = tuple(_row(reader, one, language) for one in by_hand.partners_for(reader))
    return LettersPage(
        rows=rows,
        in_url=reverse("desk:letter-in"),
        brought=_said(brought, language) if brought else (),
        answer=next((row for row in rows if brought and row.code == brought.partner), None),
        problems=problems,
    )


def _row(reader: Officer, known: Known, language: str) -> LetterRow:
    begun = by_hand.letters_for(reader, known.code) if known.is_open else ()
    labels = [_part_label(place, len(begun), language) for place in range(1, len(begun) + 1)]
    return LetterRow(
        code=known.code,
        name=known.name,
        reached=moment(known.reached_at, language) if known.reached_at else "",
        closed="" if known.is_open else gettext("Nothing goes there: the partner is suspended."),
        parts=tuple(map(LetterPart, begun[:MOST_PARTS], labels)),
        out_url=reverse("desk:letter-out", args=[known.code]),
        more=gettext("More files are offered once these were answered.") if len(begun) > MOST_PARTS else "",
    )


def _part_label(place: int, parts: int, language: str) -> str:
    if parts == 1:
        return gettext("Download the letter")
    told = {"place": number(place, language), "parts": number(parts, language)}
    return gettext("Download letter %(place)s of %(parts)s") % told


def _said(brought: Brought, language: str) -> tuple[str, ...]:
    """Return what came of a letter, a sentence each."""

    def counted(count: int) -> dict[str, str]:
        return {"count": number(count, language)}

    applied, known = brought.outcomes[Outcome.APPLIED], brought.outcomes[Outcome.HELD_ALREADY]
    aside = brought.outcomes[Outcome.KEPT_ASIDE]
    left = brought.items - applied - known - aside
    said = [
        (applied, ngettext("%(count)s item was carried out.", "%(count)s items were carried out.", applied)),
        (known, ngettext("%(count)s item was known already.", "%(count)s items were known already.", known)),
        (aside, ngettext("%(count)s item was kept aside.", "%(count)s items were kept aside.", aside)),
        (
            left,
            ngettext(
                "%(count)s item was not taken, because others before it are missing.",
                "%(count)s items were not taken, because others before them are missing.",
                left,
            ),
        ),
        (
            brought.receipts,
            ngettext("%(count)s receipt came.", "%(count)s receipts came.", brought.receipts),
        ),
    ]
    told = tuple(words % counted(count) for count, words in said if count)
    return told or (gettext("The letter held nothing new."),)


def problem_of(refused: LetterRefused) -> FormProblem:
    """Return what a person must know about a letter that was not taken."""
    words = {
        Reason.TOO_LARGE: gettext("This file is larger than any letter."),
        Reason.FORM: gettext("This file is no letter between nodes, or it was damaged on its way."),
        Reason.VERSION: gettext("This letter was written by a newer version. Update this node."),
        Reason.SIGNATURE: gettext("This letter was changed on its way. Ask for it again."),
        Reason.NOT_FOR_US: gettext("This letter is for another node."),
        Reason.SENDER_UNKNOWN: gettext("No partner of this node wrote this letter."),
        Reason.KEY_REVOKED: gettext("This letter is signed by a key that was revoked."),
        Reason.FROM_THE_FUTURE: gettext("This letter was written later than now. Compare the clocks of both nodes."),
        Reason.SUSPENDED: gettext("The partner is suspended; nothing of it is taken."),
        Reason.TOO_MUCH_ASIDE: gettext("Too much of this partner could not be carried out today. Call it first."),
    }
    plain = gettext("This letter cannot be taken.")
    return FormProblem("letter", words.get(Reason(str(refused.params["reason"])), plain))
