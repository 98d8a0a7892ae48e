"""What came back in the demonstration: a question about a report of the shipwreck, its answer, and a word of thanks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.returned.codes import Sentence
from corridor.demo.records import Report
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.returned import actions, queries

AUTHOR = "xb.hask"
ANALYST = "int.sorrel:analyst"
QUESTION = "Were the survivors found in the water or on board?"
ANSWER = "In the water, holding on to the hull; none was on board any more."


def ask_and_thank(reports: Sequence[Report], author: Officer, *, now: datetime) -> None:
    """Let an analyst ask about the first report of the shipwreck, its author answer, and the analyst thank."""
    account, duty = people.duty_named(ANALYST)
    by = accounts.take_duty(account, duty, now=now)
    thing = next(str(one.drafts[0].uid) for one in reports if one.theme == "shipwreck" and one.officer == AUTHOR)
    _, behind = queries.behind(by, thing)
    load = next(one.load for one in behind if one.author == AUTHOR)
    question = actions.ask(by=by, thing=thing, load=load, text=QUESTION, now=now)
    actions.answer(by=author, question=question, text=ANSWER, now=now)
    actions.thank(by=by, thing=thing, load=load, sentence=Sentence.ROUTE_CLEARER, is_named=True, now=now)
