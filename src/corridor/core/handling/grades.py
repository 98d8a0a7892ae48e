"""Evaluations: how reliable the source is and how accurate the information, on the scales of a scheme."""

from __future__ import annotations

from typing import Final

from corridor.core.handling.errors import GradeInvalid
from corridor.core.handling.records import Grade
from corridor.core.handling.scheme import Schemes

NOT_EVALUATED: Final = "-"


def grade_from(text: str, scheme: str, schemes: Schemes) -> Grade:
    """Return the evaluation that a text such as "B2" states; "-" in either place, or no text, is "not evaluated".

    Raises:
        GradeInvalid: The scheme is not known, or the text is not one grade of each of its scales.
    """
    if (known := schemes.evaluation(scheme)) is None:
        raise GradeInvalid(field="scheme", scheme=scheme)
    written = "".join(text.split()).upper() or NOT_EVALUATED * 2
    if written == NOT_EVALUATED:
        written = NOT_EVALUATED * 2
    if len(written) != 2:
        raise GradeInvalid(field="text", scheme=scheme)
    for side, grade in zip(("source", "information"), written, strict=True):
        if grade != NOT_EVALUATED and grade not in known.scales[side].labels:
            raise GradeInvalid(field=side, scheme=scheme)
    source, information = (None if grade == NOT_EVALUATED else grade for grade in written)
    return Grade(scheme, source, information)


def grade_text(grade: Grade) -> str:
    """Return the short form of an evaluation: "B2", "B-" where the information was not evaluated, "-" for neither."""
    if grade.source is None and grade.information is None:
        return NOT_EVALUATED
    return (grade.source or NOT_EVALUATED) + (grade.information or NOT_EVALUATED)


def grade_labels(grade: Grade, language: str, schemes: Schemes) -> tuple[str | None, str | None]:
    """Return what the two grades mean in a language; None stands for "not evaluated".

    Raises:
        GradeInvalid: The scheme or a grade is not known.
    """
    if (known := schemes.evaluation(grade.scheme)) is None:
        raise GradeInvalid(field="scheme", scheme=grade.scheme)
    labels: list[str | None] = []
    for side, value in (("source", grade.source), ("information", grade.information)):
        if value is not None and value not in known.scales[side].labels:
            raise GradeInvalid(field=side, scheme=grade.scheme)
        labels.append(None if value is None else known.scales[side].labels[value][language])
    return labels[0], labels[1]
