"""Somebody who prints has what a reader has, of that alone which may be printed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from corridor.core.handling.codes import Use
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import decide, uses_for
from tests.core.handling import make


@given(make.readers, make.any_markings)
def test_a_printing_reader_has_every_use_of_what_may_be_printed_and_none_of_the_rest(
    reader: Reader, marking: Marking
) -> None:
    reading = uses_for(reader, marking, make.SCHEMES)

    printing = uses_for(replace(reader, is_printing=True), marking, make.SCHEMES)

    assert printing == (reading if reading & Use.PRINT else Use(0))


@given(make.readers, make.uses, make.any_markings)
def test_decision_and_table_agree_for_who_prints(reader: Reader, use: Use, marking: Marking) -> None:
    printing = replace(reader, is_printing=True)

    allowed = decide(printing, use, marking, make.SCHEMES).allowed

    assert allowed == (bool(use) and uses_for(printing, marking, make.SCHEMES) & use == use)
