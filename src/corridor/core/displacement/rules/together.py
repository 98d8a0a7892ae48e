"""Takes several answers together: of many that are tried, some stand out by chance."""

from __future__ import annotations

from collections.abc import Sequence

LEVEL = 0.05


def held(chances: Sequence[float], level: float = LEVEL) -> int:
    """Return how many answers stand out still where all that were tried are taken together (Holm).

    Args:
        chances: For each answer how often so much comes about without a cause.
        level: How often one of them all may stand out by chance.
    """
    ordered = sorted(chances)
    fails = (place for place, chance in enumerate(ordered) if chance > level / (len(ordered) - place))
    return next(fails, len(ordered))
