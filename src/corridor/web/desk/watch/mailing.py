"""Telling officers by e-mail that there is something for them, without a word of what.

Nothing of a watch is in the letter: no place, figure, name or link. A mail server that fails harms nothing; it is tried
again a few times, later each time.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext, override

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.watching.codes import Mail
from corridor.core.watching.errors import AddressUnusable
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.watch.models import Alert, Hearing

log = logging.getLogger("corridor.worker")

MOST_FAILURES = 5
"""So often a letter is tried; then the next alert begins anew."""

WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8), timedelta(days=1))
"""So long it is waited after each failure."""

DAY = timedelta(days=1)
TIMEOUT_SECONDS = 10


def is_off() -> bool:
    """Return whether this node sends no e-mail."""
    return settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def letter(language: str) -> tuple[str, str]:
    """Return subject and text of the only letter there is, in the language of an officer."""
    with override(language):
        text = gettext("There is something for you in Corridor.")
        after = gettext("Sign in as you always do. This message says nothing more on purpose, and has no link.")
        return "Corridor", f"{text}\n\n{after}\n"


def choose_hearing(*, by: Officer, address: str, rhythm: Mail, language: str, now: datetime) -> None:
    """Let an officer choose whether and how often to hear by e-mail; "never" forgets the address.

    Raises:
        AddressUnusable: It is no address, or lies outside the domains that this node writes to.
    """
    address = address.strip()
    if rhythm is not Mail.NEVER:
        _check_address(address)
    with act(Event.HEARING_CHOSEN, by=by, now=now, about=by.handle, rhythm=rhythm.value):
        if rhythm is Mail.NEVER:
            Hearing.objects.filter(officer=by.id).delete()
            return
        chosen = {"address": address, "rhythm": rhythm.value, "language": language, "failures": 0, "try_at": None}
        Hearing.objects.update_or_create(officer=by.id, defaults=chosen)


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise AddressUnusable from None
    domain = address.rpartition("@")[2].lower()
    if settings.MAIL_DOMAINS and domain not in settings.MAIL_DOMAINS:
        raise AddressUnusable


def deliver(*, now: datetime) -> int:
    """Send the letters that are due; return how many went. Whatever fails is tried again later, a few times."""
    if is_off():
        return 0
    return sum(_deliver(hearing, now) for hearing in Hearing.objects.order_by("pk"))


def _deliver(hearing: Hearing, now: datetime) -> bool:
    waiting = Alert.objects.filter(
        watch__officer=hearing.officer, told_at=None, seen_at=None, withdrawn_at=None, is_past=False
    )
    numbers = list(waiting.values_list("pk", flat=True))
    if not numbers or not _is_due(hearing, now):
        return False
    sent = _sent(hearing)
    with turn.write():
        if sent:
            _note_told(numbers, now)
            Hearing.objects.filter(pk=hearing.pk).update(told_at=now, failures=0, try_at=None)
        elif hearing.failures + 1 >= MOST_FAILURES:
            _note_told(numbers, now)
            Hearing.objects.filter(pk=hearing.pk).update(failures=0, try_at=None)
        else:
            wait = WAITS[hearing.failures]
            Hearing.objects.filter(pk=hearing.pk).update(failures=hearing.failures + 1, try_at=now + wait)
    return sent


def _is_due(hearing: Hearing, now: datetime) -> bool:
    if hearing.try_at is not None:
        return hearing.try_at <= now
    return hearing.rhythm == Mail.AT_ONCE or hearing.told_at is None or hearing.told_at + DAY <= now


def _note_told(alerts: Iterable[int], now: datetime) -> None:
    Alert.objects.filter(pk__in=list(alerts)).update(told_at=now)


def _sent(hearing: Hearing) -> bool:
    subject, text = letter(hearing.language)
    try:
        connection = get_connection(timeout=TIMEOUT_SECONDS) if _is_smtp() else get_connection()
        message = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [hearing.address], connection=connection)
        return message.send() == 1
    except (smtplib.SMTPException, OSError) as fault:
        log.warning("an e-mail was not sent", extra={"facts": {"fault": type(fault).__name__}})
        return False


def _is_smtp() -> bool:
    return settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend")
