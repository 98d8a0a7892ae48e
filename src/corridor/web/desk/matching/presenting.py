"""Puts sets, questions and hits into the words of their pages."""

from __future__ import annotations

from datetime import datetime
from math import log10
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.core.matching.codes import PURPOSES, Domain, Guess, KeyKind, Result, Telling
from corridor.core.matching.rules import false_hits
from corridor.web.base.refusals import what_of
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day, isolated, number
from corridor.web.desk.matching import queries
from corridor.web.desk.matching.forms import Asked
from corridor.web.desk.matching.models import HeldSet, MatchAsked, MatchQuestion
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.matching import (
    AskableRow,
    AskedRow,
    ChoiceRow,
    HitRow,
    MatchingPage,
    QuestionPage,
    QuestionRow,
    SetRow,
    SetsPage,
)
from corridor.web.desk.statements.presenting import badge_of

CASE_MATTERS = (KeyKind.WALLET, KeyKind.USER_NAME)
"""Keys that are shown as they are; of the others the case says nothing."""


def problem_of(refused: CorridorError, field: str) -> FormProblem:
    """Return a refusal at its field: what, and what to do, its codes in words."""
    words = _codes()
    params = {name: words.get(str(value), value) for name, value in refused.params.items()}
    return FormProblem(field, f"{what_of(type(refused)(**params))} {gettext(refused.hint)}")


def _codes() -> dict[str, str]:
    return {
        Guess.CONSECUTIVE: gettext("it asks for numbers in a row"),
        Guess.REPEATED: gettext("it asks for the same again and again"),
        Guess.TOO_MANY: gettext("it asks for too much at once"),
        Result.TOO_MANY_TODAY: gettext("the keys of today are used up"),
        Result.TOO_MANY_FOR_CASE: gettext("the keys of this case are used up"),
        "purpose": gettext("not for this purpose"),
        "authority": gettext("not with an authority of this kind"),
        "own-nomination": gettext("you nominated it yourself"),
        "decided-already": gettext("it was decided already"),
    }


def matching_page(
    reader: Officer, asked: Asked, language: str, now: datetime, problems: tuple[FormProblem, ...] = ()
) -> MatchingPage:
    """Return whom one can ask, the form as it was sent, and what was asked before."""
    names = {one.code: one.name for one in queries.others(reader.reader.authority)}
    sets = queries.sets_for(reader)
    judged, wrong = queries.judged(reader.reader.authority)
    measured = ngettext(
        "Of %(judged)s hit that was looked into, %(wrong)s was wrong.",
        "Of %(judged)s hits that were looked into, %(wrong)s were wrong.",
        judged,
    ) % {"judged": judged, "wrong": wrong}
    return MatchingPage(
        action=reverse("desk:matching"),
        askable=tuple(_askable(reader, row, names, language, now) for row in sets),
        owners=tuple(Choice(row.owner, f"{names[row.owner]} ({row.owner})", row.owner == asked.owner) for row in sets),
        case=asked.case,
        things=asked.things,
        rows=tuple(_question(row, language) for row in queries.questions_for(reader)),
        measured=measured if judged else gettext("No hit has been looked into yet."),
        sets_url=reverse("desk:match-sets") if Permission.MATCH_KEEP in reader.permissions else "",
        targets_url=reverse("desk:targets") if Permission.TARGET_NOMINATE in reader.permissions else "",
        problems=problems,
    )


def _askable(reader: Officer, row: HeldSet, names: dict[str, str], language: str, now: datetime) -> AskableRow:
    return AskableRow(
        code=row.owner,
        name=names[row.owner],
        made_on=day(row.at.date().isoformat(), language),
        size=row.size,
        false_hits=_rate(1000, row.size, language),
        left=queries.left_today(row.owner, authority=reader.reader.authority, now=now),
    )


def _rate(keys: int, size: int, language: str) -> str:
    """Return in how many such questions one false hit is expected, rounded down to a power of ten."""
    questions = 10 ** int(log10(1 / false_hits(keys=max(keys, 1), size=size)))
    return gettext("1 in %(questions)s questions") % {"questions": isolated(number(questions, language))}


def _state(result: str) -> State:
    if not result:
        return State("waiting", pgettext("matching", "waits for the answer"), "attention")
    words = {
        Result.ANSWERED: (pgettext("matching", "answered"), "good"),
        Result.SET_OUTDATED: (gettext("not answered: the set has been made anew; ask again"), "attention"),
        Result.TOO_MANY_TODAY: (gettext("not answered: too many keys today"), "attention"),
        Result.TOO_MANY_FOR_CASE: (gettext("not answered: too many keys for this case"), "attention"),
    }
    label, tone = words[Result(result)]
    return State(result, label, tone)


def _question(row: MatchQuestion, language: str) -> QuestionRow:
    return QuestionRow(
        url=reverse("desk:match-question", args=[row.uid]),
        case=row.case,
        owner=row.owner,
        at=day(row.asked_at.date().isoformat(), language),
        keys=row.keys,
        hits=str(row.hits) if row.result == Result.ANSWERED.value else "",
        state=_state(row.result),
    )


