"""What a person brings to the page of letters."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from corridor.core.exchange.letters import LARGEST_COUNT
from corridor.web.base.exchange.letters import LARGEST_SEALED


def letter_brought(request: HttpRequest) -> bytes:
    """Return the bytes of the letter that was brought, and at most one more than a letter can have."""
    file = request.FILES.get("letter")
    return file.read(LARGEST_SEALED + 1) if isinstance(file, UploadedFile) else b""


def after_asked(request: HttpRequest) -> int:
    """Return after which item a letter shall begin; from where the partner is, where nothing right is said."""
    typed = request.POST.get("after", "")
    return min(int(typed), LARGEST_COUNT) if typed.isascii() and typed.isdigit() and len(typed) < 12 else 0
