"""A briefing of the demonstration, in French: figures of a real series, and one of the invented corridor."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from corridor.core.access.records import Officer
from corridor.core.briefings.codes import Asks, Kind, Language
from corridor.core.briefings.records import Binding
from corridor.core.kernel.months import after
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.briefings import actions
from corridor.web.desk.briefings.actions import Begun, Typed
from corridor.web.desk.series import queries as series

ANALYST: Final = "xa.bevan:analyst:operational-analysis"
ROUTE: Final = "Central Mediterranean Route"
TITLE: Final = "Méditerranée centrale et corridor inventé : où en sommes-nous ?"
CROSSED: Final = "En {1}, {2} franchissements ont été détectés en Méditerranée centrale."
CHANGED: Final = (
    "C’est {1} par rapport au même mois de l’année précédente ; une personne peut être comptée plusieurs fois."
)
DIED: Final = "Dans le corridor inventé, {1} personnes sont mortes ou portées disparues sur la période {2}."
INSTEAD: Final = "Dans le corridor inventé, des personnes sont mortes ; les chiffres ne sont pas publics."


def write_briefing(now: datetime) -> None:
    """Have an analyst write a briefing whose figures are bound to the series of the demonstration."""
    account, duty = people.duty_named(ANALYST)
    by = accounts.take_duty(account, duty, now=now)
    known = series.all_series(by, Counted.DETECTIONS, today=now.date())
    crossed = next((one for one in known if one.scope.route == ROUTE and one.scope.source == "frontex"), None)
    if crossed is None:
        return
    begun = Begun(TITLE, Language.FRENCH)
    uid = actions.begin_briefing(by=by, begun=begun, now=now)
    actions.add_part(by=by, briefing=uid, kind=Kind.HEADING, typed=Typed("Ce que disent les chiffres"), now=now)
    month, about = crossed.last, crossed.scope.key
    of_month = Binding(Asks.VALUE, about, month)
    before = replace(of_month, asks=Asks.CHANGE, base_since=after(month, -12))
    _sentence(by, uid, Typed(CROSSED), (replace(of_month, asks=Asks.PERIOD, about=""), of_month), now)
    _sentence(by, uid, Typed(CHANGED), (before,), now)
    actions.add_chart(by=by, briefing=uid, binding=Binding(Asks.CHART, about, after(month, -35), month), now=now)
    whole = Scope(Counted.DEATHS, is_invented=True)
    (died,) = series.series_for(by, [whole], today=now.date())
    year = Binding(Asks.SUM, whole.key, after(died.last, -11), died.last)
    typed = Typed(DIED, replacement=INSTEAD, opens_paragraph=True)
    _sentence(by, uid, typed, (year, replace(year, asks=Asks.PERIOD, about="")), now)


def _sentence(by: Officer, briefing: str, typed: Typed, bindings: tuple[Binding, ...], now: datetime) -> None:
    part = actions.add_part(by=by, briefing=briefing, kind=Kind.SENTENCE, typed=typed, now=now)
    for binding in bindings:
        actions.bind(by=by, briefing=briefing, part=part, binding=binding, now=now)
