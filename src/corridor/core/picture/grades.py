"""Which grades are at least as good as what is asked, in every scheme of evaluation at once."""

from __future__ import annotations

from itertools import product

from corridor.core.handling.scheme import Schemes

RELIABILITIES = ("A", "B", "C")
ACCURACIES = ("1", "2", "3")
"""What can be asked for: the best grade, the best two, the best three of a scheme."""


def grades_at_least(schemes: Schemes, *, reliability: str, accuracy: str) -> tuple[str, ...]:
    """Return the written grades (`europol-4x4:B2`) that are at least as good; what is not evaluated is not.

    Schemes have scales of different length; compared is the place on the scale, counted from its best grade.

    Args:
        reliability: One of `RELIABILITIES`, or "" for any.
        accuracy: One of `ACCURACIES`, or "" for any.
    """
    worst = {
        "source": RELIABILITIES.index(reliability) if reliability else None,
        "information": ACCURACIES.index(accuracy) if accuracy else None,
    }
    found = []
    for name in sorted({name for (name, _), scheme in schemes.schemes.items() if scheme.scales}):
        scheme, sides = schemes.evaluation(name), []
        if scheme is None:
            continue
        for side, limit in worst.items():
            scale = scheme.scales[side]
            ranked = [(grade, scale.rank(grade)) for grade in scale.labels]
            sides.append(
                [*scale.labels, "-"]
                if limit is None
                else [grade for grade, rank in ranked if rank is not None and rank <= limit]
            )
        found += [f"{name}:{source}{information}" for source, information in product(*sides)]
    return tuple(found)
