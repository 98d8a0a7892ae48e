"""Lays a report out in its language: what stands on the page, in the files and on paper, from one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corridor import shelf
from corridor.core.answers.codes import Numbering, Style
from corridor.core.answers.records import Answer, Part, Party, Point, Report, Reported
from corridor.core.answers.rules import applied_of, shown_answers
from corridor.core.commitments.codes import Compared
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.progress.codes import Proof, Standing
from corridor.web.desk.answers.telling import Telling
from corridor.web.desk.commitments import wording

Piece = dict[str, Any]
"""One piece of a document: a heading, a paragraph or a table, as the writers of files take it."""


@dataclass(frozen=True)
class Chapter:
    """One section of a report as it is shown by itself."""

    key: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Laid:
    """A report laid out: its words, its chapters, and the numbers of its items."""

    title: str
    lines: tuple[str, ...]
    legend: tuple[Piece, ...]
    glance: tuple[Piece, ...]
    chapters: tuple[Chapter, ...]
    annex: tuple[Piece, ...]

    @property
    def pieces(self) -> list[Piece]:
        """All pieces in their order."""
        found = [*self.legend, *self.glance]
        for chapter in self.chapters:
            found += [heading(chapter.title), *chapter.pieces]
        return [*found, *self.annex]


def heading(text: str, level: int = 1) -> Piece:
    """Return a heading."""
    return {"kind": "heading", "text": text, "level": level}


def paragraph(*sentences: str) -> Piece:
    """Return a paragraph."""
    return {"kind": "paragraph", "sentences": [{"text": one, "notes": []} for one in sentences if one]}


def table(rows: list[list[str]], head: list[str] | None = None) -> Piece:
    """Return a table; without a head, each row is a name and what it says."""
    return {"kind": "table", "head": head or [], "rows": rows}


def laid_out(report: Report, catalogue: Catalogue, names: Mapping[str, str], confirmed: frozenset[str]) -> Laid:
    """Return a report as it is read.

    Args:
        names: What each State, organisation and treaty is called in the language of the report.
        confirmed: The items from memory that a lawyer confirmed as they stand now.
    """
    return _Laying(report, catalogue, names, confirmed).laid()


def numbers_of(report: Report) -> dict[str, str]:
    """Return the number of each item by its section and id, as the report prints it.

    Where a report has articles of several treaties, each says of which; what stands at one place is counted through.
    """
    labels, language = shelf.answer_labels(), report.asked.language
    is_several = len(report.template.covers) > 1
    found, times = {}, Counter[str]()
    for part in report.parts:
        for one in part.points:
            item = one.numbered.item
            where = one.numbered.number or wording.locator(item, language)
            short = labels.get(f"short-{item.instrument}") if is_several and not one.numbered.number else None
            name = short[language].format(where=where) if short else where
            times[name] += 1
            found[f"{part.section.key} {item.id}"] = name if times[name] == 1 else f"{name} ({times[name]})"
    return found


class _Laying:
    """One report while it is laid out."""

    def __init__(self, report: Report, catalogue: Catalogue, names: Mapping[str, str], confirmed: frozenset[str]):
        self.report, self.catalogue, self.names, self.confirmed = report, catalogue, names, confirmed
        self.telling = Telling(report.asked.language, shelf.answer_labels())
        self.say: Callable[..., str] = self.telling.say
        self.language = report.asked.language
        self.numbers = numbers_of(report)
        self.is_one = len(report.asked.subjects) == 1

    def laid(self) -> Laid:
        asked = self.report.asked
        who = self.telling.listed(self.names.get(code, code) for code in asked.subjects)
        return Laid(
            title=self.report.template.name[self.language],
            lines=(
                self.telling.named(self.say("subject"), who),
                self.telling.named(self.say("period"), self.telling.span(asked.since, asked.until)),
                self.say("as-of", day=self.telling.day(self.report.as_of)),
                self.say(f"level-{asked.level.value}"),
            ),
            legend=tuple(self._legend()),
            glance=tuple(self._glance()),
            chapters=tuple(self._chapter(part) for part in self.report.parts),
            annex=tuple(self._annex()),
        )

    def _legend(self) -> Iterator[Piece]:
        yield heading(self.say("legend"))
        names = ("evidenced", "claimed", "silent", "overdue")
        yield table([[self.say(name), self.say(f"{name}-means")] for name in names])
        rule = self.say("applied-rule") if self.report.template.style is Style.QUESTIONNAIRE else ""
        yield paragraph(rule, self.say("own-words"), self.say("no-rank"))

    def _glance(self) -> Iterator[Piece]:
        """Tell which items stand how; numbers of items, never a count beside a count of another State."""
        yield heading(self.say("glance"))
        for place, subject in enumerate(self.report.asked.subjects):
            if not self.is_one:
                yield heading(self.names.get(subject, subject), 2)
            found: dict[str, list[str]] = {name: [] for name in (*Standing, "overdue")}
            for part in self.report.parts:
                for point in part.points:
                    answer = point.answers[place]
                    number = self.numbers[f"{part.section.key} {point.numbered.item.id}"]
                    found[answer.standing].append(number)
                    if answer.overdue:
                        found["overdue"].append(number)
            order = (Standing.EVIDENCED, Standing.CLAIMED, Standing.SILENT, "overdue")
            rows = [
                [self.say(name), self.telling.places(map(self.telling.own, found[name])) or self.say("none")]
                for name in order
            ]
            yield table(rows, [self.say("standing"), self.say("numbers")])
        if self.report.parties:
            yield heading(self.say("treaties"), 2)
            rows = [[self.names.get(one.instrument, one.instrument), self._party(one)] for one in self.report.parties]
            yield table(rows, [self.say("treaty"), self.say("status")])

    def _party(self, one: Party) -> str:
        told = {"signatory": "signatory", "none": "no-party", "unknown": "unknown"}.get(one.status, "party-undated")
        text = self.say(told)
        if one.status == "party" and one.since is not None:
            text = self.say("party", day=self.telling.day(one.since))
        further = [self.say("reservations", articles=self.telling.listed(one.reservations))] if one.reservations else []
        further += [self.say("as-of", day=self.telling.day(one.as_of))] if one.as_of else []
        return self._of(one.subject, " · ".join((text, *further)))

    def _chapter(self, part: Part) -> Chapter:
        section = part.section
        title = f"{section.number}. {section.title[self.language]}"
        pieces = [piece for point in part.points for piece in self._point(part, point)]
        return Chapter(section.key, title, (*pieces, *self._practices(part), *self._words(part)))

    def _point(self, part: Part, point: Point) -> Iterator[Piece]:
        item = point.numbered.item
        number = self.numbers[f"{part.section.key} {item.id}"]
        is_running = part.section.numbering is Numbering.RUNNING
        yield heading(f"{self.telling.own(number)} {wording.title(item, self.language)}", 2)
        where = f"({wording.locator(item, self.language)})" if is_running else ""
        yield paragraph(wording.paraphrase(item, self.language), where, self.caveat(item))
        quiet = [one for one in point.answers if not (self.is_one or one.reported or one.last or one.overdue)]
        for answer in point.answers:
            if answer in quiet:
                continue
            if not self.is_one:
                yield heading(self.names.get(answer.subject, answer.subject), 3)
            yield from self._answer(item, answer)
        if quiet:
            names = self.telling.listed(self.names.get(one.subject, one.subject) for one in quiet)
            yield paragraph(self.telling.named(self.say("silent"), names))

    def caveat(self, item: Item) -> str:
        """Return what must be said of an item that was written without its text at hand."""
        if not item.is_from_memory or item.id in self.confirmed:
            return ""
        return self.say("memory" if item.compared is Compared.NOT else "memory-compared")

    def _answer(self, item: Item, answer: Answer) -> Iterator[Piece]:
        if not answer.reported:
            last = ""
            if answer.last is not None:
                status = self.say(f"status-{answer.last.said.status.value}")
                last = self.say("last", period=self.telling.half(answer.last.period), status=status)
            yield paragraph(self.say("nothing"), last)
        tables = [[row for row in self._rows(item, answer, one) if row[1]] for one in answer.reported]
        if answer.overdue:
            late = [self.say("overdue"), "\n".join(map(self.telling.late, answer.overdue))]
            tables = [*tables[:-1], [*(tables[-1] if tables else []), late]]
        yield from map(table, tables)

    def _rows(self, item: Item, answer: Answer, one: Reported) -> Iterator[list[str]]:
        tell, say, said = self.telling, self.say, one.said
        is_form = self.report.template.style is Style.QUESTIONNAIRE
        if is_form:
            yield [say("applied"), say(f"applied-{applied_of(answer).value}")]
        yield [say("standing"), say(answer.standing.value)]
        yield [say("status"), say(f"status-{said.status.value}")]
        period = tell.half(one.period)
        if one.approved_on is not None:
            day = tell.day(one.approved_on)
            yield [say("source"), say("approved", authority=tell.own(one.authority), period=period, day=day)]
        yield [say("under"), self.named(said.item) if said.item != item.id else ""]
        yield [say("responsible"), said.responsible]
        names = {Style.QUESTIONNAIRE: "how", Style.REVIEW: "activities"}
        yield [say(names.get(self.report.template.style, "actions")), said.actions]
        laws = [each for each in said.evidence if each.proof is Proof.LAW and is_form]
        yield [say("law"), "\n".join(map(tell.proof, laws))]
        yield [say("milestones"), "\n".join(tell.steps(one))]
        yield [say("budget"), "\n".join(map(tell.budget, said.budgets))]
        others = [tell.proof(each) for each in said.evidence if each not in laws]
        others += [say("told", count=tell.figure(one.told))] if one.told else []
        yield [say("evidence"), "\n".join(others)]
        yield [say("indicators"), "\n".join(tell.value(each, self.catalogue) for each in said.values)]
        if self.report.template.style is Style.REVIEW:
            yield [say("sdg"), tell.listed(item.sdg_targets)]

    def named(self, item: str) -> str:
        """Return an item by its instrument, where it stands there, and its title."""
        one = self.catalogue.items.get(item)
        if one is None:
            return item
        instrument = wording.instrument(self.catalogue.instruments[one.instrument], self.language)
        where = self.telling.listed((instrument, wording.locator(one, self.language)))
        return self.telling.named(where, wording.title(one, self.language))

    def _of(self, subject: str, told: str) -> str:
        """Return what is told, with of whom it is told where the report is about several."""
        return told if self.is_one else self.telling.named(self.names.get(subject, subject), told)

    def _practices(self, part: Part) -> Iterator[Piece]:
        if not part.section.has_practices:
            return
        yield heading(self.say("library"), 2)
        if not part.practices:
            yield paragraph(self.say("library-none"))
        for one in part.practices:
            yield heading(one.title, 3)
            rows = [
                [self.say("source"), one.authority],
                [self.say("actions"), one.done],
                [self.say("evidence"), self.say(f"grade-{one.grade}")],
                [self.say("limits"), one.limits],
                [self.say("reference"), one.source],
            ]
            yield table([row for row in rows if row[1]])

    def _words(self, part: Part) -> Iterator[Piece]:
        for question in part.section.questions:
            yield heading(question.title[self.language], 2)
            given = [one for one in part.words if one.question == question.key]
            if not given:
                yield paragraph(self.say("no-words"))
            for one in given:
                if not self.is_one:
                    who = f"{self.names.get(one.subject, one.subject)} ({one.authority})"
                    yield heading(who, 3)
                yield paragraph(one.text)

    def _annex(self) -> Iterator[Piece]:
        yield heading(self.say("annex"))
        yield paragraph(self.say("annex-about"))
        found: dict[tuple[str, str, str, str], list[str]] = {}
        for part in self.report.parts:
            for point in part.points:
                for answer in point.answers:
                    for one in answer.reported:
                        also = shown_answers(one.said, one.said.item)
                        key = (one.subject, one.authority, one.period, one.said.item)
                        if also:
                            found[key] = [
                                self._of(one.subject, self.named(one.said.item)),
                                "\n".join(map(self.named, also)),
                            ]
        if found:
            yield table([found[key] for key in sorted(found)], [self.say("written-for"), self.say("answers-also")])
        else:
            yield paragraph(self.say("annex-none"))
