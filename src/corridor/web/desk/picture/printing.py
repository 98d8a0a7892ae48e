"""What the pages of the picture say of themselves for their prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import get_language, gettext

from corridor.core.kernel.text import fold
from corridor.core.picture.records import Question
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.shown import day
from corridor.web.desk.pages import Edition
from corridor.web.desk.picture import facts, queries
from corridor.web.desk.statements import printing
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.presenting import source_label


def tell_answer(request: OfficerRequest, question: Question, editions: Iterable[Edition]) -> None:
    """Say what the page of an answer shows, where it is printed: nothing of it is asked for the screen."""
    if not request.officer.reader.is_printing:
        return
    question = replace(question, place=fold(question.place))
    scene = queries.scene_for(request.officer, question)
    printing.tell(
        request,
        facts.marks(request.officer.reader_class, question, scene.within),
        sources=tuple(_sources(editions)),
        count=lambda officer: queries.answer_for(officer, question).things,
    )


def tell_datasets(request: OfficerRequest, question: Question, datasets: Mapping[str, Dataset]) -> None:
    """Say what a page shows that lays whole data sets beside each other, where it is printed."""
    if not request.officer.reader.is_printing:
        return
    question = replace(question, place=fold(question.place))
    scene = queries.scene_for(request.officer, question)
    marks = {dataset.mark for dataset in datasets.values()}
    printing.tell(
        request,
        marks | facts.marks(request.officer.reader_class, question, scene.within),
        sources=[source_label(datasets[key]) for key in sorted(datasets)],
    )


def _sources(editions: Iterable[Edition]) -> Iterator[str]:
    language = get_language() or "en"
    for edition in editions:
        if edition.drawn:
            name = " ".join(filter(None, (edition.source, edition.edition)))
            as_of = edition.as_of or edition.loaded_on
            yield (
                gettext("%(source)s, as of %(day)s") % {"source": name, "day": day(as_of, language)} if as_of else name
            )
