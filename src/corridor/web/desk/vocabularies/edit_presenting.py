"""Lays out the page on which a list is edited, and the page of its versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.vocabularies import editing as rules
from corridor.core.vocabularies.codes import Relation
from corridor.core.vocabularies.editing import Difference, Fault, Proposal
from corridor.core.vocabularies.records import Vocabulary
from corridor.core.vocabularies.rules import as_released
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.editing import (
    ChangeShown,
    EditPage,
    ProposalShown,
    TextField,
    VersionChanges,
    VersionsPage,
)
from corridor.web.desk.pages.editing import Mapping as MappingShown
from corridor.web.desk.vocabularies import drafts, released
from corridor.web.desk.vocabularies.models import ListDraft

NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}


@dataclass(frozen=True)
class Sent:
    """What was sent to the page and must be corrected: the fields as typed, and what is wrong with them."""

    fields: QueryDict = field(default_factory=QueryDict)
    faults: Mapping[str, Fault] = field(default_factory=dict)
    proposals: Sequence[Proposal] = ()


def edit_page(officer: Officer, edited: drafts.Edited, language: str, sent: Sent | None = None) -> EditPage:
    """Return the page of an edit, with what was sent where it must be corrected."""
    sent = sent or Sent()
    vocabulary, changes, draft = edited.vocabulary, edited.changes, edited.draft
    words = {field: fault_label(fault) for field, fault in sent.faults.items()}
    known = rules.with_added(vocabulary, changes)
    in_force = [term for term in known.values() if term.superseded is None and term.code not in changes.ended]
    choices = sorted(
        (Choice(term.code, term.labels[language]) for term in in_force), key=lambda one: one.label.casefold()
    )
    endable = [choice for choice in choices if choice.value in vocabulary.terms]
    named = {**vocabulary.partners, **changes.partners}
    return EditPage(
        label=vocabulary.labels[language],
        version=vocabulary.version + 1,
        action=reverse("desk:vocabulary-edit", args=[vocabulary.name]),
        back_url=reverse("desk:vocabulary", args=[vocabulary.name]),
        revision=draft.revision,
        is_sent=draft.state == ListDraft.State.SENT,
        may_release=Permission.VOCABULARY_RELEASE in officer.permissions and not edited.is_own(officer),
        is_own=edited.is_own(officer),
        may_word=rules.may_word(vocabulary),
        note=draft.note,
        edited_by=tuple(draft.edited_by),
        changes=tuple(_changes(edited, language)),
        fields=tuple(_fields(sent, words)),
        code=sent.fields.get("code", ""),
        broader=_chosen(choices, sent.fields.getlist("broader")),
        given=sent.fields.get("given", ""),
        in_force=_chosen(endable, sent.fields.getlist("code")),
        successors=_chosen(choices, sent.fields.getlist("by")),
        relations=(
            Choice(Relation.EXACT, pgettext("successor of a code", "the same as before")),
            Choice(Relation.BROADER, pgettext("successor of a code", "wider than before")),
            Choice(Relation.NARROWER, pgettext("successor of a code", "parts of what was one")),
        ),
        partners=tuple(Choice(name, partner.source) for name, partner in named.items()),
        mapping=_mapping(sent, choices, words) if sent.proposals else None,
        problems=tuple(FormProblem(field, f"{_field_label(field)}: {word}") for field, word in words.items()),
    )


def _chosen(choices: Sequence[Choice], values: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, one.label, one.value in values) for one in choices)


def _fields(sent: Sent, words: Mapping[str, str]) -> Iterator[TextField]:
    for language in LANGUAGES:
        label = gettext("Name (%(language)s)") % {"language": NAMES[language]}
        value, problem = sent.fields.get(language, ""), words.get(language, "")
        yield TextField(language, label, language, value, problem, rules.LONGEST_LABEL)
    for language in LANGUAGES:
        name = f"means-{language}"
        label = gettext("Meaning (%(language)s)") % {"language": NAMES[language]}
        yield TextField(name, label, language, sent.fields.get(name, ""), words.get(name, ""), rules.LONGEST_MEANING)


def _field_label(field: str) -> str:
    if field in NAMES:
        return gettext("Name (%(language)s)") % {"language": NAMES[field]}
    if field.startswith("means-"):
        return gettext("Meaning (%(language)s)") % {"language": NAMES[field.removeprefix("means-")]}
    return {
        "code": gettext("Code"),
        "broader": gettext("Part of"),
        "by": gettext("Followed by"),
        "relation": gettext("The new code is"),
        "partner": gettext("Short name of the partner’s list"),
        "source": gettext("What the list is called"),
        "file": gettext("Partner’s list"),
        "send": gettext("The edit"),
    }.get(field, gettext("Partner’s value"))


def fault_label(fault: Fault) -> str:
    """Return what is wrong with a field, in words."""
    return {
        Fault.MISSING: gettext("Write something here."),
        Fault.MALFORMED: gettext("This cannot be read. A code is lower-case words with hyphens."),
        Fault.LONG: gettext("This is too long."),
        Fault.MARKUP: gettext("Leave out < > { } | and signs that cannot be seen."),
        Fault.NOT_ARABIC: gettext("Write this in Arabic letters."),
        Fault.TAKEN: gettext("Another code in force has this name."),
        Fault.UNKNOWN: gettext("The list has no such code."),
        Fault.ENDED: gettext("This code has ended; choose one in force."),
        Fault.CIRCLE: gettext("This leads in a circle."),
        Fault.SEVERAL: gettext("Several codes can only be parts of what was one."),
        Fault.GUARDED: gettext("A safeguard rests on this list: its codes and their names come with Corridor alone."),
        Fault.SAFEGUARD: gettext("A safeguard reads something else in that code."),
        Fault.NOTHING: gettext("There is nothing in it yet."),
    }[fault]


def _changes(edited: drafts.Edited, language: str) -> Iterator[ChangeShown]:
    changes, known = edited.changes, rules.with_added(edited.vocabulary, edited.changes)
    for code, term in changes.added.items():
        yield ChangeShown(what_label("added"), term.labels[language], code, term.meaning(language), "added")
    for code, term in changes.worded.items():
        yield ChangeShown(what_label("worded"), term.labels[language], code, term.meaning(language), "worded")
    for code, ended in changes.ended.items():
        by = " · ".join(known[one].labels[language] for one in ended.by)
        yield ChangeShown(what_label("ended"), known[code].labels[language], code, by, "ended")
    for name, partner in changes.partners.items():
        text = " · ".join(f"{pair.value} = {known[pair.code].labels[language]}" for pair in partner.pairs)
        yield ChangeShown(what_label("mapped"), partner.source, name, text, "partners")


def what_label(kind: str) -> str:
    """Return what is done to a code or to a partner's value."""
    return {
        "added": pgettext("change of a list", "New code"),
        "worded": pgettext("change of a list", "Other words"),
        "ended": pgettext("change of a list", "Superseded"),
        "mapped": pgettext("change of a list", "Partner’s list"),
        "unmapped": pgettext("change of a list", "No longer read"),
    }[kind]


