"""Pages of tables over several nodes: ask partners, count the own part, decide against it, lay the parts together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.publishing.codes import By, Counted, Kind
from corridor.core.publishing.exchange import asked_from
from corridor.core.publishing.federation import Reason, fixed_problems
from corridor.core.publishing.records import Asked
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.published.wording import title
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day
from corridor.web.desk.lines import queries as known
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.publishing import RoundRow, RoundsPage
from corridor.web.desk.publishing import federated, forms, presenting
from corridor.web.desk.publishing.models import FiguresAnswer, FiguresRound, PublicTable


@limited(Allowance.EXPORTS, "POST")
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: OfficerRequest) -> HttpResponse:
    """Show the tables over several nodes; ask partners for another."""
    check_permission(request.officer, Permission.TABLE_MAKE)
    now = timezone.now()
    if request.method != "POST":
        record(Event.PAGE_READ, by=request.officer, now=now, about="table-rounds")
        return _page(request, forms.Typed(Asked(Counted.DEAD_OR_MISSING, axes=(By.PERIOD, By.SEX))), ())
    typed, nodes = forms.typed(request.POST), tuple(sorted(set(request.POST.getlist("nodes"))))
    wrong = {one.field: one.message for one in typed.problems}
    wrong |= {field: _told(field) for field in fixed_problems(typed.asked) if field not in wrong}
    if not nodes or not set(nodes) <= {door.code for door in known.partners()}:
        wrong["nodes"] = gettext("Choose at least one partner.")
    if wrong:
        problems = tuple(FormProblem(field, told) for field, told in wrong.items())
        return _page(request, forms.Typed(typed.asked, typed.threshold, problems), nodes, status=422)
    federated.ask_partners(by=request.officer, asked=typed.asked, nodes=nodes, now=now)
    return redirect("desk:table-rounds")


def _told(field: str) -> str:
    return {
        "axes": gettext("Every node must have the same codes: choose period, sex and age only."),
        "since": gettext("Write the first month as 2021-03: every node counts the same time."),
        "until": gettext("Write the last month as 2021-03: every node counts the same time."),
    }.get(field, gettext("Leave this out: every node counts all its sources."))


@require_POST
def count(request: OfficerRequest, uid: str) -> HttpResponse:
    """Count this node's part as a draft."""
    row = federated.count_for(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:table", row.uid, row.number)


@require_POST
def refuse(request: OfficerRequest, uid: str) -> HttpResponse:
    """Answer with a reason and nothing else."""
    federated.refuse(by=request.officer, uid=uid, reason=Reason.DECIDED_AGAINST, now=timezone.now())
    return redirect("desk:table-rounds")


@require_POST
def together(request: OfficerRequest, uid: str) -> HttpResponse:
    """Lay the parts that are there together as a draft."""
    row = federated.lay_together(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:table", row.uid, row.number)


def _page(request: OfficerRequest, typed: forms.Typed, nodes: tuple[str, ...], status: int = 200) -> HttpResponse:
    language = get_language() or "en"
    page = RoundsPage(
        rows=tuple(_row(one, request.officer, language) for one in federated.rounds_for(request.officer)),
        form=presenting.form_page(request.officer, typed, language),
        action=reverse("desk:table-rounds"),
        axes=tuple(one for one in presenting.axes_of(typed.asked) if one.value not in (By.ROUTE, By.COUNTRY)),
        nodes=tuple(Choice(door.code, f"{door.name} ({door.code})", door.code in nodes) for door in known.partners()),
    )
    return render(request, "desk/table_rounds.html", {"page": page}, status=status)


def _row(row: FiguresRound, officer: Officer, language: str) -> RoundRow:
    asked = asked_from(row.asked)
    own = PublicTable.objects.filter(round=row.uid, kind=Kind.FIGURES.value).exclude(state=PublicTable.State.GIVEN_UP)
    part = own.first()
    is_open = row.state == FiguresRound.State.OPEN

    def address(name: str, is_shown: bool) -> str:
        return reverse(f"desk:table-round-{name}", args=[row.uid]) if is_shown else ""

    answers = tuple(row.answers.all())
    is_released = part is not None and part.state == PublicTable.State.PUBLISHED
    has_answer = any(one.state == FiguresAnswer.State.ANSWERED for one in answers)
    return RoundRow(
        title=title(asked, ()),
        time=f"{day(asked.since, language)} – {day(asked.until, language)}",
        node=row.node,
        on=day(row.made_at.date().isoformat(), language),
        answers=tuple((one.node, _answer(one)) for one in sorted(answers, key=lambda one: one.node)),
        part=Link(gettext("Own part"), reverse("desk:table", args=[part.uid, part.number]))
        if part is not None
        else None,
        is_refused=row.state == FiguresRound.State.REFUSED,
        count_url=address("count", is_open and part is None),
        refuse_url=address("refuse", is_open and part is None and bool(row.node)),
        together_url=address("together", not row.node and is_released and has_answer),
    )


def _answer(one: FiguresAnswer) -> State:
    if one.state == FiguresAnswer.State.ANSWERED:
        return State(one.state, pgettext("node", "answered with a protected table"), "good")
    if one.state == FiguresAnswer.State.REFUSED:
        words = {
            Reason.ISOLATING.value: pgettext("node", "refused: the question would isolate somebody"),
            Reason.DECIDED_AGAINST.value: pgettext("node", "decided against it"),
        }
        return State(one.state, words.get(one.reason, one.reason), "attention")
    return State(one.state, pgettext("node", "has not answered"), "neutral")
