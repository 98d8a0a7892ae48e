"""E-mail says that there is something, and nothing else; a server that fails harms nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from corridor.core.access.errors import MailUnset
from corridor.core.access.records import Officer
from corridor.core.watching.codes import Counted, Mail, Way
from corridor.core.watching.errors import AddressUnusable
from corridor.core.watching.records import Subject
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.watch import actions, mailing, queries, schedule
from corridor.web.desk.watch.models import Alert, Hearing, Watch
from corridor.web.settings import environment
from tests import cast
from tests.web.desk.watch.test_watches import NOW, ROUTE, told, year

pytestmark = pytest.mark.django_db


class Failing(BaseEmailBackend):
    """A server that cannot be reached."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError


@pytest.fixture
def by() -> Officer:
    """Somebody who watches a route and hears of it at once; the next month will stand out."""
    officer = cast.officer(cast.ANALYST_XA)
    year(officer, 47)
    actions.begin_watch(by=officer, subject=Subject(Counted.DETECTIONS, route=ROUTE), way=Way.RISE, now=NOW)
    return officer


def hears(by: Officer, rhythm: Mail = Mail.AT_ONCE, language: str = "en") -> None:
    mailing.choose_hearing(by=by, address="ilsa@xa-pol.example", rhythm=rhythm, language=language, now=NOW)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_what_is_published_is_looked_at_and_told_without_a_word_of_what(
    by: Officer, settings: Any, language: str
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    hears(by, language=language)
    told(by, "2026-02", 300)

    schedule.look_after(now=NOW)
    schedule.look_after(now=NOW + timedelta(minutes=1))

    (letter,) = mail.outbox
    # A letter's own number and moment may hold any three digits.
    headers = [value for name, value in letter.message().items() if name not in ("Message-ID", "Date")]
    whole = " ".join([*map(str, headers), str(letter.subject), str(letter.body)])
    assert letter.to == ["ilsa@xa-pol.example"]
    assert (letter.subject, letter.body) == mailing.letter(language)
    assert not any(word in whole for word in ("Northern", "300", "2026-02", "http", "/watch", "xa.analyst", "Ilsa"))


def test_once_a_day_is_no_more_than_once_a_day(by: Officer, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    hears(by, Mail.DAILY)
    told(by, "2026-02", 300)
    schedule.look_after(now=NOW)
    Alert.objects.update(told_at=None)

    schedule.look_after(now=NOW + timedelta(hours=5))
    soon = len(mail.outbox)
    schedule.look_after(now=NOW + timedelta(hours=25))

    assert (soon, len(mail.outbox)) == (1, 2)


def test_a_server_that_fails_harms_nothing_and_is_tried_a_bounded_number_of_times(by: Officer, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    hears(by)
    told(by, "2026-02", 300)

    tries = []
    for hours in range(0, 24 * 8, 2):
        schedule.look_after(now=NOW + timedelta(hours=hours))
        tries.append(Hearing.objects.get().failures)

    assert max(tries) == mailing.MOST_FAILURES - 1
    assert tries[-1] == 0
    assert Alert.objects.get().told_at is not None
    assert queries.alerts_for(by).get().withdrawn_at is None


def test_what_the_officer_has_seen_is_told_no_more(by: Officer, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    hears(by)
    told(by, "2026-02", 300)
    actions.look(by=by, now=NOW)
    actions.set_aside(by=by, uid=queries.alerts_for(by).get().uid, now=NOW)

    schedule.look_after(now=NOW)

    assert mail.outbox == []


def test_a_node_sends_nothing_unless_it_is_told_how(by: Officer, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    hears(by)
    told(by, "2026-02", 300)

    schedule.look_after(now=NOW)

    assert Alert.objects.get().told_at is None


def test_an_officer_who_left_is_looked_for_no_more(by: Officer) -> None:
    account = cast.account(cast.ANALYST_XA)
    account.is_active = False
    account.save()
    told(cast.officer(cast.ANALYST_XB), "2026-02", 300)

    schedule.look_after(now=NOW)

    assert Alert.objects.count() == 0


def test_what_an_officer_watched_goes_when_the_officer_leaves(by: Officer) -> None:
    hears(by)
    account = cast.account(cast.ANALYST_XA)
    account.left_at = NOW
    account.save()

    schedule.look_after(now=NOW)

    assert (Watch.objects.count(), Alert.objects.count(), Hearing.objects.count()) == (0, 0, 0)


def test_an_address_is_one_within_the_domains_and_never_in_the_ledger(settings: Any) -> None:
    by = cast.officer(cast.ANALYST_XA)
    settings.MAIL_DOMAINS = ("xa-pol.example",)

    for wrong in ("nobody", "a@elsewhere.example", "a@xa-pol.example\nBcc: b@elsewhere.example", ""):
        with pytest.raises(AddressUnusable):
            mailing.choose_hearing(by=by, address=wrong, rhythm=Mail.DAILY, language="en", now=NOW)
    page = cast.client(cast.ANALYST_XA).post("/watch/mail/", {"rhythm": "daily", "address": "ilsa@xa-pol.example"})
    kept = Hearing.objects.get().address
    cast.client(cast.ANALYST_XA).post("/watch/mail/", {"rhythm": "never"})

    assert (page.status_code, kept, Hearing.objects.count()) == (302, "ilsa@xa-pol.example", 0)
    assert not LedgerEntry.objects.filter(detail__contains="ilsa").exists()


def test_the_setting_of_e_mail_is_off_or_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIDOR_MAIL", "smtp://corridor@mail.example")
    by_starttls = environment.post()
    monkeypatch.setenv("CORRIDOR_MAIL", "")

    assert (by_starttls.host, by_starttls.port, by_starttls.user, by_starttls.is_starttls) == (
        "mail.example",
        587,
        "corridor",
        True,
    )
    assert environment.post().backend.endswith("dummy.EmailBackend")
    for wrong in ("http://mail.example", "smtp://", "nonsense", "smtp://mail.example:port"):
        monkeypatch.setenv("CORRIDOR_MAIL", wrong)
        with pytest.raises(MailUnset):
            environment.post()
