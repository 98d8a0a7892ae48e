"""The written forms of handling: markings as other nodes get them, schemes as lawyers read them."""

from __future__ import annotations

from corridor.core.handling.exchange.markings import canonical, digest, document_of, marking_from
from corridor.core.handling.exchange.schemes import schemes_from

__all__ = ["canonical", "digest", "document_of", "marking_from", "schemes_from"]
