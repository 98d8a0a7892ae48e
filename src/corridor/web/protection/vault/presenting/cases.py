"""The list of cases, the questions to a person, and a case as its team sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.casework.codes import (
    KEEPING,
    PARTICULARS,
    Age,
    Asked,
    Basis,
    CaseState,
    Item,
    NeedState,
    ServiceState,
    StepState,
)
from corridor.core.casework.records import Answer, CaseFile, Need, Service, Step
from corridor.core.casework.rules import is_overdue, next_step
from corridor.core.kernel.countries import STATELESS, UNKNOWN
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day, moment, number, short_day
from corridor.web.protection.pages.cases import (
    Badge,
    CasePage,
    CaseRow,
    CasesPage,
    DocumentRow,
    EmergencyPage,
    Fact,
    ItemRow,
    ItemsPart,
    NoteRow,
    NoticeRow,
    Question,
    QuestionsPage,
    ReadingRow,
    TeamRow,
)
from corridor.web.protection.vault import queries, wording
from corridor.web.protection.vault.actions import INVENTED_COUNTRIES, Opening, colleagues_of
from corridor.web.protection.vault.models import CaseNotice
from corridor.web.protection.vault.presenting.consents import consent_rows, share_rows
from corridor.web.protection.vault.queries import Kept, Listed

CHANGES: dict[Item, tuple[str, ...]] = {
    Item.NEED: tuple(NeedState),
    Item.SERVICE: tuple(ServiceState),
    Item.STEP: tuple(StepState),
}


def badge(state: str) -> Badge:
    """Return a state in words."""
    words, tone = wording.STATES[state]
    return Badge(gettext(words), tone)


def cases_page(reader: Officer, now: datetime, words: str = "") -> CasesPage:
    """Return the list of an officer's cases."""
    return CasesPage(
        rows=tuple(_case_row(one, now) for one in queries.cases_for(reader, now=now, words=words)),
        notices=tuple(_notice_row(one) for one in queries.notices_for(reader, now=now)),
        action=reverse("protection:cases"),
        new_url=reverse("protection:case-new"),
        emergency_url=reverse("protection:case-emergency"),
        words=words,
        was_searched=bool(words),
    )


def _case_row(one: Listed, now: datetime) -> CaseRow:
    url = reverse("protection:case", args=[one.ref])
    emergency = (Badge(gettext("opened in an emergency"), "attention"),) if one.is_emergency else ()
    if one.file is None:
        state = Badge(gettext("no longer kept") if one.is_whole else gettext("not whole"), "stopped")
        return CaseRow(url, one.ref, "", state, emergency)
    step = next_step(one.file)
    due = step.due_on if step is not None else ""
    return CaseRow(
        url=url,
        ref=one.ref,
        called=one.file.called,
        state=badge("open" if one.is_open else "closed"),
        marks=(*marks_of(one.file), *emergency),
        next_step=wording.label("case-steps", step.kind) if step is not None else "",
        due=short_day(due, get_language() or "en") if due else "",
        is_overdue=step is not None and is_overdue(step, now.date()),
    )


def _notice_row(notice: CaseNotice) -> NoticeRow:
    reason = wording.label("emergency-reasons", notice.reason)
    told = {
        "emergency": gettext("%(by)s opened the case in an emergency: %(reason)s"),
        "reassigned": gettext("%(by)s let a colleague take over from somebody who left"),
    }
    return NoticeRow(
        words=told[notice.what] % {"by": notice.by, "reason": reason},
        case=Link(notice.case.ref, reverse("protection:case", args=[notice.case.ref])),
        on=moment(notice.at, get_language() or "en"),
        seen_url=reverse("protection:notice-seen", args=[notice.uid]),
    )


def marks_of(file: CaseFile) -> tuple[Badge, ...]:
    """Return what everybody who opens a case must see first."""
    found = []
    age = file.person["age"].said
    if file.is_child:
        found.append(Badge(gettext(wording.AGES[Age(age)]), "attention"))
    if file.person["nationality"].said == STATELESS:
        found.append(Badge(gettext("stateless"), "neutral"))
    if any(need.is_urgent and need.state is NeedState.OPEN for need in file.needs):
        found.append(Badge(gettext("urgent need"), "stopped"))
    return tuple(found)


