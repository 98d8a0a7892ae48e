"""Needs and offers: a pledge counts once, and nothing is delivered without both checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.capacity.codes import Block, Check, Kind, Reason, Result, Sameness, Side, Stage, Unit
from corridor.core.capacity.counting import sameness, totals
from corridor.core.capacity.delivering import check_problems, needs_checks, standing_of
from corridor.core.capacity.errors import TableUnreadable
from corridor.core.capacity.exchange import (
    NEED_COLUMNS,
    pledge_cells,
    pledge_from,
    post_cells,
    post_from,
    rows_in,
)
from corridor.core.capacity.records import Checked, HandOver, Judged, Pledge, Post, Quantity, Reported, Total
from corridor.core.capacity.rules import lacking, pledge_problems, reasons_for, stage_of
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level

DAY = date(2026, 11, 2)
YEAR = timedelta(days=365)
PLEDGE = Pledge(
    donors=("XC-POL",),
    receiver="XB-BRD",
    kind=Kind.MONEY,
    pillar=Pillar.PROTECTION,
    corridor="",
    title="Shelter",
    quantity=Quantity(Decimal(1000), Unit.MONEY, "EUR"),
    since=DAY,
    until=DAY + YEAR,
    level=Level.PUBLIC,
)
NEED = Post(
    side=Side.NEED,
    kind=Kind.TRAINING,
    pillar=Pillar.RESPONSE,
    corridor="Northern crossing",
    title="Course",
    words="",
    quantity=Quantity(Decimal(20), Unit.PLACES),
    until=None,
    level=Level.PUBLIC,
)


def report(uid: str, authority: str, amount: int = 1000, reference: str = "", currency: str = "EUR") -> Reported:
    quantity = Quantity(Decimal(amount), Unit.MONEY, currency)
    return Reported(uid, authority, replace(PLEDGE, donors=(authority,), quantity=quantity, reference=reference))


def counted(found: Iterable[Total]) -> dict[str, tuple[int, int, int]]:
    return {one.currency: (int(one.low), int(one.high), one.pledges) for one in found}


ONE, OTHER = report("a", "XC-POL"), report("b", "INT-JSC", 1010)
SAME = Judged("a", "b", "XB-BRD", is_same=True)


def test_a_pledge_that_two_donors_report_is_a_span_until_it_is_judged_and_counts_once_after() -> None:
    apart = replace(SAME, is_same=False)

    assert counted(totals([ONE, OTHER], [])) == {"EUR": (1000, 2010, 2)}
    assert counted(totals([OTHER, ONE], [SAME])) == {"EUR": (1000, 1010, 1)}
    assert counted(totals([ONE, OTHER], [apart])) == {"EUR": (2010, 2010, 2)}


def test_one_donor_alone_joins_nothing_and_a_word_against_it_leaves_it_open() -> None:
    mine = Judged("a", "b", "XC-POL", is_same=True)

    assert sameness(ONE, OTHER, [mine]) is Sameness.MAY_BE
    assert sameness(ONE, OTHER, [mine, replace(mine, authority="INT-JSC")]) is Sameness.JOINED
    assert sameness(ONE, OTHER, [SAME, replace(mine, is_same=False)]) is Sameness.MAY_BE
    assert sameness(ONE, OTHER, [replace(SAME, authority="XZ-OUT")]) is Sameness.MAY_BE


def test_the_same_outside_reference_is_told_in_any_currency_and_currencies_are_never_added() -> None:
    euro, dollar = report("a", "XC-POL", 1000, "XM-1-22"), report("b", "INT-JSC", 1100, "xm-1-22", "USD")

    assert counted(totals([euro, dollar], [])) == {"EUR": (1000, 1000, 1), "USD": (0, 1100, 1)}
    assert counted(totals([euro, dollar], [SAME])) == {"EUR": (1000, 1000, 1)}


def test_two_reports_of_one_authority_are_two_pledges() -> None:
    assert counted(totals([ONE, report("b", "XC-POL")], [])) == {"EUR": (2000, 2000, 2)}


def test_what_is_lacking_of_a_need_is_what_nobody_surely_pledged_in_its_own_unit() -> None:
    asked = Quantity(Decimal(3000), Unit.MONEY, "EUR")

    assert lacking(asked, totals([ONE, OTHER], [])) == replace(asked, amount=Decimal(2000))
    assert lacking(asked, totals([report("a", "XC-POL", 3000)], [])) is None
    assert lacking(asked, totals([report("a", "XC-POL", 5000, currency="USD")], [])) == asked


DONORS = ("XC-POL", "INT-JSC", "XA-POL")
reports = st.lists(st.tuples(st.sampled_from(DONORS), st.sampled_from((950, 1000, 5000))), min_size=1, max_size=5).map(
    lambda drawn: [report(f"r{number}", *one) for number, one in enumerate(drawn)]
)
judgements = st.lists(
    st.builds(
        lambda pair, is_same: Judged(f"r{pair[0]}", f"r{pair[1]}", "XB-BRD", is_same=is_same),
        st.sampled_from([(one, other) for one in range(5) for other in range(one)]),
        st.booleans(),
    ),
    max_size=4,
)


@settings(max_examples=25)
@given(reports, judgements, st.randoms())
def test_totals_never_exceed_the_sum_nor_count_a_joined_pledge_twice_in_any_order(
    told: list[Reported], judged: list[Judged], chance: object
) -> None:
    whole = sum((one.pledge.quantity.amount for one in told), Decimal(0))
    (total,) = totals(told, judged)
    (plain,) = totals(told, [])
    shuffled, again = list(told), list(judged)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a source of chance

    assert 0 < total.low <= total.high <= whole
    assert total.high <= plain.high
    assert totals(shuffled, again) == (total,)
    everyone = [Judged("r0", one.uid, "XB-BRD", is_same=True) for one in told[1:]]
    (once,) = totals(told, everyone)
    assert once.high == max(one.pledge.quantity.amount for one in told)


def check(what: Check, by: str, **changed: object) -> Checked:
    fields = {"about": "h", "on": DAY, "result": Result.ACCEPTABLE, "again_on": DAY + YEAR}
    return Checked(what=what, by=by, **{**fields, **changed})  # type: ignore[arg-type]


HANDED = HandOver("h", Kind.EQUIPMENT, "border-guard", DAY, "writer", "marker")
END, RIGHTS = check(Check.END_USE, "one"), check(Check.RIGHTS, "two")


def blocks(*checks: Checked, today: date = DAY, handed: HandOver = HANDED, **more: bool) -> tuple[Block, ...]:
    return standing_of(handed, checks, today=today, **more).blocks


def test_equipment_is_delivered_with_both_checks_by_two_officers_and_with_nothing_less() -> None:
    assert blocks(END, RIGHTS) == ()
    assert blocks() == (Block.END_USE_MISSING, Block.RIGHTS_MISSING)
    assert blocks(END) == (Block.RIGHTS_MISSING,)
    assert blocks(END, replace(RIGHTS, by="one")) == (Block.SAME_PERSON,)
    assert blocks(END, replace(RIGHTS, about="another")) == (Block.RIGHTS_MISSING,)
    assert blocks(END, replace(RIGHTS, on=DAY + YEAR)) == (Block.RIGHTS_MISSING,)
    assert blocks(END, RIGHTS, replace(RIGHTS, result=Result.ADVERSE)) == (Block.RIGHTS_ADVERSE,)
    assert blocks(END, RIGHTS, today=DAY + YEAR) == (Block.END_USE_OVERDUE, Block.RIGHTS_OVERDUE)
    assert blocks(END, RIGHTS, is_suspended=True) == (Block.PARTNER_SUSPENDED,)
    assert blocks(END, RIGHTS, handed=replace(HANDED, marked_by="")) == (Block.NOT_MARKED,)
    assert blocks(END, RIGHTS, handed=replace(HANDED, marked_by="writer")) == (Block.SAME_MARKER,)


def test_training_needs_the_checks_for_forces_and_for_whoever_is_not_known() -> None:
    assert needs_checks(Kind.EQUIPMENT, "statistics")
    assert needs_checks(Kind.TRAINING, "coastguard")
    assert needs_checks(Kind.TRAINING, "")
    assert not needs_checks(Kind.TRAINING, "court")
    assert not needs_checks(Kind.MONEY, "police")


def test_a_check_made_after_the_hand_over_is_told() -> None:
    late = replace(RIGHTS, on=DAY + timedelta(days=3))

    assert standing_of(HANDED, [END, late], today=DAY + timedelta(days=3)).late == (Check.RIGHTS,)


def test_a_check_is_not_made_in_the_future_nor_for_ever_nor_both_by_one_officer() -> None:
    def found(one: Checked, *others: Checked) -> tuple[tuple[str, str], ...]:
        return check_problems(one, others=others, today=DAY)

    assert found(END) == ()
    assert found(replace(END, on=DAY + timedelta(days=1))) == (("on", "in-future"),)
    assert found(replace(END, again_on=DAY)) == (("again_on", "out-of-order"),)
    assert found(replace(END, again_on=DAY + 3 * YEAR)) == (("again_on", "too-far"),)
    assert found(END, replace(RIGHTS, by="one")) == (("what", "same-person"),)


def test_an_offer_is_proposed_with_reasons_and_never_for_another_kind_or_corridor() -> None:
    offer = replace(NEED, side=Side.OFFER, corridor="", title="Trainers")

    assert reasons_for(NEED, offer) == (Reason.KIND, Reason.PILLAR, Reason.UNIT)
    assert reasons_for(NEED, replace(offer, corridor="Southern crossing")) == ()
    assert reasons_for(NEED, replace(offer, kind=Kind.MONEY)) == ()
    assert reasons_for(NEED, replace(offer, pillar=Pillar.PROTECTION)) == ()


def test_what_is_evaluated_without_being_delivered_is_not_shown_as_evaluated() -> None:
    assert stage_of(offers=1, pledges=1, handed=1, delivered=0, evaluated=1) is Stage.HANDED_OVER
    assert stage_of(offers=0, pledges=0, handed=0, delivered=0, evaluated=0) is Stage.POSTED
    assert stage_of(offers=0, pledges=1, handed=2, delivered=1, evaluated=1) is Stage.HANDED_OVER
    assert stage_of(offers=0, pledges=1, handed=2, delivered=2, evaluated=0) is Stage.DELIVERED


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"receiver": "XZ-NIL"}, ("receiver", "unknown")),
        ({"receiver": "XC-POL"}, ("receiver", "own")),
        ({"until": DAY - YEAR}, ("until", "out-of-order")),
        ({"quantity": Quantity(Decimal(5), Unit.PIECES)}, ("unit", "out-of-unit")),
        ({"quantity": Quantity(Decimal("NaN"), Unit.MONEY, "EUR")}, ("amount", "malformed")),
        ({"quantity": Quantity(Decimal(5), Unit.MONEY, "euro")}, ("currency", "malformed")),
        ({"reference": "=1+1"}, ("reference", "malformed")),
    ],
)
def test_a_pledge_that_contradicts_itself_is_refused_at_its_field(
    changed: dict[str, object], wrong: tuple[str, str]
) -> None:
    pledge = replace(PLEDGE, **changed)  # type: ignore[arg-type]  # fields by their names

    assert pledge_problems(pledge, bodies={"XC-POL", "XB-BRD"}, today=DAY) == (wrong,)


def test_what_is_written_is_read_back_as_it_was() -> None:
    assert post_from(post_cells(NEED), Side.NEED) == (NEED, ())
    assert pledge_from(pledge_cells(PLEDGE), "XC-POL") == (PLEDGE, ())


def test_a_table_is_read_with_the_line_where_each_row_begins_and_refused_with_other_columns() -> None:
    header = ",".join(NEED_COLUMNS)
    rows = rows_in(f'{header}\ntraining,,,"two\nlines"\n\nequipment\n', NEED_COLUMNS)

    assert [(row.line, row.cells["kind"]) for row in rows] == [(2, "training"), (5, "equipment")]
    for broken in ("", "kind,name", f"{header},{header}", f'{header}\n"open'):
        with pytest.raises(TableUnreadable):
            rows_in(broken, NEED_COLUMNS)


def test_the_check_of_the_latest_day_speaks_and_none_that_is_dated_back_clears_an_adverse_one() -> None:
    adverse = replace(RIGHTS, result=Result.ADVERSE)
    back = replace(RIGHTS, on=DAY - timedelta(days=30), again_on=DAY + YEAR)

    assert blocks(END, adverse, back) == (Block.RIGHTS_ADVERSE,)
    assert blocks(END, adverse, RIGHTS) == (Block.RIGHTS_ADVERSE,)
    later = replace(RIGHTS, on=DAY + timedelta(days=1))
    assert blocks(END, adverse, later, today=DAY + timedelta(days=1)) == ()
