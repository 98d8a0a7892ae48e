"""Lays out what a pasted text proposes, with the words it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop

from corridor import shelf
from corridor.core.pasting.codes import Sureness
from corridor.core.pasting.reading import LONGEST_TEXT
from corridor.core.pasting.records import Proposal
from corridor.core.screening.codes import Kind
from corridor.core.screening.records import Finding
from corridor.web.desk.pages.pasting import Excerpt, Offer, OfferGroup, PastePage
from corridor.web.desk.pasting.forms import Pasted, token_of
from corridor.web.desk.reports import wording

SURENESS = {
    Sureness.STATED: gettext_noop("said so"),
    Sureness.READ: gettext_noop("read from the words"),
    Sureness.OPEN: gettext_noop("may mean this"),
}
SECTIONS = {"counts": gettext_noop("How many people"), "fees": gettext_noop("Fee")}
NAMES_FOUND = gettext_noop(
    "The text seems to name people. Names are not taken over; people on the move are only counted."
)
IDENTIFIERS_FOUND = gettext_noop(
    "The text seems to hold telephones, numbers or other identifiers. They are not taken over into the report."
)


def paste_page(pasted: Pasted | None = None) -> PastePage:
    """Return the box for the text, with what was read of it if it was sent."""
    action, back = reverse("desk:report-paste"), reverse("desk:report-new")
    if pasted is None or not pasted.text.strip():
        return PastePage(action, back, LONGEST_TEXT, on=pasted.on if pasted else "", is_read=False)
    language = get_language() or "en"
    read = shelf.pasting().proposals(pasted.text, lang=language, message_on=pasted.day)
    proposals = tuple(one for one in read if _is_in_force(one))
    is_unread = bool(pasted.on) and pasted.day is None
    return PastePage(
        action=action,
        back_url=back,
        longest=LONGEST_TEXT,
        on=pasted.on,
        on_problem=gettext("The day of the message could not be read. Write it as 2026-03-14.") if is_unread else "",
        is_read=True,
        is_cut=pasted.is_cut,
        warnings=_warnings(shelf.screening().screen(pasted.text)),
        excerpts=excerpts(pasted.text, proposals),
        groups=_groups(pasted.text, proposals, language),
    )


def _is_in_force(one: Proposal) -> bool:
    """Tell whether the node's lists still have every code that is proposed; what they superseded is not offered."""
    form, vocabularies = shelf.report_form(), shelf.registry().vocabularies
    for path, value in one.values:
        field = form.field(path)
        term = vocabularies[field.vocabulary].terms.get(value) if field is not None and field.vocabulary else None
        if field is None or (field.vocabulary and (term is None or term.superseded is not None)):
            return False
    return True


def _warnings(findings: Sequence[Finding]) -> tuple[str, ...]:
    kinds = {finding.kind for finding in findings}
    told = [NAMES_FOUND] if Kind.NAME in kinds else []
    if kinds - {Kind.NAME}:
        told.append(IDENTIFIERS_FOUND)
    return tuple(gettext(one) for one in told)


def excerpts(text: str, proposals: Iterable[Proposal]) -> tuple[Excerpt, ...]:
    """Return the text in stretches, each with the first proposal that comes from it; together they are the text."""
    cuts = sorted({0, len(text), *(cut for one in proposals for cut in (one.start, one.end))})
    owner: dict[int, int] = {}
    for number, one in enumerate(proposals, 1):
        for cut in cuts:
            if one.start <= cut < one.end:
                owner.setdefault(cut, number)
    found: list[Excerpt] = []
    for start, end in pairwise(cuts):
        number = owner.get(start, 0)
        if found and found[-1].number == number:
            found[-1] = Excerpt(found[-1].text + text[start:end], number)
        else:
            found.append(Excerpt(text[start:end], number))
    return tuple(found)


def _groups(text: str, proposals: Sequence[Proposal], language: str) -> tuple[OfferGroup, ...]:
    grouped: dict[str, list[Offer]] = {}
    for number, one in enumerate(proposals, 1):
        head = one.path.split(".")[0] if one.path.split(".")[0] in SECTIONS else one.path
        grouped.setdefault(head, []).append(_offer(text, number, one, language))
    return tuple(
        OfferGroup(
            name=head.replace(".", "-"),
            title=_title(head, language),
            offers=tuple(offers),
            alternatives=len(offers) > 1 and _is_single(head),
        )
        for head, offers in grouped.items()
    )


def _offer(text: str, number: int, one: Proposal, language: str) -> Offer:
    return Offer(
        number=number,
        token=token_of(one.values),
        label=" · ".join(_value(path, value, language) for path, value in one.values),
        words=text[one.start : one.end],
        sure=one.sure.value,
        sure_label=gettext(SURENESS[one.sure]),
    )


def _is_single(head: str) -> bool:
    field = shelf.report_form().field(head)
    return field is not None and not field.is_many


def _title(head: str, language: str) -> str:
    if head in SECTIONS:
        return gettext(SECTIONS[head])
    field = shelf.report_form().field(head)
    return head if field is None else str(field.labels[language])


def _value(path: str, value: str, language: str) -> str:
    field = shelf.report_form().field(path)
    return value if field is None else wording.said(field, value, language)
