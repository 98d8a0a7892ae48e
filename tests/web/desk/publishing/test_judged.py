"""A judgement that two things are the same lowers a total: a table rests on it as on the figures themselves."""

from __future__ import annotations

import pytest

from corridor.core.publishing.errors import KeptIn
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.publishing import queries
from tests import cast, make
from tests.web.desk.publishing import told

pytestmark = pytest.mark.django_db


def test_a_table_that_rests_on_the_judgement_of_another_authority_is_not_published() -> None:
    by, statistician = cast.officer(cast.ANALYST_XA), cast.officer(cast.STATISTICIAN_XA)
    told.deaths()
    things = [make.incident(None, occurred_on="2021-03-14", route="Western", dead="31") for _ in range(2)]
    make.file(by, *things)
    before = queries.counted_for(statistician, told.BY_SEX)
    make.same(things[0].uid, things[1].uid, make.marking("partners", "XB-BRD"), by="xb.analyst")
    after = queries.counted_for(statistician, told.BY_SEX)

    assert sum(before.counts.cells.values()) - sum(after.counts.cells.values()) == 31
    assert {marking_of(mark).originator for mark in set(after.marks) - set(before.marks)} == {"XB-BRD"}
    with pytest.raises(KeptIn):
        told.proposed()
