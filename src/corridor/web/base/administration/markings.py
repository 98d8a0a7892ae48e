"""Writes about ready markings: one is made, withdrawn, offered again. Each is one act in the ledger.

A ready marking never changes, so that nobody widens what colleagues have chosen for years under the same name: it is
withdrawn, and another is made. What was marked with it stays as it was marked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.handling.errors import PresetTaken
from corridor.core.handling.presets import Preset, likened, presets_from
from corridor.core.kernel.errors import NotFound
from corridor.web.base.administration.queries import check_house
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.models import ReadyMarking
from corridor.web.base.marks.presets import all_presets


def make_preset(*, by: Officer, name: str, document: dict[str, Any], now: datetime) -> Preset:
    """Make a marking ready to choose, and return it.

    Args:
        document: The labels, the sentence and the marking, as `presets.yaml` writes them.

    Raises:
        PresetTaken: Another one has the name, or in one language the label.
        SchemeInvalid: It is not a sound marking.
        NotFound: The administrator is not of the authority that made the node.
    """
    check_house(by)
    with act(Event.PRESET_MADE, by=by, now=now, about=name):
        known = all_presets()
        preset = presets_from({"presets": {name: document}}, shelf.schemes())[name]
        if name in known or likened(preset.labels, known):
            raise PresetTaken
        ReadyMarking.objects.create(name=name, document=document, is_offered=True, changed_at=now)
    return preset


def withdraw_preset(*, by: Officer, name: str, now: datetime) -> None:
    """Offer a ready marking to nobody any more."""
    _set(by, name, Event.PRESET_WITHDRAWN, is_offered=False, now=now)


def offer_preset(*, by: Officer, name: str, now: datetime) -> None:
    """Offer a ready marking again that was withdrawn."""
    _set(by, name, Event.PRESET_OFFERED, is_offered=True, now=now)


def _set(by: Officer, name: str, event: Event, *, is_offered: bool, now: datetime) -> None:
    check_house(by)
    if name not in all_presets():
        raise NotFound(kind="marking")
    with act(event, by=by, now=now, about=name):
        ReadyMarking.objects.update_or_create(name=name, defaults={"is_offered": is_offered, "changed_at": now})
