"""Reads of interviews: counts in bands, released tables, words whose reading was agreed to; never a whole one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.interviews.codes import ANSWERS, ONE_OF, SLIP_SIGNS, SOME_OF, ConsentFor, ReleaseState, Repeated
from corridor.core.interviews.exchange import interview_from
from corridor.core.interviews.records import Band, Interview
from corridor.core.interviews.rules import month_after, months_open
from corridor.core.interviews.tables import LEAST, band
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.spoken import read_spoken
from corridor.web.base.doors import keyring
from corridor.web.protection.interviews.models import HeldInterview, InterviewRelease
from corridor.web.protection.pages.sealed import keyed, unsealed

OF = "interview"


@dataclass(frozen=True)
class Standing:
    """Where interviews stand: how many wait, the first month that was not released, and which may be the last.

    `repeated` counts those of the last year in which a slip of another body was shown.
    """

    waiting: Band | None
    repeated: Band | None
    since: str
    open_months: tuple[str, ...]
    has_proposal: bool


def public_key() -> bytes:
    """Return the key to which telephones seal interviews; 32 bytes."""
    return keyring.public_key()


def codes() -> Mapping[str, frozenset[str]]:
    """Return the codes in force of every list that an interview takes codes from."""
    names = {*ONE_OF.values(), *SOME_OF.values(), ANSWERS}
    return {name: frozenset(term.code for term in shelf.vocabularies()[name].current()) for name in names}


def countries() -> frozenset[str]:
    """Return the codes of countries that an interview may name."""
    return frozenset(shelf.countries().by_code) | shelf.invented_countries()


def standing_for(reader: Officer, today: date) -> Standing:
    """Return where interviews stand.

    Raises:
        NotPermitted: The function holds no interviews.
    """
    check_permission(reader, Permission.INTERVIEW_RECORD)
    since = first_month()
    standing = HeldInterview.objects.exclude(slip="")
    return Standing(
        waiting=_seen(standing.filter(month__gte=since).count() if since else 0),
        repeated=_seen(standing.filter(repeats=Repeated.OTHER_BODY.value).count()),
        since=since,
        open_months=months_open(since=since, today=today, delay_days=settings.INTERVIEW_DELAY_DAYS) if since else (),
        has_proposal=InterviewRelease.objects.filter(state=ReleaseState.PROPOSED.value).exists(),
    )


def _seen(count: int) -> Band | None:
    return band(count) if count >= LEAST else None


def first_month() -> str:
    """Return the first month that was not released; nothing before the first interview."""
    released = InterviewRelease.objects.filter(state=ReleaseState.APPROVED.value).order_by("-until").first()
    if released is not None:
        return month_after(released.until)
    first = HeldInterview.objects.order_by("month").first()
    return first.month if first is not None else ""


def releases_for(reader: Officer) -> tuple[InterviewRelease, ...]:
    """Return the releases, the newest first.

    Raises:
        NotPermitted: The function holds no interviews.
    """
    check_permission(reader, Permission.INTERVIEW_RECORD)
    return tuple(InterviewRelease.objects.order_by("-until", "-ref"))


def release_for(reader: Officer, ref: str) -> InterviewRelease:
    """Return one release, or behave as if it did not exist.

    Raises:
        NotPermitted: The function holds no interviews.
        NotFound: There is none of this reference.
    """
    check_permission(reader, Permission.INTERVIEW_RECORD)
    row = InterviewRelease.objects.filter(ref=ref).first()
    if row is None:
        raise NotFound(kind="release")
    return row


def held_in(since: str, until: str) -> tuple[HeldInterview, ...]:
    """Return the interviews of some months that were not withdrawn; who asks was permitted before."""
    rows = HeldInterview.objects.filter(month__gte=since, month__lte=until).exclude(slip="")
    return tuple(rows.order_by("uid"))


def opened(rows: Iterable[HeldInterview]) -> tuple[Interview, ...]:
    """Return what interviews say, for counting; it never reaches a page."""
    return tuple(interview_from(json.loads(unsealed(OF, row.uid, row.sealed)["told"])) for row in rows)


def words_for(reader: Officer, release: InterviewRelease) -> tuple[str, ...]:
    """Return the words of a release that may be read, in an order that says nothing, each without anything beside it.

    Raises:
        NotPermitted: The function does not release interviews.
        NotFound: It was not approved.
    """
    check_permission(reader, Permission.INTERVIEW_RELEASE)
    if release.state != ReleaseState.APPROVED.value:
        raise NotFound(kind="release")
    told = opened(held_in(release.since, release.until))
    agreed = [one for one in told if ConsentFor.WORDS in one.consent.to and one.words.strip()]
    return tuple(one.words for one in sorted(agreed, key=lambda one: keyed("interview order", one.uid)))


def held_under(slip: str) -> HeldInterview | None:
    """Return the interview whose slip was shown; nothing where there is none or it was withdrawn."""
    digest = slip_digest(slip)
    return HeldInterview.objects.filter(slip=digest).first() if digest else None


def slip_digest(slip: str) -> str:
    """Return the digest of a slip as somebody typed it; nothing where it has a slip of the pen."""
    signs = read_spoken(slip, SLIP_SIGNS)
    return keyed("interview slip", signs) if signs else ""


def is_released(row: HeldInterview) -> bool:
    """Return whether an interview was counted in a release."""
    return InterviewRelease.objects.filter(
        state=ReleaseState.APPROVED.value, since__lte=row.month, until__gte=row.month
    ).exists()


def known(uids: Collection[str]) -> frozenset[str]:
    """Return which interviews were received already; who asks was permitted before."""
    return frozenset(HeldInterview.objects.filter(uid__in=uids).values_list("uid", flat=True))