def new_page(problems: tuple[FormProblem, ...] = (), opening: Opening | None = None) -> QuestionsPage:
    """Return the form in which a case is opened."""
    person = opening.person if opening is not None else {}
    answers = {name: _as_answer(person.get(name)) for name in PARTICULARS}
    ticked = {str(need["kind"]) for need in opening.needs} if opening is not None else set()
    return QuestionsPage(
        action=reverse("protection:case-new"),
        back_url=reverse("protection:cases"),
        ref="",
        questions=_questions(answers),
        bases=tuple(
            Choice(basis.value, gettext(words), opening is not None and basis is opening.basis, gettext(note))
            for basis, (words, note) in wording.BASES.items()
        ),
        needs=wording.choices("needs", ticked),
        problems=problems,
    )


def person_page(kept: Kept, problems: tuple[FormProblem, ...] = ()) -> QuestionsPage:
    """Return the form in which it is corrected what is known of the person."""
    return QuestionsPage(
        action=reverse("protection:case-person", args=[kept.ref]),
        back_url=reverse("protection:case", args=[kept.ref]),
        ref=kept.ref,
        questions=_questions(kept.file.person),
        problems=problems,
    )


def _as_answer(value: object) -> Answer:
    if not isinstance(value, tuple):
        return Answer()
    return Answer(Asked(value[0]), value[1] if len(value) > 1 else "")


