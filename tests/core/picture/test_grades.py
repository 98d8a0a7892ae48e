"""A grade asked for lets through what is at least as good in its own scheme, and nothing that was not evaluated."""

from __future__ import annotations

import pytest

from corridor import shelf
from corridor.core.picture.grades import ACCURACIES, RELIABILITIES, grades_at_least


def found(reliability: str = "", accuracy: str = "") -> set[str]:
    return set(grades_at_least(shelf.schemes(), reliability=reliability, accuracy=accuracy))


def test_a_worse_grade_is_left_out_in_every_scheme() -> None:
    best_two = found(reliability="B")

    assert {"europol-4x4:A1", "europol-4x4:B4", "admiralty-6x6:B2", "europol-4x4:A-"} <= best_two
    assert not {"europol-4x4:C1", "admiralty-6x6:C1", "europol-4x4:-1", "europol-4x4:X1"} & best_two


def test_both_sides_count_together() -> None:
    assert "admiralty-6x6:B2" in found("B", "2")
    assert not {"admiralty-6x6:B3", "admiralty-6x6:C1"} & found("B", "2")


@pytest.mark.parametrize("wider", range(1, 3))
def test_asking_for_less_never_loses_a_grade(wider: int) -> None:
    assert found(reliability=RELIABILITIES[wider - 1]) < found(reliability=RELIABILITIES[wider])
    assert found(accuracy=ACCURACIES[wider - 1]) < found(accuracy=ACCURACIES[wider])
