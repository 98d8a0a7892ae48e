"""Words for workbooks of reports: what to do with one, and why a row is refused, without what stands in it."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from corridor.core.reports.codes import Fault
from corridor.core.reports.records import FieldProblem
from corridor.core.reports.sheets.records import Refusal, Wrong
from corridor.web.desk.reports import wording

TO_DO = (
    gettext_noop("Reports for a post without network"),
    gettext_noop("Fill in one row of the sheet of reports for each report. Its number stands in the first column."),
    gettext_noop(
        "Legs, counts, fees, documents and offers have sheets of their own; choose the number of the report there."
    ),
    gettext_noop("Choose from the lists. Where several are meant, put a semicolon between them."),
    gettext_noop("Name no person on the move, no telephone and no number of a document."),
    gettext_noop("Formulas are refused. Do not rename sheets or headings."),
    gettext_noop(
        "Bring the workbook to the page it came from. Each report becomes a draft of yours to look through and send."
    ),
    gettext_noop("Delete the workbook when it has been brought: it is not sealed."),
)


def what_to_do() -> tuple[str, ...]:
    """Return what is said to whoever fills a workbook in, in English."""
    return TO_DO


def heading(path: str, language: str) -> str:
    """Return what a field is called."""
    return wording.label_of(path, language)


def sentence(refusal: Refusal) -> str:
    """Return what is wrong and what to do, in the page's language."""
    if isinstance(refusal.why, Wrong):
        return gettext(refusal.sentence)
    problem = FieldProblem("", Fault(refusal.why), refusal.sentence, kind=refusal.kind, params=refusal.params)
    return wording.problem_text(problem)