def _questions(answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    return tuple(_question(name, answers[name]) for name in PARTICULARS)


def _question(name: str, answer: Answer) -> Question:
    words, hint = wording.QUESTIONS[name]
    states = tuple(
        Choice(asked.value, gettext(told), answer.asked is asked)
        for asked, told in wording.ASKED.items()
        if asked is not Asked.STATED
    )
    return Question(
        name=name,
        label=gettext(words),
        hint=gettext(hint) if hint else "",
        said=answer.said,
        states=states,
        choices=_answers_to(name, answer.said),
        is_long=name in wording.LONG,
    )


def _answers_to(name: str, said: str) -> tuple[Choice, ...]:
    if name == "age":
        return tuple(Choice(age.value, gettext(words), said == age) for age, words in wording.AGES.items())
    if name == "sex":
        return wording.choices("sex", {said})
    if name == "nationality":
        codes = {*shelf.countries().by_code, *INVENTED_COUNTRIES}
        named = sorted((wording.nationality_label(code), code) for code in codes)
        first = [(wording.nationality_label(code), code) for code in (STATELESS, UNKNOWN)]
        return tuple(Choice(code, words, said == code) for words, code in (*first, *named))
    return ()


def facts_of(file: CaseFile) -> tuple[Fact, ...]:
    """Return what is known of the person, with what was declined, not asked and not known kept apart."""
    return tuple(
        Fact(
            label=gettext(wording.QUESTIONS[name][0]),
            said=wording.said_label(name, answer.said),
            unsaid="" if answer.asked is Asked.STATED else gettext(wording.ASKED[answer.asked]),
        )
        for name, answer in file.person.items()
    )


def case_page(reader: Officer, kept: Kept, now: datetime, problems: tuple[FormProblem, ...] = ()) -> CasePage:
    """Return a case as its team sees it."""
    file, ref, language = kept.file, kept.ref, get_language() or "en"
    is_open = file.state is CaseState.OPEN

    def address(name: str, shown: bool = is_open) -> str:
        return reverse(f"protection:{name}", args=[ref]) if shown else ""

    team = queries.team_of(kept.row, now)
    names = {member.handle for member in team}
    own = colleagues_of(reader)
    return CasePage(
        ref=ref,
        called=file.called,
        state=badge("open" if is_open else "closed"),
        marks=marks_of(file),
        opened=moment(file.opened_at, language),
        basis=gettext(wording.BASES[file.basis][0]),
        back_url=reverse("protection:cases"),
        facts=facts_of(file),
        parts=_parts(kept, now.date(), is_open),
        consents=consent_rows(kept, now),
        shares=share_rows(kept.row, kept.file, now),
        documents=_documents(kept, is_open),
        notes=tuple(NoteRow(note.words, f"{note.by} · {moment(note.at, language)}") for note in file.notes[::-1]),
        team=tuple(
            TeamRow(
                member.handle,
                gettext("until %(moment)s") % {"moment": moment(member.until, language)} if member.until else "",
                address("case-team") if len(team) > 1 else "",
            )
            for member in team
        ),
        readings=tuple(
            ReadingRow(
                day(reading.on.isoformat(), language),
                reading.handle,
                gettext(wording.WAYS_OF_READING.get(reading.way, reading.way)),
                reading.times,
            )
            for reading in queries.readings_of(kept.row)
        ),
        history_url=address("case-history", True),
        print_url=address("case-print", True),
        person_url=address("case-person"),
        consent_url=address("consent-new"),
        document_url=address("case-documents"),
        note_url=reverse("protection:case-write", args=[ref, Item.NOTE.value]) if is_open else "",
        team_url=address("case-team"),
        close_url=address("case-close"),
        reopen_url=address("case-reopen", not is_open),
        colleagues=tuple(Choice(handle, f"{name} ({handle})") for handle, name in own if handle not in names),
        closing_reasons=wording.choices("closing-reasons"),
        asks_for_consent=file.basis is Basis.CONSENT and all(one.purpose != KEEPING for one in file.consents),
        problems=problems,
    )


def _parts(kept: Kept, today: date, is_open: bool) -> tuple[ItemsPart, ...]:
    file = kept.file
    return (
        _part(kept, Item.NEED, tuple(_item_row(Item.NEED, need, today) for need in file.needs), is_open),
        _part(kept, Item.SERVICE, tuple(_item_row(Item.SERVICE, one, today) for one in file.services), is_open),
        _part(kept, Item.STEP, tuple(_item_row(Item.STEP, step, today) for step in file.steps), is_open),
    )


def _part(kept: Kept, item: Item, rows: tuple[ItemRow, ...], is_open: bool) -> ItemsPart:
    return ItemsPart(
        item=item.value,
        rows=rows,
        action=reverse("protection:case-write", args=[kept.ref, item.value]) if is_open else "",
        kinds=wording.choices(wording.LISTS_OF_VALUES[item, "kind"]),
    )


def _item_row(item: Item, one: Need | Service | Step, today: date) -> ItemRow:
    language = get_language() or "en"
    notes = [moment(one.at, language)]
    if isinstance(one, Service) and one.provider:
        notes.insert(0, one.provider)
    if isinstance(one, Step) and one.due_on:
        notes.insert(0, gettext("due on %(day)s") % {"day": day(one.due_on, language)})
    return ItemRow(
        uid=one.uid,
        label=wording.label(wording.LISTS_OF_VALUES[item, "kind"], one.kind),
        state=badge(one.state.value),
        words=one.words,
        note=" · ".join(notes),
        changes=tuple(Choice(state, wording.state_label(state)) for state in CHANGES[item] if state != one.state.value),
        is_urgent=isinstance(one, Need) and one.is_urgent,
        is_overdue=isinstance(one, Step) and is_overdue(one, today),
    )


def _documents(kept: Kept, is_open: bool) -> tuple[DocumentRow, ...]:
    language = get_language() or "en"
    return tuple(
        DocumentRow(
            url=reverse("protection:case-document", args=[kept.ref, one.uid]),
            name=one.name,
            words=one.words,
            note=f"{number(-(-one.size // 1024), language)} kB · {one.by} · {moment(one.at, language)}",
            remove_url=reverse("protection:case-document-remove", args=[kept.ref, one.uid]) if is_open else "",
        )
        for one in kept.file.documents
        if not one.is_removed
    )


def emergency_page(ref: str = "", problems: tuple[FormProblem, ...] = ()) -> EmergencyPage:
    """Return the form by which a case is opened in an emergency."""
    return EmergencyPage(
        action=reverse("protection:case-emergency"),
        back_url=reverse("protection:cases"),
        reasons=wording.choices("emergency-reasons"),
        ref=ref,
        problems=problems,
    )
