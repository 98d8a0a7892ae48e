"""Makes the pages of vocabularies from the lists and from what waits."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound
from corridor.core.vocabularies.codes import PARKED, REFUSED, Relation
from corridor.core.vocabularies.editing import may_word
from corridor.core.vocabularies.records import Term, Vocabulary
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.vocabularies import (
    PairShown,
    ParkedPage,
    ParkedShown,
    PartnerShown,
    TermShown,
    VersionShown,
    VocabulariesPage,
    VocabularyPage,
    VocabularyRow,
)
from corridor.web.desk.statements.presenting import marking_badge, source_label
from corridor.web.desk.vocabularies import drafts
from corridor.web.desk.vocabularies.queries import Parked


def vocabularies_page(officer: Officer, language: str) -> VocabulariesPage:
    """Return the page of all lists, by what they are called in the page's language."""
    rows = [
        VocabularyRow(
            name=one.name,
            label=one.labels[language],
            url=reverse("desk:vocabulary", args=[one.name]),
            version=one.version,
            since=one.versions[-1].since,
            codes=len(one.current()),
        )
        for one in shelf.vocabularies().values()
    ]
    may_edit = Permission.VOCABULARY_EDIT in officer.permissions
    lists = shelf.vocabularies()
    return VocabulariesPage(
        rows=tuple(sorted(rows, key=lambda row: (row.label.casefold(), row.name))),
        parked_url=reverse("desk:parked") if may_edit else "",
        sent=tuple(
            Link(lists[name].labels[language], reverse("desk:vocabulary-edit", args=[name]))
            for name in drafts.sent_for(officer)
        ),
    )


def vocabulary_page(officer: Officer, name: str, language: str) -> VocabularyPage:
    """Return the page of one list.

    Raises:
        NotFound: There is none of this name.
    """
    found = shelf.vocabularies().get(name)
    if found is None:
        raise NotFound(kind="vocabulary")
    terms = [_term(term, found, language) for term in found.terms.values()]
    may_edit = name in shelf.lists_of_things() and drafts.may_edit(officer)
    properties = [prop for prop in shelf.registry().properties.values() if prop.vocabulary == name]
    return VocabularyPage(
        name=name,
        label=found.labels[language],
        version=found.version,
        versions=tuple(VersionShown(one.number, one.since) for one in reversed(found.versions)),
        terms=tuple(term for term in terms if not term.ended_in),
        ended=tuple(term for term in terms if term.ended_in),
        partners=tuple(
            PartnerShown(
                partner.source,
                tuple(
                    PairShown(pair.value, found.terms[pair.code].labels[language], relation_label(pair.relation))
                    for pair in partner.pairs
                ),
            )
            for partner in found.partners.values()
        ),
        properties=tuple(prop.labels[language] for prop in properties),
        back_url=reverse("desk:vocabularies"),
        edit_url=reverse("desk:vocabulary-edit", args=[name]) if may_edit else "",
        is_edited=may_edit and drafts.edited_for(officer, name) is not None,
        versions_url=reverse("desk:vocabulary-versions", args=[name]) if name in shelf.lists_of_things() else "",
    )


def _term(term: Term, vocabulary: Vocabulary, language: str) -> TermShown:
    ended = term.superseded
    return TermShown(
        code=term.code,
        label=term.labels[language],
        definition=term.meaning(language) or term.definition,
        lang=language if term.meaning(language) else "en",
        since=term.since,
        broader=vocabulary.terms[term.broader].labels[language] if term.broader else "",
        ended_in=ended.version if ended else 0,
        followed_by=tuple(vocabulary.terms[code].labels[language] for code in ended.by) if ended else (),
        divided=ended is not None and ended.relation is Relation.NARROWER,
    )


def relation_label(relation: Relation) -> str:
    """Return what a code is to a partner's value, in a word."""
    return {
        Relation.EXACT: pgettext("relation of codes", "the same"),
        Relation.BROADER: pgettext("relation of codes", "wider than theirs"),
        Relation.NARROWER: pgettext("relation of codes", "narrower than theirs"),
    }[relation]


def parked_page(
    officer: Officer,
    found: Sequence[Parked],
    language: str,
    *,
    problem: FormProblem | None = None,
    about: tuple[str, str] = ("", ""),
) -> ParkedPage:
    """Return the page of the texts that wait for a code.

    Args:
        problem: What is wrong with the decision that was sent.
        about: The list and the text which that decision was about.
    """
    may_add = drafts.may_edit(officer)
    shown = [
        _parked(number, one, language, problem.message if problem and (one.list, one.given) == about else "", may_add)
        for number, one in enumerate(found, 1)
    ]
    return ParkedPage(
        waiting=tuple(one for one in shown if one.waits),
        decided=tuple(one for one in shown if not one.waits),
        decide_url=reverse("desk:parked-decide"),
        undo_url=reverse("desk:parked-undo"),
        back_url=reverse("desk:vocabularies"),
    )


def _parked(number: int, one: Parked, language: str, problem: str, may_add: bool) -> ParkedShown:
    vocabulary = shelf.vocabularies()[one.list]
    choices = sorted(vocabulary.current(), key=lambda term: term.labels[language].casefold())
    decision = one.decision
    left = decision is not None and decision.code == PARKED
    chosen = vocabulary.terms.get(decision.code) if decision is not None else None
    return ParkedShown(
        number=number,
        list=one.list,
        list_label=vocabulary.labels[language],
        given=one.given,
        spellings=one.spellings,
        count=one.count,
        markings=tuple(dict.fromkeys(marking_badge(mark, language) for mark in one.marks)),
        sources=tuple(
            dict.fromkeys(
                Link(source_label(dataset), reverse("desk:source", args=[dataset.source.code]))
                for dataset in one.sources
            )
        ),
        first_on=one.first_on,
        choices=(
            *(Choice(term.code, term.labels[language], note=term.meaning(language)) for term in choices),
            Choice(PARKED, gettext("Leave it as it was written")),
            Choice(REFUSED, gettext("Refuse it: it is no value of this list")),
        ),
        decided=chosen.labels[language] if chosen is not None else "",
        left_open=left,
        refused=decision is not None and decision.code == REFUSED,
        add_url=reverse("desk:vocabulary-edit", args=[one.list]) if may_add and may_word(vocabulary) else "",
        decided_by=decision.decided_by if decision is not None else "",
        decided_on=decision.decided_at.date().isoformat() if decision is not None else "",
        waits=bool(one.undecided),
        problem=problem,
    )
