"""Lays the pages of interviews out in the reader's language."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext, gettext_noop

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.interviews.codes import ALONE_CODES, ANSWERS, ONE_OF, SOME_OF, Offer, ReleaseState, Repeated
from corridor.core.interviews.records import Band
from corridor.core.interviews.rules import month_after
from corridor.core.interviews.tables import SEVERAL
from corridor.core.kernel.text import fold
from corridor.web.design import shown
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.protection.interviews import queries
from corridor.web.protection.interviews.models import InterviewRelease
from corridor.web.protection.pages.claims import State
from corridor.web.protection.pages.interviews import (
    InterviewsPage,
    PhonePage,
    Question,
    ReadOut,
    ReleasePage,
    ReleaseRow,
    ShownTable,
    SlipPage,
    WordsPage,
)
from corridor.web.protection.vault.wording import nationality_label

LANGUAGES = ("en", "fr", "es", "ar")
OFFERS = {
    Offer.SAME_SEX: gettext_noop("An interviewer of the same sex"),
    Offer.ALONE: gettext_noop("To talk alone, where nobody hears"),
    Offer.INTERPRETER: gettext_noop("An interpreter"),
    Offer.BREAK: gettext_noop("A break"),
    Offer.SUPPORT: gettext_noop("Somebody trusted beside them"),
}
STATES = {
    ReleaseState.PROPOSED: (gettext_noop("waits for a second officer"), "attention"),
    ReleaseState.APPROVED: (gettext_noop("released"), "good"),
    ReleaseState.DENIED: (gettext_noop("denied"), "neutral"),
}
REPEATED = {
    Repeated.NO: gettext_noop("No interview is known under this slip."),
    Repeated.SAME_BODY: gettext_noop("Your own body has asked these questions before. Ask only what is new."),
    Repeated.OTHER_BODY: gettext_noop("Another body has asked these questions before. Ask only what is new."),
}
TITLES = {"route": gettext_noop("Route")}


def _language() -> str:
    return get_language() or "en"


def phone_page(*, slip: str = "", problem: str = "") -> PhonePage:
    """Return the page for telephones, in the language of the request."""
    url = reverse("protection:interview-phone")
    wording = shelf.consent_wordings()[-1]
    answers = _choices(ANSWERS)
    return PhonePage(
        url=url,
        languages=tuple(Link(get_language_info(code)["name_local"], code) for code in LANGUAGES),
        version=wording.version,
        read_out=tuple(_read_out(code, wording.paragraphs[code]) for code in LANGUAGES),
        offers=tuple(Question(offer.value, gettext(label), answers) for offer, label in OFFERS.items()),
        before=_question("told_before", ONE_OF["told_before"]),
        questions=(
            _question("sex", ONE_OF["sex"]),
            _question("age", ONE_OF["age"]),
            Question("origin", gettext("From which country was the leg?"), _countries(), is_list=True),
            Question("destination", gettext("To which country?"), _countries(), is_list=True),
            *(_question(name, ONE_OF[name]) for name in ("way", "price")),
            *(_question(name, listed, several=True) for name, listed in SOME_OF.items()),
        ),
        key=base64.b64encode(queries.public_key()).decode(),
        rules=screening_rules(),
        ready_url=reverse("protection:interview-ready"),
        send_url=reverse("protection:interview-send"),
        worker_url=reverse("protection:interview-worker"),
        manifest_url=reverse("protection:interview-manifest"),
        sign_in_url=f"{reverse('account_login')}?next={url}",
        slip=slip,
        problem=problem,
    )


def screening_rules() -> dict[str, Any]:
    """Return the words by which a telephone looks through what was typed: the same file as the node's own, in part."""
    rules = shelf.document("corridor.core.screening", "rules.yaml")
    ambiguous = set(fold(rules["ambiguous"]).split())
    return {
        "patterns": {name: rules["patterns"][name] for name in ("phone", "document", "birth")},
        "cues": sorted({fold(cue.replace("-", " ")) for cue in rules["cues"].split()}),
        "titles": sorted({fold(title) for title in rules["titles"].split()}),
        "given": sorted({fold(name) for name in rules["given"].split()} - ambiguous),
    }


def _read_out(code: str, paragraphs: tuple[str, ...]) -> ReadOut:
    known = get_language_info(code)
    return ReadOut(code, known["name_local"], "rtl" if known["bidi"] else "ltr", paragraphs)


def _question(name: str, listed: str, *, several: bool = False) -> Question:
    return Question(name, shelf.vocabularies()[listed].labels[_language()], _choices(listed), several)


def _choices(listed: str) -> tuple[Choice, ...]:
    terms = shelf.vocabularies()[listed].current()
    return tuple(
        Choice(term.code, term.labels[_language()], note="alone" if term.code in ALONE_CODES else "") for term in terms
    )


