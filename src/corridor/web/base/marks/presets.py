"""Which markings are ready to choose on this node: those that ship, and those that an administrator made.

A ready marking never changes: it is withdrawn, and another is made. What was marked with it stays as it was marked.
"""

from __future__ import annotations

from corridor import shelf
from corridor.core.handling.presets import Preset, presets_from
from corridor.web.base.marks.models import ReadyMarking


def all_presets() -> dict[str, Preset]:
    """Return every ready marking of the node by name, withdrawn ones too: those that ship first."""
    made = ReadyMarking.objects.exclude(document=None).order_by("name").values_list("name", "document")
    return {**shelf.presets(), **presets_from({"presets": dict(made)}, shelf.schemes())}


def withdrawn() -> frozenset[str]:
    """Return the names of the ready markings that are not offered any more."""
    return frozenset(ReadyMarking.objects.filter(is_offered=False).values_list("name", flat=True))


def presets() -> dict[str, Preset]:
    """Return the markings that are ready to choose, by name."""
    kept_back = withdrawn()
    return {name: preset for name, preset in all_presets().items() if name not in kept_back}
