"""Puts what came of reports into words; nothing is counted and nobody is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.readings import Way
from corridor.core.access.records import Officer
from corridor.core.returned.codes import Agreement, Kind, Sentence
from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination
from corridor.web.design.shown import day
from corridor.web.desk.centre.queries import Warned
from corridor.web.desk.centre.wording import kind_label
from corridor.web.desk.pages.returned import BehindPage, BehindShown, QuestionShown, ReportShown, ReturnedPage
from corridor.web.desk.returned import queries
from corridor.web.desk.returned.models import Question, Thanks
from corridor.web.desk.returned.queries import Behind, CameOf


def _language() -> str:
    return get_language() or "en"


def sentence_label(sentence: str) -> str:
    """Return a sentence of thanks in the page's language."""
    return {
        Sentence.THANKS: gettext("Thank you for this report."),
        Sentence.ROUTE_CLEARER: gettext("It made the route clearer."),
        Sentence.DOUBT_SETTLED: gettext("It settled a doubt."),
        Sentence.IN_TIME: gettext("It came in time."),
        Sentence.WELL_TOLD: gettext("It was told so that it could be used."),
    }[Sentence(sentence)]


def _use_label(month: str, way: str) -> str:
    told = {
        Way.PRINT: gettext("printed by another authority in %(month)s"),
        Way.EXPORT: gettext("taken into an export of another authority in %(month)s"),
        Way.PROGRAM: gettext("asked for by a program of another authority in %(month)s"),
    }.get(Way(way), gettext("read by another authority in %(month)s"))
    return told % {"month": day(month, _language())}


def returned_page(
    officer: Officer,
    found: Sequence[CameOf],
    *,
    whole_authority: bool,
    pagination: Pagination,
    answers: Sequence[Question] = (),
    sent: Mapping[str, str] | None = None,
) -> ReturnedPage:
    """Return the page of what came of reports.

    Args:
        sent: The answer that must be corrected: `question`, `text`, `problem`.
    """
    own = reverse("desk:returned")
    may_review = Permission.READING_REVIEW in officer.permissions
    return ReturnedPage(
        reports=tuple(_report(officer, one, sent or {}) for one in found if not one.is_nothing),
        silent=tuple(_report(officer, one, {}) for one in found if one.is_nothing),
        answers=tuple(_asked(one) for one in answers),
        answer_url=reverse("desk:returned-answer"),
        own_url=own if whole_authority else "",
        authority_url=f"{own}?{urlencode({'of': 'authority'})}" if may_review and not whole_authority else "",
        whole_authority=whole_authority,
        pagination=pagination,
    )


def _report(officer: Officer, found: CameOf, sent: Mapping[str, str]) -> ReportShown:
    language = _language()
    labels = {prop: known.labels[language] for prop, known in shelf.registry().properties.items()}

    def told(verdict: Agreement) -> tuple[str, ...]:
        return tuple(labels[prop] for prop, one in found.agreed.items() if one is verdict)

    return ReportShown(
        title=found.title or gettext("Thing without a name"),
        url=reverse("desk:thing", args=[found.filed.thing]),
        ref=found.filed.ref,
        filed_on=found.filed.filed_on,
        corrected_on=_on(found.filed.corrected_at) if found.filed.corrected_at else "",
        borne_out=told(Agreement.SAME),
        said_otherwise=told(Agreement.OTHER),
        same=tuple(
            Link(title or gettext("Thing without a name"), reverse("desk:thing", args=[uid]))
            for uid, title in found.same
        ),
        uses=tuple(_use_label(month, way) for month, way in found.uses),
        alerts=tuple(Link(_alert_label(one), reverse("desk:centre-alert", args=[one.uid])) for one in found.alerts),
        thanks=_thanks(found.thanks),
        questions=tuple(_question(officer, one, sent) for one in found.questions),
    )


def _alert_label(alert: Warned) -> str:
    told = {"kind": kind_label(alert.kind), "authority": alert.authority}
    return gettext("%(kind)s, by %(authority)s") % told


