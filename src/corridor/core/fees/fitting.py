"""Least squares in plain Python, for a few columns: the same figures whatever the order of the rows.

Sums are exact (`fsum`), so that no rounding depends on the order in which prices came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

TINY = 1e-9
"""What is left of a column when those before it have been taken out, below which it says nothing of its own."""

Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients, the inverse of the normal matrix, the spread of what is left, and the degrees of freedom."""

    coefficients: tuple[float, ...]
    inverse: tuple[tuple[float, ...], ...]
    spread: float
    freedom: int
    explained: float

    def error(self, n: int) -> float:
        """Return the standard error of one coefficient."""
        return self.spread * sqrt(self.inverse[n][n])

    def at(self, row: Sequence[float]) -> tuple[float, float]:
        """Return what is expected of a row, and the standard error of one new value there."""
        value = fsum(one * b for one, b in zip(row, self.coefficients, strict=True))
        width = len(row)
        leverage = fsum(row[i] * self.inverse[i][j] * row[j] for i in range(width) for j in range(width))
        return value, self.spread * sqrt(1 + leverage)


def fit(rows: Sequence[Sequence[float]], values: Sequence[float]) -> Fitted | None:
    """Return the least squares fit of values on rows; None where the columns cannot be told apart, or rows are few."""
    width, count = len(rows[0]) if rows else 0, len(rows)
    if not width or count <= width:
        return None
    normal = [[fsum(row[i] * row[j] for row in rows) for j in range(width)] for i in range(width)]
    inverse = _inverse(normal)
    if inverse is None:
        return None
    sums = [fsum(row[i] * value for row, value in zip(rows, values, strict=True)) for i in range(width)]
    coefficients = tuple(fsum(inverse[i][j] * sums[j] for j in range(width)) for i in range(width))
    left = [
        value - fsum(one * b for one, b in zip(row, coefficients, strict=True))
        for row, value in zip(rows, values, strict=True)
    ]
    squares = fsum(one * one for one in left)
    mean = fsum(values) / count
    total = fsum((value - mean) ** 2 for value in values)
    return Fitted(
        coefficients,
        tuple(tuple(row) for row in inverse),
        sqrt(squares / (count - width)),
        count - width,
        1 - squares / total if total > TINY else 0.0,
    )


def _inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]] | None:
    """Return the inverse of a symmetric matrix by elimination, scaled by its diagonal; None where it has none."""
    size = len(matrix)
    scale = [sqrt(matrix[i][i]) for i in range(size)]
    if min(scale) <= TINY:
        return None
    work = [
        [matrix[i][j] / (scale[i] * scale[j]) for j in range(size)] + [1.0 if j == i else 0.0 for j in range(size)]
        for i in range(size)
    ]
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(work[row][column]))
        if abs(work[pivot][column]) < TINY:
            return None
        work[column], work[pivot] = work[pivot], work[column]
        head = work[column][column]
        work[column] = [value / head for value in work[column]]
        for row in range(size):
            if row != column and (factor := work[row][column]):
                work[row] = [a - factor * b for a, b in zip(work[row], work[column], strict=True)]
    return [[work[i][size + j] / (scale[i] * scale[j]) for j in range(size)] for i in range(size)]


def quantile(freedom: int) -> float:
    """Return the 97.5 per cent point of Student's distribution, by its expansion; right to 0.01 from 5 degrees on."""
    z, v = Z, float(freedom)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / v + second / v**2 + third / v**3 + fourth / v**4