def _countries() -> tuple[Choice, ...]:
    named = sorted((nationality_label(code), code) for code in queries.countries())
    return tuple(Choice(code, label) for label, code in named)


# --- for who releases --------------------------------------------------------------------------------------------


def interviews_page(reader: Officer, today: date, problems: tuple[FormProblem, ...] = ()) -> InterviewsPage:
    """Return where interviews stand, and what may be proposed."""
    standing = queries.standing_for(reader, today)
    may_release = Permission.INTERVIEW_RELEASE in reader.permissions
    next_month = month_after(standing.since) if standing.since and not standing.open_months else ""
    return InterviewsPage(
        phone_url=reverse("protection:interview-phone"),
        slip_url=reverse("protection:interview-slip"),
        waiting=_seen(standing.waiting),
        repeated=_seen(standing.repeated),
        rows=tuple(_row(row) for row in queries.releases_for(reader)),
        propose_url=reverse("protection:interviews-propose") if may_release and not standing.has_proposal else "",
        months=tuple(Choice(month, _month(month), chosen=True) for month in standing.open_months),
        opens=_month(month_after(next_month)) if next_month else "",
        problems=problems,
    )


def _row(row: InterviewRelease) -> ReleaseRow:
    return ReleaseRow(_months(row), reverse("protection:interview-release", args=(row.ref,)), _state(row))


def _state(row: InterviewRelease) -> State:
    label, tone = STATES[ReleaseState(row.state)]
    return State(gettext(label), tone)


def _months(row: InterviewRelease) -> str:
    return _month(row.since) if row.since == row.until else f"{_month(row.since)} – {_month(row.until)}"


def _month(month: str) -> str:
    return shown.day(month, _language())


def _seen(found: Band | None) -> str:
    return _band(found.low, found.high) if found is not None else gettext("fewer than ten")


def _band(low: int, high: int) -> str:
    return shown.isolated(shown.span(low, high, _language()))


def release_page(row: InterviewRelease, reader: Officer) -> ReleasePage:
    """Return one release; a cell of its fixed tables that is not shown looks the same whatever it holds."""
    may_release = Permission.INTERVIEW_RELEASE in reader.permissions
    waits = row.state == ReleaseState.PROPOSED.value
    told: dict[str, Any] = row.tables or {}
    return ReleasePage(
        ref=row.ref,
        months=_months(row),
        back_url=reverse("protection:interviews"),
        state=_state(row),
        interviews=_band(*told["interviews"]) if told else "",
        tables=tuple(_table(one) for one in told.get("tables", ())),
        decide_url=reverse("protection:interview-release-decide", args=(row.ref,))
        if waits and may_release and row.proposed_by != reader.handle
        else "",
        words_url=reverse("protection:interview-words", args=(row.ref,)) if may_release and told else "",
    )


def _table(told: dict[str, Any]) -> ShownTable:
    cells = {tuple(keys): _band(band["low"], band["high"]) for keys, band in told["rows"]}
    first = _labels(told["axes"][0], {keys[0] for keys in cells})
    titles = [_title(axis) for axis in told["axes"]]
    if len(titles) == 1:
        rows = tuple((label, (cells.get((code,), ""),)) for code, label in first)
        return ShownTable(titles[0], (gettext("Interviews"),), rows)
    columns = _labels(told["axes"][1], {keys[1] for keys in cells})
    return ShownTable(
        " · ".join(titles),
        tuple(label for _, label in columns),
        tuple((label, tuple(cells.get((code, other), "") for other, _ in columns)) for code, label in first),
    )


def _title(axis: str) -> str:
    if axis in TITLES:
        return gettext(TITLES[axis])
    label = shelf.vocabularies()[{**ONE_OF, **SOME_OF}[axis]].labels[_language()]
    return f"{label} ({gettext('several answers possible')})" if axis in SEVERAL else label


def _labels(axis: str, found: set[str]) -> tuple[tuple[str, str], ...]:
    """Return code and label of every row there can be; of routes, those that are shown."""
    if axis == "route":
        return tuple((code, _route(code)) for code in sorted(found))
    listed = shelf.vocabularies()[{**ONE_OF, **SOME_OF}[axis]]
    return tuple((code, term.labels[_language()]) for code, term in listed.terms.items())


def _route(code: str) -> str:
    ends = (gettext("not stated") if end == "?" else nationality_label(end) for end in code.split(">"))
    return " → ".join(ends)


def words_page(row: InterviewRelease, words: tuple[str, ...]) -> WordsPage:
    """Return the words of a release."""
    return WordsPage(_months(row), reverse("protection:interview-release", args=(row.ref,)), words)


def slip_page(told: str = "", tone: str = "info") -> SlipPage:
    """Return the page on which a slip is shown."""
    return SlipPage(reverse("protection:interview-slip"), reverse("protection:interviews"), told, tone)
