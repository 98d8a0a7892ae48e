"""What a template asks, which entry answers it, and that nothing which is asked is ever dropped."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.answers.codes import Applied
from corridor.core.answers.errors import TemplateInvalid
from corridor.core.answers.exchange import labels_from, template_from
from corridor.core.answers.records import Asked, Reported
from corridor.core.answers.rules import (
    answer_of,
    applied_of,
    asked_problems,
    index_of,
    laid_together,
    may_be_in,
    numbered,
)
from corridor.core.commitments.rules import asked_by, equivalents
from corridor.core.progress.codes import WIDTH, Found, Level, Proof, Standing, Status
from corridor.core.progress.records import Due, Evidence, Said

TODAY = date(2026, 11, 2)
ITEM, ALIKE = "g7-2024-III-01", "som-art15-3"
LAW = Evidence("e1", Proof.LAW, "Act 12", "Gazette 12", Level.PUBLIC)
LATE = Due("m1", "Second unit", date(2026, 9, 1), date(2027, 3, 1), None)


def reported(item: str = ITEM, *, period: str = "2026-H2", authority: str = "XB-BRD", **said: Any) -> Reported:
    dues = said.pop("dues", ())
    whole = Said(**{"item": item, "status": Status.UNDER_WAY, "actions": "A unit.", **said})
    return Reported("XB", authority, period, TODAY, whole, dues=dues)


def answer(*entries: Reported, item: str = ITEM, since: str = "2026-H2") -> Any:
    index = index_of(entries, shelf.catalogue())
    return answer_of(index, "XB", item, since=since, until="2026-H2", today=TODAY)


@pytest.mark.parametrize("code", ["compact", "global-alliance", "roma-lyon", "untoc", "wg7-questions"])
def test_a_template_that_ships_asks_all_that_its_instruments_ask(code: str) -> None:
    template, catalogue = shelf.answer_templates()[code], shelf.catalogue()

    asked = {one.item.id for section in template.sections for one in numbered(section, catalogue)}

    covered = {item.id for key in template.covers for item in asked_by(catalogue, key)}
    assert covered
    assert covered <= asked


def _without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda document: document.pop(key)


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "schema": _without("schema"),
    "no sections": _without("sections"),
    "unknown key": lambda document: document.update(colour="red"),
    "a language is missing": lambda document: document["name"].pop("ar"),
    "another language": lambda document: document["about"].update(de="Bericht"),
    "style": lambda document: document.update(style="ranking"),
    "an item is left out": lambda document: document["sections"].pop(3),
    "nothing begins so": lambda document: document["sections"][0].update(starts=["g7-1999-"]),
    "an item is not asked": lambda document: document["sections"][0].update(items=["g7-2024-pre-05"]),
    "an item stands twice": lambda document: document["sections"][0].update(items=["g7-2024-I-01"]),
    "a key stands twice": lambda document: document["sections"][1].update(key="preamble"),
    "unknown theme": lambda document: document["sections"][0].update(themes=["weather"]),
    "unknown instrument": lambda document: document.update(covers=["g7-1999"]),
    "a text for a list": lambda document: document["sections"][0].update(starts="g7-2024-pre-"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_template_is_refused(broken: Callable[[dict[str, Any]], object]) -> None:
    documents = shelf.documents("corridor.core.answers", "templates")
    document = copy.deepcopy(next(one for one in documents if one["code"] == "roma-lyon"))
    assert template_from(document, shelf.catalogue()).code == "roma-lyon"
    broken(document)

    with pytest.raises(TemplateInvalid):
        template_from(document, shelf.catalogue())


@pytest.mark.parametrize("document", [None, [], "roma-lyon", {"schema": "answers-template/1"}])
def test_what_is_no_template_is_refused(document: object) -> None:
    with pytest.raises(TemplateInvalid):
        template_from(document, shelf.catalogue())


def test_words_of_the_frame_are_refused_where_a_language_is_missing() -> None:
    with pytest.raises(TemplateInvalid):
        labels_from({"status": {"en": "Status", "fr": "Statut", "es": "Estado"}})


def test_an_entry_answers_what_its_author_ticked_and_says_for_what_it_was_written() -> None:
    found = answer(reported(answers=(ALIKE,), evidence=(LAW,)), item=ALIKE)

    assert found.standing is Standing.EVIDENCED
    assert [one.said.item for one in found.reported] == [ITEM]


def test_a_tick_of_what_does_not_ask_the_same_answers_nothing_whoever_sent_it() -> None:
    foreign = "som-art16-1"
    assert foreign not in {one.id for one in equivalents(shelf.catalogue(), ITEM)}

    assert answer(reported(answers=(foreign,)), item=foreign).standing is Standing.SILENT


def test_an_entry_on_an_item_that_is_not_known_answers_nothing_and_breaks_nothing() -> None:
    assert answer(reported("xx-9", answers=(ITEM,))).standing is Standing.SILENT


def test_what_was_written_for_an_item_goes_before_what_answers_it_too() -> None:
    other = reported(ALIKE, answers=(ITEM,), status=Status.DONE)

    assert [one.said.item for one in answer(reported(), other).reported] == [ITEM]
    assert [one.said.item for one in answer(other).reported] == [ALIKE]


def test_every_authority_of_a_state_is_heard_and_where_they_differ_it_is_in_part() -> None:
    found = answer(reported(status=Status.DONE), reported(status=Status.NONE, authority="XB-POL"))

    assert [one.authority for one in found.reported] == ["XB-BRD", "XB-POL"]
    assert applied_of(found) is Applied.IN_PART


def test_what_was_told_before_the_period_leaves_it_silent_with_what_was_last_told() -> None:
    found = answer(reported(period="2026-H1", dues=(LATE,)))

    assert found.standing is Standing.SILENT
    assert found.last is not None
    assert found.last.period == "2026-H1"
    assert [one.first_due for one in found.overdue] == [date(2026, 9, 1)]


def test_what_comes_after_the_period_is_not_in_it() -> None:
    index = index_of([reported(period="2026-H2")], shelf.catalogue())
    found = answer_of(index, "XB", ITEM, since="2026-H1", until="2026-H1", today=TODAY)

    assert found.standing is Standing.SILENT
    assert found.last is None


def test_steps_of_two_entries_that_share_a_key_are_both_overdue() -> None:
    other = reported(ALIKE, answers=(ITEM,), dues=(Due("m1", "A fund", date(2026, 8, 1), date(2026, 8, 1), None),))

    found = answer(reported(dues=(LATE,)), other)

    assert [one.text for one in found.overdue] == ["A fund", "Second unit"]


@pytest.mark.parametrize(
    ("status", "applied"),
    [
        (Status.DONE, Applied.YES),
        (Status.UNDER_WAY, Applied.IN_PART),
        (Status.ENDED, Applied.IN_PART),
        (Status.PLANNED, Applied.NO),
        (Status.NONE, Applied.NO),
    ],
)
def test_whether_a_provision_is_applied_follows_from_the_status(status: Status, applied: Applied) -> None:
    assert applied_of(answer(reported(status=status))) is applied
    assert applied_of(answer()) is Applied.NOT_TOLD


def test_evidence_that_is_missing_leaves_a_claim() -> None:
    gone = Evidence("e1", Proof.LAW, "Act 12", "Gazette 12", Level.PUBLIC, found=Found.MISSING)

    assert answer(reported(evidence=(gone,))).standing is Standing.CLAIMED


@given(st.sampled_from(Level), st.sampled_from(Level), st.sets(st.sampled_from(["f1", "f2"])))
@settings(max_examples=25)
def test_nothing_goes_further_than_its_level_and_to_no_forum_that_it_does_not_name(
    level: Level, wanted: Level, forums: set[str]
) -> None:
    asked = Asked("roma-lyon", ("XB",), "2026-H2", "2026-H2", "en", wanted, "f1" if wanted is Level.FORUM else "")

    is_in = may_be_in(level, forums, asked)

    if wanted is Level.PUBLIC:
        assert is_in == (level is Level.PUBLIC)
    elif wanted is Level.FORUM:
        assert is_in == (level is Level.PUBLIC or (level is Level.FORUM and "f1" in forums))
    assert not is_in or WIDTH[level] >= WIDTH[wanted]


@given(st.lists(st.sampled_from(sorted(shelf.catalogue().items)), max_size=4))
@settings(max_examples=15, deadline=None)
def test_whatever_was_reported_every_item_that_is_asked_is_in_the_report_once_a_state(names: list[str]) -> None:
    template, catalogue = shelf.answer_templates()["roma-lyon"], shelf.catalogue()
    asked = Asked("roma-lyon", ("XA", "XB"), "2026-H2", "2026-H2", "en")

    report = laid_together(template, catalogue, asked, [reported(name) for name in names], as_of=TODAY)

    points = [point for part in report.parts for point in part.points]
    assert len({point.numbered.item.id for point in points}) == len(points) == 67
    assert all([one.subject for one in point.answers] == ["XA", "XB"] for point in points)


@pytest.mark.parametrize(
    ("since", "until", "fields"),
    [
        ("2026-H1", "2026-H2", ()),
        ("2026-H2", "2026-H1", ("since",)),
        ("2010-H1", "2026-H1", ("since",)),
        ("2026-H1", "2027-H1", ("until",)),
        ("2026", "2026-H3", ("since", "until")),
    ],
)
def test_half_years_that_do_not_fit_are_named(since: str, until: str, fields: tuple[str, ...]) -> None:
    assert asked_problems(Asked("untoc", ("XB",), since, until, "en"), today=TODAY) == fields
