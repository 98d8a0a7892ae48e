"""What the command `partner` does with letters that are carried by hand: write them to files, take them from files."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Outcome, Reason
from corridor.core.exchange.errors import LetterRefused
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.exchange import wire
from corridor.web.base.exchange.letters import LARGEST_SEALED
from corridor.web.base.zone import zone
from corridor.web.commands.acting import Answer, officer_acting
from corridor.web.desk.lines import by_hand


class LetterFileMissing(CorridorError):
    """A letter was to be written or read, and no usable file is named."""

    code = "exchange.E07"
    template = "no file is named for the letter, or there is none"
    hint = "Write corridor partner letter-out CODE FILE, or corridor partner letter-in FILE."
    status = 422


def letter_out(chosen: argparse.Namespace) -> Answer:
    """Write everything that waits for a partner to files: as many as it takes, the first one as it is named."""
    by = officer_acting(chosen, timezone.now(), function="administrator")
    if not chosen.file:
        raise LetterFileMissing
    files = _letters_written(by, chosen.name, Path(chosen.file))
    return {"ok": True, "partner": chosen.name, "files": files, "text": "\n".join(files)}


def letter_in(chosen: argparse.Namespace) -> Answer:
    """Take a letter from a file; with `--answer`, write what goes back to files."""
    now = timezone.now()
    by = officer_acting(chosen, now, function="administrator")
    path = Path(chosen.name)
    if not chosen.name or not path.is_file():
        raise LetterFileMissing
    if path.stat().st_size > LARGEST_SEALED:
        raise LetterRefused(reason=Reason.TOO_LARGE.value, where=wire.SEALED)
    brought = by_hand.bring(by=by, content=path.read_bytes(), taking=zone().taking, now=now)
    answer: Answer = {
        "ok": True,
        "partner": brought.partner,
        "items": brought.items,
        **{one.value: brought.outcomes[one] for one in Outcome},
        "receipts": brought.receipts,
        "have": brought.have,
    }
    if chosen.answer:
        answer["files"] = _letters_written(by, brought.partner, Path(chosen.answer))
    return answer


def _letters_written(by: Officer, partner: str, path: Path) -> list[str]:
    """Write the letters for a partner to a file, and further ones beside it, and return their names."""
    names = []
    for number, after in enumerate(by_hand.letters_for(by, partner), 1):
        named = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        named.write_bytes(by_hand.hand_out(by=by, partner=partner, after=after, now=timezone.now()))
        names.append(str(named))
    return names


DOES: dict[str, Callable[[argparse.Namespace], Answer]] = {"letter-out": letter_out, "letter-in": letter_in}
"""What `partner` does with letters, by its first word."""
