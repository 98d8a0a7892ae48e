"""What an overseer may ask and bring."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from corridor.core.access.errors import HeadUnreadable, LogMalformed
from corridor.core.access.ledger import LONGEST_DOCUMENT, SignedHead, Tail, signed_head_from
from corridor.core.access.staff import LONGEST_FILE
from corridor.web.base.oversight.codes import Period

_SALT = "corridor.ledger.verifying"
_LONGEST_WAIT = 3600
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_WEEK = re.compile(r"[0-9]{4}-W(?:0[1-9]|[1-4][0-9]|5[0-3])")
_DIGITS = 18


def number_asked(query: Mapping[str, str], name: str) -> int:
    """Return a number of an address; -1, which nothing has, where it is none."""
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else -1


def period_asked(query: Mapping[str, str]) -> tuple[Period, str]:
    """Return by what acts are to be counted, and the month or week that is asked for; empty for the latest."""
    period = Period.WEEK if query.get("by") == Period.WEEK else Period.MONTH
    code = query.get("in", "")
    return period, code if _is_period(period, code) else ""


def _is_period(period: Period, code: str) -> bool:
    form = _MONTH if period is Period.MONTH else _WEEK
    if not form.fullmatch(code):
        return False
    try:
        date.fromisocalendar(int(code[:4]), int(code[6:]) if period is Period.WEEK else 1, 1)
    except ValueError:
        return False
    return True


def head_brought(request: HttpRequest) -> SignedHead:
    """Return the head that was typed or brought as a file.

    Raises:
        HeadUnreadable: It is none.
    """
    text = request.POST.get("head", "").strip() or _file(request, LONGEST_DOCUMENT)
    if not text:
        raise HeadUnreadable
    return signed_head_from(text)


def staff_brought(request: HttpRequest) -> str:
    """Return the text of the other overseer's file; empty when none was brought."""
    return _file(request, LONGEST_FILE)


def _file(request: HttpRequest, longest: int) -> str:
    brought = request.FILES.get("file")
    if not isinstance(brought, UploadedFile):
        return ""
    content: bytes = brought.read(longest + 1)
    return content.decode("utf-8", "replace")


def token_of(tail: Tail) -> str:
    """Return how far a verification is, for the page that lets it go on; only this node can have written it."""
    size, last, frontier = tail.columns()
    return signing.dumps([size, last.hex(), frontier.hex()], salt=_SALT)


def tail_from(token: str) -> Tail:
    """Return how far a verification was; from the beginning where the token is not this node's, or is old."""
    try:
        size, last, frontier = signing.loads(token, salt=_SALT, max_age=_LONGEST_WAIT)
        return Tail.stored(size, bytes.fromhex(last), bytes.fromhex(frontier))
    except (signing.BadSignature, LogMalformed, ValueError, TypeError):
        return Tail.empty()