def _thanks(given: Sequence[Thanks]) -> tuple[str, ...]:
    """Return each sentence once, with the authorities that chose to be named; how many said it is not told."""
    found: dict[str, list[str]] = {}
    for one in given:
        named = found.setdefault(one.sentence, [])
        if one.is_named:
            named.append(one.of_authority)
    return tuple(
        f"{sentence_label(one)} ({', '.join(named)})" if named else sentence_label(one) for one, named in found.items()
    )


def _on(at: object) -> str:
    return localtime(at).date().isoformat()  # type: ignore[arg-type]  # a moment


def _question(officer: Officer, question: Question, sent: Mapping[str, str]) -> QuestionShown:
    waits = question.answered_at is None and question.to_author == officer.handle
    is_sent = sent.get("question") == question.uid
    return QuestionShown(
        text=question.text,
        who=f"{question.asked_by} ({question.of_authority})",
        on=_on(question.asked_at),
        answer=question.answer,
        answered_on=_on(question.answered_at) if question.answered_at else "",
        uid=question.uid if waits else "",
        typed=sent.get("text", "") if is_sent else "",
        problem=sent.get("problem", "") if is_sent else "",
    )


def _asked(question: Question) -> QuestionShown:
    """Return one's own question with its answer."""
    return QuestionShown(
        text=question.text,
        who=question.to_authority,
        on=_on(question.asked_at),
        answer=question.answer,
        answered_on=_on(question.answered_at) if question.answered_at else "",
    )


def behind_page(
    uid: str,
    title: str,
    reports: Sequence[Behind],
    *,
    problem: FormProblem | None = None,
    typed: tuple[str, str] = ("", ""),
) -> BehindPage:
    """Return the page of the reports behind a thing.

    Args:
        typed: The report that was asked about and the question, where it must be corrected.
    """
    shown = tuple(
        BehindShown(
            number=number,
            load=one.load,
            authority=one.authority,
            filed_on=one.filed_on,
            is_own=one.is_own,
            asked=tuple(_asked(question) for question in one.asked),
            may_ask=not one.is_own and all(question.answered_at is not None for question in one.asked),
            thanked=one.thanked,
        )
        for number, one in enumerate(reports, 1)
    )
    return BehindPage(
        title=title or gettext("Thing without a name"),
        back_url=reverse("desk:thing", args=[uid]),
        action=reverse("desk:thing-reports", args=[uid]),
        reports=shown,
        sentences=tuple(Choice(one.value, sentence_label(one)) for one in Sentence),
        typed_load=typed[0],
        typed=typed[1],
        problems=(problem,) if problem is not None else (),
    )


def news_label(kind: Kind) -> str:
    """Return what came back, as a sentence."""
    return {
        Kind.ASKED: gettext("There is a question about your report."),
        Kind.ANSWERED: gettext("Your question was answered."),
        Kind.THANKED: gettext("Your report was thanked for."),
        Kind.BORNE_OUT: gettext("Another source bears your report out."),
        Kind.SAID_OTHERWISE: gettext("Another source says otherwise than your report."),
        Kind.SAME: gettext("What you reported was judged the same as another thing."),
        Kind.CORRECTED: gettext("Your report was corrected."),
        Kind.USED: gettext("Another authority used your report."),
        Kind.ALERTED: gettext("An alert is about what you reported."),
    }[kind]


def digest_of(
    found: Sequence[CameOf], answers: Sequence[Question], *, since: date | None
) -> list[tuple[Kind, str, str, str]]:
    """Return what came back since a day, the latest first: kind, title, address and day."""
    page = reverse("desk:returned")
    news = [
        (on.isoformat(), kind, one.title or gettext("Thing without a name"), page)
        for one in found
        for kind, on in queries.news_of(one)
    ]
    for question in answers:
        label = gettext("Your question to %(authority)s") % {"authority": question.to_authority}
        news.append((_on(question.answered_at), Kind.ANSWERED, label, page))
    fresh = [one for one in news if since is None or one[0] >= since.isoformat()]
    fresh.sort(key=lambda one: one[0], reverse=True)
    return [(kind, title, url, on) for on, kind, title, url in dict.fromkeys(fresh)]
