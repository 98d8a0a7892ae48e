"""Where partners bring their letters, and the page of letters that a person carries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.web.base.accounts.middleware import public
from corridor.web.base.exchange.letters import LARGEST_SEALED
from corridor.web.base.ledger.actions import record
from corridor.web.base.proxies import CLIENT
from corridor.web.base.requests import OfficerRequest
from corridor.web.base.zone import zone
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.lines import actions, by_hand, forms, presenting, strangers
from corridor.web.desk.lines.by_hand import Brought

LETTER = "application/jose"


@csrf_exempt
@public
@require_POST
def letter(request: HttpRequest) -> HttpResponse:
    """Take a letter and answer with the next one to its sender.

    Nobody signs in: the letter's own signature says who sent it. More than the largest letter is not looked at.
    """
    now = timezone.now()
    try:
        brought = _brought(request)
        came = actions.take_letter(brought, taking=zone().taking, now=now)
    except LetterRefused as refused:
        return JsonResponse({"reason": strangers.told(refused).value}, status=refused.status)
    strangers.note_signed(getattr(request, CLIENT, ""))
    return HttpResponse(actions.answer_to(came, now=now), content_type=LETTER)


def _brought(request: HttpRequest) -> bytes:
    told = request.headers.get("Content-Length", "")
    size = int(told) if told.isascii() and told.isdigit() else 0
    strangers.let_in(getattr(request, CLIENT, ""), size, now=timezone.now())
    if size > LARGEST_SEALED:
        raise LetterRefused(reason=Reason.TOO_LARGE.value, where="length")
    return request.read(LARGEST_SEALED + 1)


@require_safe
def letters(request: OfficerRequest) -> HttpResponse:
    """Show the letters that can be carried by hand."""
    return _letters(request)


def _letters(
    request: OfficerRequest, brought: Brought | None = None, problems: tuple[FormProblem, ...] = ()
) -> HttpResponse:
    language = get_language() or "en"
    page = presenting.letters_page(request.officer, language=language, brought=brought, problems=problems)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="letters")
    return render(request, "desk/letters.html", {"page": page}, status=422 if problems else 200)


@require_POST
def letter_in(request: OfficerRequest) -> HttpResponse:
    """Take a letter that somebody carried here, and show what came of it."""
    content = forms.letter_brought(request)
    try:
        brought = by_hand.bring(by=request.officer, content=content, taking=zone().taking, now=timezone.now())
    except LetterRefused as refused:
        return _letters(request, problems=(presenting.problem_of(refused),))
    return _letters(request, brought)


@require_POST
def letter_out(request: OfficerRequest, code: str) -> HttpResponse:
    """Hand out a letter to be carried to a partner."""
    after = forms.after_asked(request)
    written = by_hand.hand_out(by=request.officer, partner=code, after=after, now=timezone.now())
    response = HttpResponse(written, content_type=LETTER)
    response["Content-Disposition"] = f'attachment; filename="{code}-{after + 1}.letter"'
    return response
