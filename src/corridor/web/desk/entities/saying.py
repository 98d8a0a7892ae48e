"""Puts values into words, and who says them: the source, its evaluation, its date and its marking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.entities.codes import Type
from corridor.core.entities.laying import Row, Said
from corridor.core.entities.records import Property
from corridor.core.handling.errors import GradeInvalid
from corridor.core.handling.grades import grade_from, grade_labels
from corridor.core.kernel.counts import Count
from corridor.core.kernel.romanising import romanised
from corridor.core.vocabularies.codes import PARKED
from corridor.web.design.shown import day, number, span
from corridor.web.desk.entities.choices import NOTHING_APPLIED, Applied, token_of
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.pages import GradeBadge, MarkingBadge, SayerShown, ValueShown
from corridor.web.desk.statements.presenting import country_label, marking_badge, source_label

NAMED = frozenset({Type.NAME, Type.TEXT})
LONG_TEXT = 60
SHORT_UID = 8
FIGURES = frozenset({Type.COUNT, Type.POINT, Type.NUMBER, Type.MONEY, Type.URL})
ISOLATED = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
"""Keeps a range in its order inside right-to-left text."""


@dataclass(frozen=True)
class Speech:
    """How a thing is spoken of on one page: the language, and the titles of the things that its values refer to.

    `titles` holds only things of which the reader sees something; any other is called by the beginning of its
    identifier, which says no more than the reference itself does.
    """

    thing: Thing
    language: str
    titles: dict[str, str] = field(default_factory=dict)
    applied: Applied = NOTHING_APPLIED
    members: Mapping[tuple[str, int, str], tuple[str, ...]] = field(default_factory=dict)
    badges: dict[int, MarkingBadge] = field(default_factory=dict)

    def value(self, said: Said, found: Property | None, *, drawn: bool = False, pinned: bool = False) -> ValueShown:
        """Return one value with everybody who says it."""
        refs = [row[4] for row in said.rows if row[4]]
        text, url = value_text(said.value, found, self.language), ""
        if refs:
            text, url = self.reference(refs[0])
        elif found is not None and found.type is Type.URL:
            url = said.value
        return ValueShown(
            text=text,
            sayers=tuple(dict.fromkeys(self.sayer(row) for row in said.rows)),
            url=url,
            free_text=found is not None and found.type in (Type.TEXT, Type.NAME) and len(said.value) > LONG_TEXT,
            figures=found is not None and found.type in FIGURES and not refs,
            romanised=latin_of(text) if refs or (found is not None and found.type in NAMED) else "",
            token=token_of(said.rows[0][0], said.value),
            count=len({self._by(row) for row in said.rows}),
            drawn=drawn,
            pinned=pinned,
        )

    def _by(self, row: Row) -> str:
        """Return who stands behind a statement: the source as far as it is known, else the authority."""
        source = self.thing.sources.get(int(str(row[5])))
        if source is not None:
            return self.thing.datasets[source.dataset].source.code
        return self.badge(int(str(row[7]))).originator

    def badge(self, mark: int) -> MarkingBadge:
        """Return the badge of a mark, looked up once for the page."""
        if mark not in self.badges:
            self.badges[mark] = marking_badge(mark, self.language)
        return self.badges[mark]

    def reference(self, uid: str) -> tuple[str, str]:
        """Return what another thing is called and its address; no address for one of which nothing is seen."""
        if uid in self.titles:
            return self.titles[uid], reverse("desk:thing", args=[uid])
        return gettext("thing %(uid)s") % {"uid": uid[:SHORT_UID]}, ""

    def sayer(self, row: Row) -> SayerShown:
        """Return who stands behind one statement."""
        prop, value, original, _, _, record, _, mark = row
        source = self.thing.sources.get(int(str(record)))
        dataset = self.thing.datasets.get(source.dataset) if source is not None else None
        badge = self.badge(int(str(mark)))
        return SayerShown(
            source=source_label(dataset) if dataset is not None else badge.originator,
            marking=badge,
            original=original or "",
            source_url=reverse("desk:source", args=[dataset.source.code]) if dataset is not None else "",
            grade=grade_badge(source.grade, self.language) if source is not None and source.grade else None,
            stated_on=source.released_on if source is not None else "",
            loaded_on=source.brought_at.date().isoformat() if source is not None else "",
            members=tuple(uid[:SHORT_UID] for uid in self.members.get((prop, int(str(record)), value), ())),
            disbelieved=record in self.applied.trust.excluded,
        )


def latin_of(text: str) -> str:
    """Return a name in Latin letters where it is recorded in others; a long text is left as it is."""
    return "" if len(text) > LONG_TEXT else romanised(text)


def value_text(value: str, found: Property | None, language: str) -> str:
    """Return a canonical value as a page shows it."""
    if found is None:
        return value
    if found.vocabulary is not None and value == PARKED:
        return gettext("No code in the list yet")
    if found.vocabulary is not None:
        term = shelf.registry().vocabularies[found.vocabulary].terms.get(value)
        return term.labels[language] if term is not None else value
    match found.type:
        case Type.KIND:
            schema = shelf.registry().schemata.get(value)
            return schema.labels[language] if schema is not None else value
        case Type.DATE:
            return day(value, language)
        case Type.COUNTRY | Type.NATIONALITY:
            return country_label(value, language)
        case Type.COUNT:
            return count_text(Count.parse(value), language)
        case _:
            return value


def count_text(count: Count, language: str) -> str:
    """Return a count as a figure or a range; an open end is written as such."""
    if count.low is not None and count.high is None:
        return f"{number(count.low, language)}+"
    return span(count.low, count.high, language)


def part_label(part: str, language: str) -> str:
    """Return the sex and age group of a count in words."""
    sex, _, age = part.partition("|")
    vocabularies = shelf.registry().vocabularies
    words = [
        vocabularies[name].terms[code].labels[language]
        for name, code in (("sex", sex), ("age", age))
        if code and name in vocabularies and code in vocabularies[name].terms
    ]
    return ", ".join(words) or part.strip("|")


def grade_badge(grade: str, language: str) -> GradeBadge:
    """Return an evaluation in short and in words; without words where no scheme of this node knows it."""
    scheme, _, code = grade.rpartition(":")
    try:
        labels = grade_labels(grade_from(code, scheme, shelf.schemes()), language, shelf.schemes())
    except GradeInvalid:
        labels = None, None
    return GradeBadge(code=code, label=" · ".join(label for label in labels if label), scheme=scheme)