def _mapping(sent: Sent, choices: Sequence[Choice], words: Mapping[str, str]) -> MappingShown:
    shown = []
    for number, one in enumerate(sent.proposals):
        code = sent.fields.get(f"code-{number}", one.code)
        relation = sent.fields.get(f"relation-{number}", "")
        relations = (
            Choice(Relation.EXACT, pgettext("relation of codes", "the same")),
            Choice(Relation.BROADER, pgettext("relation of codes", "wider than theirs")),
            Choice(Relation.NARROWER, pgettext("relation of codes", "narrower than theirs")),
        )
        problem = words.get(f"code-{number}", "")
        shown.append(
            ProposalShown(
                number,
                one.value,
                one.label,
                _chosen(choices, [code]),
                _chosen(relations, [relation]),
                bool(one.code),
                problem,
            )
        )
    return MappingShown(sent.fields.get("partner", ""), sent.fields.get("source", ""), tuple(shown))


def versions_page(name: str, language: str) -> VersionsPage:
    """Return the versions of a list with their differences.

    Raises:
        NotFound: There is none of this name.
    """
    vocabulary = drafts.list_named(name)
    days = released.released_days()
    versions = []
    for one in reversed(vocabulary.versions):
        now = as_released(vocabulary, one.number)
        before = as_released(vocabulary, one.number - 1) if one.number > 1 else None
        found = () if before is None else rules.differences(before, now)
        by, _ = days.get((name, one.number), ("", ""))
        changes = tuple(_difference(difference, vocabulary, language) for difference in found)
        versions.append(VersionChanges(one.number, one.since, changes, by))
    return VersionsPage(
        vocabulary.labels[language], tuple(versions), reverse("desk:vocabulary", args=[vocabulary.name])
    )


def _difference(found: Difference, vocabulary: Vocabulary, language: str) -> ChangeShown:
    label = vocabulary.terms[found.code].labels[language]
    by = " · ".join(vocabulary.terms[code].labels[language] for code in found.by)
    return ChangeShown(what_label(found.kind), label, found.code, found.value or by)
