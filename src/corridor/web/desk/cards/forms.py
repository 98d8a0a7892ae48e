"""What a person brings or types about cards, read field by field."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext

from corridor.core.cards.codes import Step
from corridor.core.cards.errors import CardRevoked, ClaimStays
from corridor.core.doors.errors import CardInvalid, SecondOfficerNeeded
from corridor.core.kernel.errors import CorridorError
from corridor.web.design.pieces import FormProblem

LARGEST_CARD = 64 * 1024
LONGEST_FINGERPRINT = 200
NODE = "node"
"""What is chosen for the node's own keys, in the place of an authority."""


def card_brought(request: HttpRequest) -> bytes:
    """Return the bytes of the card that was brought; nothing where there is none, or it is too large for one."""
    file = request.FILES.get("card")
    if not isinstance(file, UploadedFile) or (file.size or 0) > LARGEST_CARD:
        return b""
    content: bytes = file.read()
    return content


def fingerprint_typed(request: HttpRequest) -> str:
    """Return the fingerprint as it was typed."""
    return request.POST.get("fingerprint", "")[:LONGEST_FINGERPRINT]


def steps_ticked(request: HttpRequest) -> tuple[str, ...]:
    """Return the steps of a drill that could be gone through."""
    return tuple(step.value for step in Step if step.value in request.POST.getlist("steps"))


def problem_of(refused: CorridorError) -> FormProblem:
    """Return what a person must correct about a card that was refused."""
    if isinstance(refused, SecondOfficerNeeded):
        return FormProblem("fingerprint", gettext("You brought this card yourself. Somebody else must compare it."))
    if isinstance(refused, CardRevoked):
        return FormProblem("card", gettext("The key of this card was revoked here. Ask for a card with other keys."))
    if isinstance(refused, CardInvalid) and refused.params.get("where") == "fingerprint":
        words = gettext(
            "These are not the digits of the card. Let them be read out again; do not accept it if they differ."
        )
        return FormProblem("fingerprint", words)
    if isinstance(refused, ClaimStays):
        words = gettext("This claim cannot be settled. The node must renew the key of the authority first.")
        return FormProblem("claims", words)
    if isinstance(refused, CardInvalid) and refused.params.get("where") == "own":
        return FormProblem("card", gettext("This is the card of your own node."))
    if isinstance(refused, CardInvalid) and refused.params.get("where") == "origin":
        return FormProblem("origin", gettext("Write the address as https://node.example, without a path."))
    return FormProblem("card", gettext("This is not the card of another node of the desk, or it was changed."))


def second_needed() -> FormProblem:
    """Return that somebody must propose a claim before another settles it."""
    return FormProblem("claims", gettext("Two people settle this: one proposes it, another settles it."))