def question_page(reader: Officer, row: MatchQuestion, language: str) -> QuestionPage:
    """Return one question with the hits whose thing the reader may read."""
    found = queries.hits_of(reader, row)
    kind = "information"
    link = urlencode({"kind": kind, "to": row.owner, "case": row.case})
    return QuestionPage(
        row=_question(row, language),
        explained=gettext(
            "A hit says that both hold the same identifier. It proves nothing about anybody: open a request before "
            "you rely on it."
        ),
        false_hits=_rate(row.keys, row.size, language),
        rows=tuple(_hit(hit) for hit in found),
        hidden=row.hits - len(found),
        judge_url=reverse("desk:match-judge", args=[row.uid]),
        request_url=f"{reverse('desk:thread-new')}?{link}" if row.hits else "",
    )


def _hit(hit: queries.Hit) -> HitRow:
    row, key = hit.row, hit.key
    told = {
        Telling.VISIBLE: gettext("held, and may be asked for by its reference"),
        Telling.HIT_ONLY: gettext("held; nothing else is told"),
    }[Telling(row.telling)]
    judged = {
        "right": State("right", gettext("the same thing"), "good"),
        "wrong": State("wrong", gettext("another thing"), "attention"),
    }.get(row.judged)
    note = gettext("Country not compared: another country may have the same number.")
    return HitRow(
        id=row.pk,
        key=key.text if key.kind in CASE_MATTERS else key.text.upper(),
        kind=kind_label(key.kind),
        note=note if key.is_bare else "",
        thing=hit.title or gettext("Thing"),
        thing_url=reverse("desk:thing", args=[row.thing]),
        told=told,
        contact=row.contact,
        reference=row.reference,
        judged=judged,
    )


def kind_label(kind: KeyKind) -> str:
    """Return what a key is of, in words."""
    return {
        KeyKind.PHONE: gettext("Telephone number"),
        KeyKind.DOCUMENT: gettext("Document number"),
        KeyKind.PLATE: gettext("Number plate"),
        KeyKind.CHASSIS: gettext("Chassis number"),
        KeyKind.ENGINE: gettext("Engine number"),
        KeyKind.HULL: gettext("Hull number"),
        KeyKind.IMO: gettext("IMO number"),
        KeyKind.MMSI: gettext("MMSI"),
        KeyKind.CALL_SIGN: gettext("Call sign"),
        KeyKind.ACCOUNT: gettext("Account number"),
        KeyKind.WALLET: gettext("Wallet address"),
        KeyKind.USER_NAME: gettext("User name"),
    }[kind]


def sets_page(reader: Officer, language: str, problems: tuple[FormProblem, ...] = (), traced: str = "") -> SetsPage:
    """Return the owner's side: sets, who asked, what hits tell."""
    purposes = [Choice(code, shelf.purpose_label(code, language)) for code in PURPOSES]
    return SetsPage(
        make_url=reverse("desk:match-set-make"),
        choose_url=reverse("desk:match-choose"),
        trace_url=reverse("desk:match-trace"),
        others=tuple(Choice(one.code, f"{one.name} ({one.code})") for one in queries.others(reader.reader.authority)),
        purposes=(*purposes, Choice(Domain.TARGETS.value, gettext("Targets only: learn who works on the same"))),
        rows=tuple(
            SetRow(
                authority=row.authority,
                domain=_domain(row.domain),
                purpose=shelf.purpose_label(row.purpose, language),
                size=row.size,
                made_on=day(row.made_at.date().isoformat(), language),
            )
            for row in queries.own_sets(reader)
        ),
        asked=tuple(_asked(row, language) for row in queries.asked_of(reader)),
        choices=tuple(_choice(one, language) for one in queries.choices_for(reader)),
        traced=traced,
        problems=problems,
    )


def _domain(domain: str) -> str:
    return gettext("Targets") if domain == Domain.TARGETS.value else gettext("Holdings")


def _asked(row: MatchAsked, language: str) -> AskedRow:
    return AskedRow(
        authority=row.authority,
        at=day(row.at.date().isoformat(), language),
        purpose=shelf.purpose_label(row.purpose, language),
        domain=_domain(row.domain),
        case=row.case_digest,
        keys=row.keys,
        hits="" if row.hits is None else str(row.hits),
        state=_state(row.result),
    )


def _choice(one: queries.Choosing, language: str) -> ChoiceRow:
    badge = badge_of(one.marking, language)
    labels = {
        Telling.VISIBLE: gettext("as much as the marking lets"),
        Telling.HIT_ONLY: gettext("that it is held, and nothing else"),
        Telling.SILENT: gettext("nothing: in no set"),
    }
    return ChoiceRow(
        digest=one.digest,
        code=badge.code,
        sentence=badge.sentence,
        tellings=tuple(Choice(code.value, label, code is one.telling) for code, label in labels.items()),
    )
