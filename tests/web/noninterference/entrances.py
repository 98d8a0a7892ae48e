"""Every entrance of the node, taken from the routes and the commands, and what each is asked in the comparison.

A page added later is found by itself. Until its parameters have a supplier and its samples are declared here, the tests
of this folder fail and name it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver

from corridor import cli
from corridor.core.imports.codes import Restoration, Withdrawal
from corridor.web.desk.entities.choices import token_of
from tests import cast


@dataclass(frozen=True)
class Known:
    """What somebody who knew every reference of a world could ask for, hidden ones included."""

    things: tuple[str, ...]
    loads: tuple[str, ...]
    uploads: tuple[str, ...]
    datasets: tuple[str, ...]
    sources: tuple[str, ...]
    contents: tuple[bytes, ...]
    mappings: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    handles: tuple[str, ...] = (cast.ANALYST_XA.handle, cast.ANALYST_XB.handle, cast.SERVICE)
    authorities: tuple[str, ...] = ("XA-POL", "XB-BRD")
    numbers: tuple[str, ...] = ("1", "999")
    lists: tuple[str, ...] = ("transport", "methods")
    presets: tuple[str, ...] = ("partners", "own-authority")
    held_files: tuple[str, ...] = ()
    says: tuple[str, ...] = ("question", "submission")
    stock_forms: tuple[str, ...] = ("json", "pdf")
    reports: tuple[str, ...] = ()
    report_files: tuple[str, ...] = ()
    briefings: tuple[str, ...] = ()
    states: tuple[str, ...] = ("XA", "XB")
    commitments: tuple[str, ...] = ("ga-2023-prevention-01", "g7-2024-pre-01", "som-art2")
    versions: tuple[str, ...] = ("full",)
    progress: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ("ga-2023", "tern-2024")
    treaties: tuple[str, ...] = ("untoc",)
    library: tuple[str, ...] = ()
    forums: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    pledges: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    answer_forms: tuple[str, ...] = ("json", "xlsx")
    word_acts: tuple[str, ...] = ("submit", "approve", "withdraw")
    series: tuple[str, ...] = ("incidents", "deaths", "deaths~~Northern crossing", "incidents~~~XA", "detections")

    def reference(self, names: str) -> tuple[str, ...]:
        """Return the values of one kind of reference, those of another kind and an invented one among them."""
        values: tuple[str, ...] = getattr(self, names)
        other = self.loads if names != "loads" else self.things
        return (*values, *other[:1], INVENTED)


INVENTED = "f" * 32


@dataclass(frozen=True)
class Form:
    """What is sent to a page that acts."""

    fields: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    json: Any = None


Samples = Callable[[Known], Sequence[str]]
Forms = Callable[[Known], Sequence[Form]]


def no_query(known: Known) -> Sequence[str]:
    """Ask without a query."""
    return ("",)


@dataclass(frozen=True)
class Asked:
    """What a route is asked: the supplier of each parameter, the queries, and the forms where it acts."""

    parameters: dict[str, str] = field(default_factory=dict)
    queries: Samples = no_query
    forms: Forms | None = None
    reads: bool = True


@dataclass(frozen=True)
class Route:
    """One address pattern of the node."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """Return every route of the resolver."""
    return list(_walk(get_resolver(), "", (), ()))


def _walk(resolver: URLResolver, before: str, spaces: tuple[str, ...], parameters: tuple[str, ...]) -> Iterator[Route]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            further = (part.namespace,) if part.namespace else ()
            known = (*parameters, *part.pattern.converters)
            yield from _walk(part, before + str(part.pattern), spaces + further, known)
        elif isinstance(part, URLPattern):
            yield Route(
                name=":".join((*spaces, part.name or str(part.pattern))),
                pattern=before + str(part.pattern),
                parameters=(*parameters, *part.pattern.converters),
            )


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return every command of the parser."""
    parser = cli._parser()
    action = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


def _picture(known: Known) -> Sequence[str]:
    return (
        "",
        "measure=incidents&print=1",
        "measure=incidents",
        "measure=people&since=2021-03&until=2021-12",
        "measure=detections",
        "kind=shipwreck&country=XA",
        "place=zephyr&measure=incidents",
        "route=Northern%20crossing",
        "method=concealment&measure=incidents",
        "transport=lorry&reliability=B&measure=incidents&legs=people",
        "accuracy=2&measure=incidents&places=name",
        "known=2026-06-01&measure=incidents",
        "known=2026-05-31",
        *(f"source={code}&measure=incidents" for code in known.sources[:3]),
        *(f"edition={uid}" for uid in (*known.datasets[-2:], INVENTED)),
    )


def _matrix(known: Known) -> Sequence[str]:
    return (
        "",
        "half=2025-H2&columns=commitment&instrument=ga-2023&order=told",
        "half=2025-H1&columns=commitment&instrument=g7-2024",
        "standing=claimed&half=nonsense",
    )


def _of_states(known: Known) -> Sequence[str]:
    return "of=XB&done=yes", "of=XA", *(f"of=forum-{uid}" for uid in known.reference("forums"))


def _fees(known: Known) -> Sequence[str]:
    return (
        "",
        "currency=EUR&since=2021&until=2022-06",
        "route=Northern%20crossing&scope=leg",
        "scope=journey&start=XA&end=XB",
        "distance=300&transport=lorry&terrain=sea",
        "since=nonsense&start=nonsense&distance=far",
    )


def _rejected(known: Known) -> Sequence[Form]:
    return Form({"rejects": '[["Reports", 2, "Day", "Why"]]'}), Form({"rejects": "nonsense"})


def _fee_entered(known: Known) -> Sequence[Form]:
    fee = {"low": "100", "currency": "EUR", "on": "2021", "unit": "person-leg", "price_kind": "paid"}
    marked = {"publisher": "A paper", "marking": "public"}
    return (
        Form(),
        Form({**fee, "start": "A", "end": "B"}),
        *(Form({**fee, **marked, "leg": uid}) for uid in known.things),
    )


def _indicators_defined(known: Known) -> Sequence[Form]:
    said = {"name": "Alerts", "counted": "Alerts sent", "per": "1", "period": "month", "method": "As sent."}
    return (
        Form(),
        Form({**said, "numerator": "node:alerts-sent"}),
        Form({**said, "numerator": "detections~border-detections"}),
    )


def _progress_asked(known: Known) -> Sequence[str]:
    item = "item=ga-2023-prevention-01"
    return "", "instrument=untoc", f"{item}&period=2026-H1", *(f"copy={one}" for one in known.reference("progress"))


def _progress_written(known: Known) -> Sequence[Form]:
    said = {"item": "ga-2023-prevention-01", "period": "2019-H1", "status": "planned", "level": "own"}
    said |= {"responsible": "A ministry", "actions": "A plan."}
    evidence = {"evidence-1-title": "A file", "evidence-1-proof": "case", "evidence-1-level": "own"}
    return (
        Form(said),
        Form({**said, "more": "1"}),
        *(Form({**said, "compute": one}) for one in ("gcm-9-a.i1", "ga-2023-prevention-01.i2")),
        Form({**said, "item": "sdg-10.7", "compute": "sdg-10.7.i1", "period": "2021-H1"}),
        *(
            Form({**said, "item": "sdg-10.7", "compute": "chosen", "chosen-indicator": "sdg-10.7.i1"} | chosen)
            for chosen in (
                {"chosen-source": "measures-begun", "period": "2021-H1"},
                {"chosen-source": "needs-answered", "period": "2026-H1"},
                {"chosen-source": "own:" + "0" * 32, "period": "2021-H1"},
            )
        ),
        *(Form({**said, **evidence, "evidence-1-reference": one}) for one in known.reference("briefings")[:2]),
    )


def _progress_acted(known: Known) -> Sequence[Form]:
    return tuple(Form({"act": act}) for act in ("submit", "approve", "send-back", "take-back", "missing", "withdraw"))


def _needs_posted(known: Known) -> Sequence[Form]:
    need = {"title": "Course", "kind": "training", "pillar": "response", "amount": "20", "unit": "places"}
    return Form(), Form({**need, "level": "own"}), Form({**need, "level": "public", "items": "no-such-item"})


def _pledges_reported(known: Known) -> Sequence[Form]:
    said = {"title": "Course", "kind": "training", "pillar": "response", "amount": "20", "unit": "places"}
    days = {"level": "public", "since": "2026-01-01", "until": "2026-12-31"}
    return Form(), *(Form({**said, **days, "receiver": code}) for code in (*known.authorities, "XZ-NIL"))


def _needs_acted(known: Known) -> Sequence[Form]:
    acts = ("match", "end-match", "withdraw", "none")
    return tuple(Form({"act": act, "other": known.posts[-1]}) for act in acts)


def _pledges_acted(known: Known) -> Sequence[Form]:
    acts = ("confirm", "withdraw", "same", "undo", "hand-over", "check", "deliver", "unmark", "take-back", "evaluate")
    return tuple(Form({"act": act, "other": known.pledges[1], "part": known.loads[0]}) for act in acts)


def _figures_added(known: Known) -> Sequence[Form]:
    said = dict.fromkeys(("topic", "title", "stated", "publisher", "document"), "A paper")
    return (
        Form(),
        Form({**said, "marking": "public", "superseded_by": known.things[0]}),
        Form({**said, "marking": "public", "is_publication": "1"}),
    )


def _lawful_entered(known: Known) -> Sequence[Form]:
    lawful = {"kind": "work", "start": "XA", "end": "XB", "low": "90", "currency": "EUR", "on": "2021", "days": "30"}
    return Form(), Form({**lawful, "publisher": "A paper", "marking": "public"})


def _compared(known: Known) -> Sequence[str]:
    periods = "measure=incidents&a=2021-03&b=2021-12&c=2022-01&d=2022-12"
    return "", "measure=incidents", periods, f"{periods}&known=2026-06-01", "a=x&b=y"


def _map(known: Known) -> Sequence[str]:
    return (
        "",
        "measure=incidents&print=1",
        "measure=incidents",
        "kind=shipwreck&country=XA",
        "place=zephyr",
        "known=2026-06-01&measure=incidents",
        "transport=lorry",
        "method=concealment&reliability=A",
    )


WORDS = (
    *("ashmar", "zephyr", "a", "ash", "phyr", "shmar st", "star ashmar", "ashmra", "zehpyr", "ashmar zephyr lantern"),
    *("northern crossing", "grey", "point", "xa", "old harbor", "ar po"),
)
"""In all the ways in which something can be found: exactly, from its beginning, inside, mistyped, spread over texts."""


def _words(known: Known) -> Sequence[str]:
    plain = [f"words={words.replace(' ', '%20')}" for words in WORDS]
    return (
        "",
        *plain,
        "words=ashmar&kind=Vessel",
        "words=e&kind=Incident",
        "words=ashmar&print=1",
        "words=ashmar&page=2",
        "words=ashmar&page=99",
    )


def _found(known: Known) -> Sequence[Sequence[str]]:
    return [*([words] for words in WORDS), ("ashmar", "--kind", "Vessel"), ("ashmar", "--page", "2")]


def _exported(known: Known) -> Sequence[str]:
    return (
        "",
        "view=picture&measure=incidents",
        "view=picture&measure=incidents&place=zephyr",
        "view=picture&measure=incidents&known=2026-05-31",
        "view=find&words=ashmar",
        "view=find&words=zephyr",
        *(f"view=thing&thing={uid}" for uid in (*known.things, INVENTED)),
        *(f"view=source&source={code}" for code in (*known.sources, INVENTED)),
    )


FORMATS = "csv", "geojson", "ftm", "ftm-statements"


def _exporting(known: Known) -> Sequence[Form]:
    return (
        Form({"format": "nonsense"}),
        *(
            Form({"format": FORMATS[number % len(FORMATS)]}, query)
            for number, query in enumerate(_exported(known))
            if query.startswith("view=")
        ),
        *(Form({"format": one}, "view=everything") for one in FORMATS),
    )


def _things_asked(known: Known) -> Sequence[str]:
    return "words=ashmar", "words=zephyr&limit=1", "words=a&kind=Incident", "words=", "words=a&cursor=nonsense"


def _questions(known: Known) -> Sequence[str]:
    return tuple(one for one in _picture(known) if not one.startswith("edition="))


def _exports_asked(known: Known) -> Sequence[str]:
    return ("format=nonsense", *(f"format=csv&{query}" for query in _exported(known)))


def _reports(known: Known) -> Sequence[Form]:
    thing = {
        "name": "a",
        "kind": "Incident",
        "statements": [
            {"property": "incident_kind", "value": "shipwreck"},
            {"property": "occurred_on", "value": "2021-03-14"},
        ],
    }
    about = [{**thing, "name": f"n{n}", "uid": uid} for n, uid in enumerate((*known.things, INVENTED))]
    report = {"ref": "R-api", "filed_on": "2021-03-20", "marking": {"preset": "partners"}, "things": [thing]}
    return (
        Form(json=report),
        Form(json=report),
        Form(json={}),
        *(Form(json={**report, "ref": f"R-api-{n}", "things": [one]}) for n, one in enumerate(about)),
    )


def _file(known: Known) -> Sequence[Form]:
    return tuple(
        Form({"file": content, "mapping": "landings-part", "released_on": "2023-04-01", "marking": marking})
        for content, marking in zip(known.contents, ("public", "own-authority", "nonsense"), strict=False)
    )


def _tokens(known: Known) -> Sequence[Form]:
    return Form({"name": "harvest", "days": "30"}), Form({"name": "", "days": "365"})


def _filled(known: Known) -> Sequence[Form]:
    return (Form({"files": [*known.contents[:3]]}), Form({"files": []}))


def _descriptions(known: Known) -> Sequence[Form]:
    """Describe a table under the name of a layout that another authority may have."""
    told = {"kind": "Incident", "key": "0", "repeats": "reject", "prop-0": "identifier"}
    told["always-incident_kind"] = "other"
    told |= dict.fromkeys(("title", "source", "edition", "credit", "licence"), "hidden")
    return (
        Form({**told, "name": "hidden-xb-brd", "marking": "public"}),
        Form({**told, "name": "hidden-xb-brd", "marking": "public", "act": "save"}),
        Form({**told, "name": "hidden-xa-pol", "marking": "public", "act": "save"}),
    )


def _nothing(known: Known) -> Sequence[Form]:
    return (Form(),)


WRITTEN = {"incident_kind": "shipwreck", "occurred_on": "2021-03-14", "point": "-35.5, -20", "marking": "public"}


def _written(known: Known) -> Sequence[Form]:
    """Save, send and look who will read; with places, fees and texts that are refused."""
    wrong = {"place_text": "Zephyr pier", "fees.0.amount": "-5", "summary": "Call +33 6 12 34 56 78"}
    return (
        Form({**WRITTEN, "act": "readers"}),
        Form({**WRITTEN, **wrong, "marking": "law-enforcement", "recipients": "XX", "act": "send"}),
        Form({**WRITTEN, "act": "save", "key": known.things[0]}),
        Form({**WRITTEN, "act": "send"}),
    )


def _rewritten(known: Known) -> Sequence[Form]:
    return (Form({**WRITTEN, "act": "send"}),)


def _beside_a_report(known: Known) -> Sequence[Form]:
    return Form({"file": b"A boat"}), Form()


def _markings(known: Known) -> Sequence[Form]:
    return Form({"marking": "partners"}), Form({"marking": "law-enforcement", "recipients": "XB-BRD"}), Form()


def _sent_back(known: Known) -> Sequence[Form]:
    return (Form({"reason": "double"}),)


def _kinds_of_request(known: Known) -> Sequence[str]:
    return "", "kind=information&to=XB-BRD", "kind=danger-to-life", "kind=leave", "kind=nonsense"


def _requests_sent(known: Known) -> Sequence[Form]:
    """Ask about hidden things too: they are as unknown as things that do not exist."""
    asked = {"asked": "XB-BRD", "legal_basis": "som-10", "case": "17", "clock": "ordinary", "language": "en"}
    asked |= {"words": "What is known of this?"}
    about = (*known.things[:3], INVENTED)
    return (
        Form({}, "kind=information"),
        Form(asked, "kind=information"),
        *(Form({**asked, "about": uid}, "kind=corroboration") for uid in about),
    )


def _released(known: Known) -> Sequence[Form]:
    chosen = {"purpose": "operational-analysis", "urgency": "routine"}
    return (
        Form({**chosen, "recipients": ["XB-BRD"], "act": "look"}),
        Form({**chosen, "act": "ask", "looked": " operational-analysis "}),
        Form({"act": "ask"}),
    )


def _recalled(known: Known) -> Sequence[Form]:
    return Form({"reason": "wrong", "decision": "approve", "authority": "XB-BRD", "use": "print"}), Form()


def _leave_asked(known: Known) -> Sequence[Form]:
    return tuple(Form({"about": uid, "use": "print", "to": "XB-BRD"}) for uid in (*known.things[:2], INVENTED))


def _turned(known: Known) -> Sequence[Form]:
    return Form({"what": "answered", "words": "Nothing is known here."}), Form({"what": "nonsense"})


def _watched(known: Known) -> Sequence[Form]:
    """Watch what hidden reports tell of, so that only they could raise something; the page of the watch follows."""
    return (
        Form({"counted": "incidents", "way": "either"}),
        Form({"counted": "deaths", "way": "rise", "route": "Northern crossing"}),
        Form({"counted": "people", "way": "rise", "place": "zephyr"}),
        Form({"counted": "transport", "way": "either", "transport": "lorry"}),
        Form({"counted": "nonsense", "way": "rise"}),
    )


def _catalogue_asked(known: Known) -> Sequence[str]:
    return "", "instrument=ga-2023&kind=commitment", f"instrument={INVENTED}", "words=zephyr"


def _instruments_added(known: Known) -> Sequence[Form]:
    head = {"name": "Zephyr statement", "issuer": "Ministers", "date": "2024-05-01", "binding": "political"}
    line = {"id-1": "zephyr-2024-1", "paragraph-1": "1", "kind-1": "commitment", "pillar-1": "cooperation"}
    line |= {"theme-1": "channels", "title-1": "Name one contact", "paraphrase-1": "Each State names one contact."}
    line |= {"addressed_to-1": "governments"}
    return Form(), *(Form({**head, **line, "key": key, "rows": "1"}) for key in (*known.instruments, "zephyr-2024"))


def _confirmed(known: Known) -> Sequence[Form]:
    return Form({"source": "Text, page 2"}), Form({"source": ""}), Form({"act": "take-back"})


def _treaties_asked(known: Known) -> Sequence[str]:
    return "", "on=2020-01-01&state=XA&instrument=untoc", "on=nonsense"


def _practices_filed(known: Known) -> Sequence[Form]:
    said = {"kind": "practice", "pillar": "response", "title": "Joint desk", "done": "A desk.", "level": "own"}
    return Form(), Form({**said, "items": "no-such-item"}), Form({**said, "items": " ".join(known.commitments)})


def _graded(known: Known) -> Sequence[Form]:
    return Form({"grade": "monitored", "reason": "Two sites."}), Form({"act": "take-back"}), Form()


def _adopted(known: Known) -> Sequence[Form]:
    return Form(), Form({"stage": "adopted", "on": "2026-01-02", "how": "One desk.", "level": "own"})


def _reviews_opened(known: Known) -> Sequence[Form]:
    said = {"reviewed": "XB-BRD", "near": "XA-POL", "period": "2021-H1", "items": list(known.commitments[:1])}
    return Form(), *(Form({**said, "forum": uid, "months": "6"}) for uid in known.reference("forums"))


def _said_in_reviews(known: Known) -> Sequence[Form]:
    said = {"text": "Is the law in force?", "kind": "gap", "source": "League", "to": known.things[0]}
    later = Form({**said, "to": "", "status": "done", "period": "2022-H1"})
    return Form(), Form(said), later, *(Form({**said, "to": uid}) for uid in known.turns)


def _decided(known: Known) -> Sequence[Form]:
    return tuple(Form({"turn": uid, "decision": what}) for uid in known.turns for what in ("approve", "drop"))


def _stock_asked(known: Known) -> Sequence[str]:
    return "", "half=2025-H2", "half=nonsense", *(f"forum={uid}" for uid in known.reference("forums"))


def _stock_taken(known: Known) -> Sequence[Form]:
    forums = (Form({"half": "2025-H2", "forum": uid, "subject": "XB"}) for uid in known.reference("forums"))
    return Form({"half": "2025-H2"}), Form({"half": "2999-H1"}), *forums


def _reports_to_forums(known: Known) -> Sequence[str]:
    asked = "", "template=untoc&subject=XB&level=own", "template=regional&instrument=som&language=ar", "level=nonsense"
    halves = "since=2024-H2&until=2025-H2"
    return *asked, *(
        f"template=compact&subject={state}&level={level}&{halves}"
        for state in known.states
        for level in ("own", "public")
    )


def _forum_files(known: Known) -> Sequence[Form]:
    halves = "since=2024-H2&until=2025-H2"
    return (
        Form(),
        Form(query="template=compact&level=public"),
        Form(query=f"template=compact&subject=XB&level=own&{halves}"),
        Form(query=f"template=compact&subject=XB&level=public&{halves}"),
    )


def _words_for_forums(known: Known) -> Sequence[Form]:
    said = {"template": "roma-lyon", "question": "needs", "period": "2021-H1", "text": "Two trainers."}
    return Form(said), Form({**said, "reach": "public", "text": "Call +33 6 12 34 56 78"}), Form()


def _briefings_begun(known: Known) -> Sequence[Form]:
    said = {"title": "What moved", "language": "fr", "skeleton": "threat"}
    return Form(said), Form({**said, "full": "public", "open": "own-authority"}), Form()


def _briefing_parts(known: Known) -> Sequence[Form]:
    return Form({"kind": "sentence", "text": "There were {1}."}), Form({"kind": "heading"})


def _series_bound(known: Known) -> Sequence[Form]:
    """Bind what hidden reports tell of: it is refused like a series that is not there."""
    keys = (*known.series[:3], "nonsense")
    shift = urlencode({"fall": keys[0], "rise": keys[-1], "since": "2026-01", "until": "2026-02"})
    estimates = [urlencode({"thing": thing, "word": "outcome=deaths"}) for thing in known.reference("things")[:2]]
    return (
        *(Form({"asks": "latest", "about": key}) for key in keys),
        Form({"asks": "shift", "shift": shift}),
        *(Form({"asks": "assessment", "assessment": one}) for one in estimates),
        *(Form({"asks": "map", "measure": measure}) for measure in ("deaths", "incidents", "detections")),
    )


def _series_counted(known: Known) -> Sequence[str]:
    return "", "counted=incidents", "counted=deaths", "counted=nonsense"


def _tables_made(known: Known) -> Sequence[Form]:
    """Count what hidden reports tell of, by all that a table can be broken down by."""
    asked = {"counted": "dead-or-missing", "axes": ["month", "sex"], "step": "month", "threshold": "10"}
    return (
        Form(asked),
        Form({**asked, "axes": ["route", "age"], "counted": "people", "source": known.sources[0]}),
        Form({**asked, "axes": ["country"], "counted": "dead", "nodes": ["XB-BRD"]}),
        Form({"counted": "nonsense"}),
    )


def _series_listed(known: Known) -> Sequence[str]:
    return (
        "",
        *(f"counted={counted}&by={by}" for counted in ("deaths", "incidents") for by in ("route", "country", "whole")),
        "counted=people-concerned",
        "counted=people&world=invented",
        "counted=nonsense&by=nonsense",
    )


def _series_beside(known: Known) -> Sequence[str]:
    return "", f"with={known.series[1]}", f"with={known.series[0]}&with=nonsense"


def _breaks_noted(known: Known) -> Sequence[Form]:
    """Note breaks in what hidden reports tell of: those are refused like series that are not there."""
    noted = {"month": "2021-04", "reason": "method-changed", "words": "Counted ashore", "marking": "own-authority"}
    return Form(noted), Form({**noted, "month": "2021-03", "marking": "public"}), Form({"words": "Call +33 6 12 34"})


MEASURE = {"name": "Night closure", "kind": "closure", "since": "2021-03-01", "route": "Northern crossing"}


def _measures_entered(known: Known) -> Sequence[Form]:
    """Enter measures that were taken, one under a marking of the own authority, one that is still to come."""
    return (
        Form({**MEASURE, "marking": "public", "harm": "none-found"}),
        Form({**MEASURE, "marking": "own-authority", "country": "XA"}),
        Form({**MEASURE, "since": "2999-01-01", "marking": "public"}),
        Form(),
    )


def _measures_planned(known: Known) -> Sequence[Form]:
    return Form({**MEASURE, "since": "2999-01-01", "marking": "own-authority"}), Form()


def _measures_settled(known: Known) -> Sequence[Form]:
    return tuple(Form({"act": act}) for act in ("check", "consult", "withdraw", "approve", "give-up", "review", "x"))


def _areas_chosen(known: Known) -> Sequence[str]:
    return "", "along=country", "chosen=1&along=route&area=northern+crossing&compared=southern+crossing&beside=x"


def _measures_assessed(known: Known) -> Sequence[Form]:
    return Form({"act": "ask"}), Form({"act": "keep"}), Form({"act": "x"})


def _grounds(known: Known) -> Sequence[Form]:
    return Form({"ground": "analysis"}), Form({"ground": "nonsense"})


def _reasons(known: Known) -> Sequence[Form]:
    return (
        Form({"reason": "nonsense"}),
        Form({"reason": next(iter(Withdrawal))}),
        Form({"reason": next(iter(Restoration))}),
    )


def _new_officers(known: Known) -> Sequence[Form]:
    duty = ["analyst:operational-analysis"]
    return (
        Form({"handle": "xa.zephyr", "name": "Zephyr", "authority": "XA-POL", "duties": duty}),
        Form({"handle": known.handles[0], "name": "", "authority": "XB-BRD", "duties": duty}),
    )


def _duties(known: Known) -> Sequence[Form]:
    return (Form({"duties": ["analyst:operational-analysis"], "sure": "yes"}), Form())


def _new_authorities(known: Known) -> Sequence[Form]:
    return (Form({"code": "XA-ZEP", "name": "Zephyr", "country": "XA", "kind": "police"}), Form())


def _deciding(known: Known) -> Sequence[Form]:
    return (
        Form({"list": "transport", "given": "zephyr raft", "code": "inflatable-boat"}),
        Form({"list": "transport", "given": "tern raft", "code": "wooden-boat"}),
        Form({"list": "transport", "given": "tern raft", "code": "nonsense"}),
        Form({"list": "roles", "given": "zephyr raft", "code": "skipper"}),
    )


def _editing(known: Known) -> Sequence[Form]:
    code = {"act": "code", "code": "tern-raft", "en": "Raft", "fr": "Radeau", "es": "Balsa", "ar": "طوف"}
    means = {"means-en": "A raft.", "means-fr": "Un radeau.", "means-es": "Una balsa.", "means-ar": "طوف."}
    return (
        Form({"act": "begin", "given": "zephyr raft"}),
        Form({**code, **means, "revision": "0"}),
        Form({"act": "send", "revision": "1"}),
        Form({"act": "release", "revision": "2"}),
    )


def _pasted(known: Known) -> Sequence[Form]:
    return (
        Form({"text": "Yesterday 12 people drowned off Caldra; a boat from Morrin.", "on": "2021-03-20"}),
        Form({"act": "take", "take": ["counts.0.what=dead&counts.0.range=12", "transport=wooden-boat"]}),
    )


def _asking(known: Known) -> Sequence[Form]:
    return (
        *(Form({"act": "ask", "load": uid, "text": "At noon or later?"}) for uid in (*known.loads[-6:], INVENTED)),
        *(Form({"act": "thank", "load": uid, "sentence": "in-time"}) for uid in known.loads[-6:]),
    )


def _answers(known: Known) -> Sequence[Form]:
    return Form({"question": known.loads[0], "text": "At noon."}), Form({"question": INVENTED, "text": ""})


def _neighbours(known: Known) -> Sequence[str]:
    return "prop=vessel&way=in", "prop=vessel&way=out"


def _beside(known: Known) -> Sequence[str]:
    return f"with={known.things[0]}", f"with={known.things[3]}"


def _verdicts(known: Known) -> Sequence[Form]:
    said = {"reason": "Told twice"}
    return (
        Form({**said, "other": known.things[1], "verdict": "same", "ground": "seen", "marking": "own-authority"}),
        Form({**said, "other": known.things[2], "verdict": "apart", "ground": "seen", "marking": "public"}),
    )


def _picks(known: Known) -> Sequence[Form]:
    return (
        Form({"prop": "dead", "value": token_of("dead", "2")}),
        Form({"source": known.sources[0]}),
    )


def _held(known: Known) -> Sequence[Form]:
    order = {"reason": "trial", "reference": "XA-2026-9", "until": "2027-01-01"}
    return Form(order), Form({**order, "until": "2021-01-01"}), Form()


def _sealed(known: Known) -> Sequence[Form]:
    asked = {"ref": "W-1", "kind": "witnesses", "handle": known.handles[0], "pseudonym": "W-1-1", "content": "Zephyr"}
    return Form({**asked, "reason": "meeting", "file_mark": "XA-1", "decision": "approve"}), Form()


def _requested(known: Known) -> Sequence[Form]:
    asked = {"kind": "access", "file_mark": "DP-1", "received_on": "2026-05-01", "reference": known.things[0]}
    return Form({**asked, "reason": "complex", "authority": "XB-BRD", "outcome": "granted"}), Form()


def _dealt(known: Known) -> Sequence[Form]:
    return Form({"act": "suspend", "ground": "misuse"}), Form({"act": "sign"}), Form()


def _kept(known: Known) -> Sequence[Form]:
    return (
        Form({"act": "status", "instrument": "untoc"}),
        Form({"act": "confirm-sheet", "uid": known.things[0]}),
        Form(),
    )


def _treated(known: Known) -> Sequence[Form]:
    """Mark everything that somebody could name: what is hidden must answer like what is not there."""
    return (
        *(
            Form({"act": "mark", "treatment": "torture", "about": uid})
            for uid in (*known.things, *known.loads, INVENTED)
        ),
        *(Form({"act": act, "uid": known.things[0]}) for act in ("ask", "lift")),
        Form({"act": "mark", "about": known.things[0]}),
    )


def _hand_overs(known: Known) -> Sequence[Form]:
    return (
        Form({"to": "INT-MPA", "reach": "Zephyr pier, at noon", "asks": "yes"}),
        Form({"to": "nonsense", "reach": "", "age": "nonsense"}),
    )


def _letter(known: Known) -> Sequence[Form]:
    return Form({"letter": known.contents[0], "after": "0"}), Form({"after": "x"}), Form()


def _alerts(known: Known) -> Sequence[Form]:
    """Send alerts about hidden things, whose refusal may not tell them from things that are not there."""
    alert = {"kind": "route-shift", "haste": "prompt", "words": "Boats leave before dawn.", "area": "Ashmar"}
    to = {"hours": "24", "to": ["XB-BRD", "XA-POL", "XC-POL"]}
    return (
        Form({**alert, **to}),
        Form({}),
        *(
            Form({**alert, **to, "kind": kind, "thing": uid})
            for kind in ("means-wanted", "method-seen")
            for uid in known.things
        ),
    )


def _logged(known: Known) -> Sequence[Form]:
    entry = {"kind": "seen", "words": "Two boats pulled up.", "to": ["XB-BRD", "XA-POL"], "open": "yes"}
    return (
        Form(entry),
        Form({}),
        *(Form({**entry, "thing": uid, "alert": known.loads[0]}) for uid in (*known.things, INVENTED)),
        *(Form({**entry, "alert": uid}) for uid in known.alerts),
    )


def _shift_handed(known: Known) -> Sequence[Form]:
    return tuple(Form({"successor": handle, "to": ["XB-BRD", "XA-POL"]}) for handle in known.handles)


def _alert_moves(known: Known) -> Sequence[Form]:
    return Form({"response": "seen", "reason": "done", "to": ["XB-BRD"]}), Form()


def _sets_made(known: Known) -> Sequence[Form]:
    """Make sets out of all that the authority holds: how large they look may not tell what an officer cannot read."""
    return tuple(
        Form({"authority": code, "purpose": purpose})
        for code in (*known.authorities, "XX")
        for purpose in ("operational-analysis", "targets", "border-management")
    )


def _matched(known: Known) -> Sequence[Form]:
    """Ask about everything that somebody could name: what is hidden has no keys, like what is not there."""
    return tuple(
        Form({"owner": owner, "case": "17", "things": things})
        for owner in known.authorities
        for things in ("\n".join((*known.things, INVENTED)), known.things[-1], "")
    )


def _told_less(known: Known) -> Sequence[Form]:
    return Form({"marking": INVENTED * 2, "telling": "silent"}), Form({"telling": "nonsense"})


def _traced(known: Known) -> Sequence[Form]:
    return tuple(Form({"authority": code, "reference": "0102030405"}) for code in known.authorities)


def _nominated(known: Known) -> Sequence[Form]:
    """Nominate what is hidden too: it is refused like what is not there."""
    return (Form(), *(Form({"things": uid, "bases": ["leads"]}) for uid in (*known.things, INVENTED)))


def _target_decided(known: Known) -> Sequence[Form]:
    return Form({"decision": "accept"}), Form({"decision": "nonsense"})


ROUTES: dict[str, Asked] = {
    "account_login": Asked(),
    "account_logout": Asked(),
    "account_reauthenticate": Asked(),
    "account_inactive": Asked(),
    "account_change_password": Asked(),
    "mfa_index": Asked(),
    "mfa_list_webauthn": Asked(),
    "mfa_add_webauthn": Asked(),
    "mfa_reauthenticate_webauthn": Asked(),
    "remove-passkey": Asked({"pk": "numbers"}, forms=_nothing, reads=False),
    "mfa_remove_webauthn": Asked({"pk": "numbers"}, forms=_nothing, reads=False),
    "mfa_edit_webauthn": Asked({"pk": "numbers"}),
    "mfa_login_webauthn": Asked(),
    "mfa_authenticate": Asked(),
    "mfa_reauthenticate": Asked(),
    "mfa_activate_totp": Asked(),
    "mfa_deactivate_totp": Asked(),
    "mfa_view_recovery_codes": Asked(),
    "mfa_generate_recovery_codes": Asked(),
    "mfa_download_recovery_codes": Asked(),
    "set_language": Asked(),
    "base:purpose": Asked(queries=lambda known: ("", f"next=/things/{known.things[0]}/")),
    "base:recovery-codes": Asked(),
    "base:device-key": Asked(),
    "base:device-key-renew": Asked(forms=_nothing, reads=False),
    "base:sessions": Asked(),
    "base:sessions-others": Asked(forms=_nothing, reads=False),
    "base:session-end": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "base:sign-on": Asked(),
    "base:sign-on-back": Asked(queries=lambda known: ("", f"code={known.things[0]}&state={known.loads[0]}")),
    "base:ledger": Asked(forms=_nothing),
    "base:ledger-heads": Asked(forms=lambda known: (Form({"head": "{}"}),)),
    "base:ledger-head": Asked(queries=lambda known: ("size=5",)),
    "base:ledger-proof": Asked(queries=lambda known: ("position=3",)),
    "base:ledger-acts": Asked(queries=lambda known: ("", "by=week")),
    "base:ledger-readings": Asked(),
    "base:ledger-staff": Asked(forms=lambda known: (Form({"words": "lantern heron quiet estuary"}),)),
    "base:door": Asked(forms=lambda known: (Form({"envelope": "no envelope"}),), reads=False),
    "base:health-live": Asked(),
    "base:health-ready": Asked(),
    "base:metrics": Asked(),
    "base:administration": Asked(queries=lambda known: ("", "words=a", "page=2")),
    "desk:directory": Asked(queries=lambda known: ("", "mandate=vessel-request", "country=XA")),
    "desk:partners": Asked(),
    "desk:partner": Asked({"code": "authorities"}, forms=_dealt),
    "desk:bases": Asked(queries=lambda known: ("", "a=XA&b=XB&measure=extradition&on=2026-06-01", "a=zz&on=x")),
    "desk:bases-kept": Asked(forms=_kept),
    "desk:ill-treatment": Asked(queries=lambda known: ("", f"about={known.things[0]}"), forms=_treated),
    "desk:exchange": Asked(),
    "desk:releases": Asked(),
    "desk:release-new": Asked({"load": "loads"}, forms=_released),
    "desk:release": Asked({"about": "things"}),
    "desk:release-decide": Asked({"about": "things"}, forms=_recalled, reads=False),
    "desk:release-correct": Asked({"about": "things"}, forms=_nothing, reads=False),
    "desk:release-recall": Asked({"about": "things"}, forms=_recalled, reads=False),
    "desk:release-leave": Asked({"about": "things"}, forms=_recalled, reads=False),
    "desk:release-leave-decide": Asked({"about": "things"}, forms=_recalled, reads=False),
    "desk:received": Asked(),
    "desk:thing-received": Asked({"uid": "things"}),
    "desk:received-one": Asked({"load": "loads"}),
    "desk:received-review": Asked({"load": "loads"}, forms=_recalled, reads=False),
    "desk:received-evidence": Asked({"load": "loads"}, forms=_nothing, reads=False),
    "desk:leaves": Asked(),
    "desk:leave-answer": Asked({"uid": "things"}, forms=_recalled, reads=False),
    "desk:threads": Asked(),
    "desk:thread-new": Asked(queries=_kinds_of_request, forms=_requests_sent),
    "desk:thread-leave": Asked(forms=_leave_asked, reads=False),
    "desk:thread": Asked({"uid": "things"}),
    "desk:thread-turn": Asked({"uid": "things"}, forms=_turned, reads=False),
    "desk:thread-came": Asked({"uid": "things"}, forms=_turned, reads=False),
    "desk:thread-text": Asked({"uid": "things"}, queries=lambda known: ("", "channel=siena")),
    "desk:matching": Asked(queries=lambda known: ("", f"thing={known.things[0]}"), forms=_matched),
    "desk:match-sets": Asked(),
    "desk:match-set-make": Asked(forms=_sets_made, reads=False),
    "desk:match-choose": Asked(forms=_told_less, reads=False),
    "desk:match-trace": Asked(forms=_traced, reads=False),
    "desk:match-question": Asked({"uid": "things"}),
    "desk:match-judge": Asked({"uid": "things"}, forms=_nothing, reads=False),
    "desk:targets": Asked(queries=lambda known: ("", f"thing={known.things[0]}"), forms=_nominated),
    "desk:target": Asked({"uid": "things"}),
    "desk:target-decide": Asked({"uid": "things"}, forms=_target_decided, reads=False),
    "desk:target-withdraw": Asked({"uid": "things"}, forms=_nothing, reads=False),
    "desk:contact-new": Asked(forms=_nothing),
    "desk:contact": Asked({"uid": "things"}),
    "desk:contact-test": Asked({"uid": "things"}, forms=_nothing, reads=False),
    "desk:contact-publish": Asked({"uid": "things"}, forms=_nothing, reads=False),
    "desk:cards": Asked(),
    "desk:card": Asked({"code": "authorities"}),
    "desk:card-own": Asked(queries=lambda known: ("", "origin=nonsense")),
    "desk:card-add": Asked(forms=_nothing, reads=False),
    "desk:letter": Asked(forms=_letter, reads=False),
    "desk:letters": Asked(),
    "desk:letter-in": Asked(forms=_letter, reads=False),
    "desk:letter-out": Asked({"code": "authorities"}, forms=_letter, reads=False),
    "desk:card-rotate": Asked(forms=_nothing, reads=False),
    "desk:card-move": Asked(forms=_nothing, reads=False),
    "desk:card-evidence": Asked({"uid": "loads"}),
    "desk:card-confirm": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "desk:card-close": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "desk:card-revoke": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "desk:card-claim": Asked({"code": "authorities", "authority": "authorities"}, forms=_nothing, reads=False),
    "desk:card-claim-settle": Asked({"code": "authorities", "authority": "authorities"}, forms=_nothing, reads=False),
    "desk:card-ask": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "desk:card-drill": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "desk:card-drill-end": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "desk:contact-withdraw": Asked({"uid": "things"}, forms=_nothing, reads=False),
    "base:markings": Asked(),
    "base:marking-new": Asked(forms=_nothing),
    "base:marking-withdraw": Asked({"name": "presets"}, forms=_nothing, reads=False),
    "base:marking-offer": Asked({"name": "presets"}, forms=_nothing, reads=False),
    "base:officer-new": Asked(forms=_new_officers),
    "base:officer": Asked({"handle": "handles"}),
    "base:officer-duties": Asked({"handle": "handles"}, forms=_duties, reads=False),
    "base:officer-suspend": Asked({"handle": "handles"}, forms=_nothing, reads=False),
    "base:officer-resume": Asked({"handle": "handles"}, forms=_nothing, reads=False),
    "base:officer-invite": Asked({"handle": "handles"}, forms=_nothing, reads=False),
    "base:officer-sessions": Asked({"handle": "handles"}, forms=_nothing, reads=False),
    "base:officer-link": Asked({"handle": "handles"}, forms=_nothing, reads=False),
    "base:officer-unlink": Asked({"handle": "handles"}, forms=_nothing, reads=False),
    "base:officer-leave": Asked({"handle": "handles"}, forms=_duties, reads=False),
    "base:authorities": Asked(forms=_new_authorities),
    "base:authority-rename": Asked({"code": "authorities"}, forms=_new_authorities, reads=False),
    "base:authority-close": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "base:authority-reopen": Asked({"code": "authorities"}, forms=_nothing, reads=False),
    "base:rules": Asked(),
    "desk:home": Asked(queries=lambda known: ("",)),
    "desk:centre": Asked(queries=lambda known: ("", "print=1")),
    "desk:centre-alerts-past": Asked(),
    "desk:centre-alert-new": Asked(forms=_alerts),
    "desk:centre-alert": Asked({"uid": "alerts"}),
    "desk:centre-alert-answer": Asked({"uid": "alerts"}, forms=_alert_moves, reads=False),
    "desk:centre-alert-pass": Asked({"uid": "alerts"}, forms=_alert_moves, reads=False),
    "desk:centre-alert-refuse": Asked({"uid": "alerts"}, forms=_alert_moves, reads=False),
    "desk:centre-alert-end": Asked({"uid": "alerts"}, forms=_alert_moves, reads=False),
    "desk:centre-log": Asked(queries=lambda known: ("", "print=1"), forms=_logged),
    "desk:centre-hand-over": Asked(forms=_shift_handed, reads=False),
    "desk:centre-entry-take": Asked({"uid": "entries"}, forms=_nothing, reads=False),
    "desk:centre-entry-correct": Asked({"uid": "entries"}, forms=_logged, reads=False),
    "desk:centre-entry-settle": Asked({"uid": "entries"}, forms=_logged, reads=False),
    "desk:centre-pool": Asked(queries=lambda known: ("", "print=1")),
    "desk:centre-national": Asked(queries=lambda known: ("", "to=XB-BRD", "to=XB-BRD&to=XC-POL")),
    "desk:centre-propose": Asked(
        forms=lambda known: (Form({"load": [*known.loads], "to": ["XB-BRD"]}), Form({"to": ["XC-POL"]})), reads=False
    ),
    "desk:centre-proposal-decide": Asked(
        {"uid": "loads"}, forms=lambda known: (Form({"decision": "release"}), Form()), reads=False
    ),
    "desk:centre-named": Asked(forms=lambda known: (Form({"named": "yes"}),), reads=False),
    "desk:forecasts": Asked(
        queries=lambda known: ("", "counted=incidents", "counted=deaths&by=country", "counted=people&by=whole", "by=x")
    ),
    "desk:forecasts-work-out": Asked(
        forms=lambda known: (Form({"counted": "incidents", "by": "whole"}), Form()), reads=False
    ),
    "desk:forecast": Asked({"key": "series"}, queries=lambda known: ("", "print=1")),
    "desk:forecast-work-out": Asked({"key": "series"}, forms=_nothing, reads=False),
    "desk:forecast-keep": Asked({"key": "series"}, forms=lambda known: (Form({"looked": "yes"}),), reads=False),
    "desk:forecast-take-along": Asked({"key": "series"}, forms=lambda known: (Form({"looked": "yes"}),), reads=False),
    "desk:forecast-withdraw": Asked(
        {"uid": "loads"}, forms=lambda known: (Form({"reason": "mistaken"}), Form()), reads=False
    ),
    "desk:watches": Asked(queries=lambda known: ("", "counted=deaths"), forms=_watched),
    "desk:watch-mail": Asked(forms=lambda known: (Form({"rhythm": "daily", "address": "a@b.example"}), Form())),
    "desk:watch": Asked({"uid": "loads"}),
    "desk:watch-end": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:watch-seen": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:analysis": Asked(),
    "desk:shifts": Asked(
        queries=lambda known: ("", "counted=deaths", "counted=incidents&world=invented", "by=country", "print=1"),
        forms=_nothing,
    ),
    "desk:shifts-judge": Asked(
        forms=lambda known: (Form({"fall": "detections", "rise": "detections", "since": "2021-03", "verdict": "not"}),),
        reads=False,
    ),
    "desk:matrix": Asked(queries=_matrix),
    "desk:matrix-cell": Asked({"subject": "states", "item": "commitments"}),
    "desk:commitments-course": Asked(queries=_of_states),
    "desk:overdue": Asked(queries=_of_states),
    "desk:country-sheet": Asked({"subject": "states"}, queries=lambda known: ("", "print=1")),
    "desk:country-sheet-paper": Asked({"subject": "states", "language": "lists"}),
    "desk:commitments-public": Asked(),
    "desk:commitments-publish": Asked(forms=_nothing, reads=False),
    "desk:commitments-withdraw": Asked(forms=_nothing, reads=False),
    "public:commitments": Asked({"language": "lists"}),
    "public:commitments-of": Asked({"language": "lists", "subject": "states"}),
    "public:commitments-file": Asked({"subject": "states"}),
    "desk:tables": Asked(),
    "desk:table-new": Asked(queries=lambda known: ("", "world=invented"), forms=_tables_made),
    "desk:table": Asked({"uid": "loads", "number": "numbers"}),
    **{
        f"desk:table-{act}": Asked({"uid": "loads", "number": "numbers"}, forms=_nothing, reads=False)
        for act in ("attack", "propose", "publish", "return", "give-up")
    },
    "desk:table-correct": Asked({"uid": "loads"}, forms=_reasons, reads=False),
    "desk:table-withdraw": Asked({"uid": "loads"}, forms=_reasons, reads=False),
    "desk:table-take": Asked(forms=lambda known: (Form({"file": b"no file"}), Form()), reads=False),
    "desk:table-rounds": Asked(forms=_tables_made),
    **{
        f"desk:table-round-{act}": Asked({"uid": "loads"}, forms=_nothing, reads=False)
        for act in ("count", "refuse", "together")
    },
    "public:front": Asked(),
    "public:tables": Asked({"language": "lists"}),
    "public:table": Asked({"language": "lists", "uid": "loads"}),
    "public:version": Asked({"language": "lists", "uid": "loads", "number": "numbers"}),
    "public:signed": Asked({"uid": "loads", "number": "numbers"}),
    "public:download": Asked({"uid": "loads", "number": "numbers", "part": "numbers", "form": "lists"}),
    "desk:deaths": Asked(
        queries=lambda known: ("", "page=2", "since=2021-01&until=2021-12", "country=XA&world=invented")
    ),
    "desk:deaths-alike": Asked(queries=lambda known: ("", "since=2021-01&until=2021-12", "world=invented")),
    "desk:all-series": Asked(queries=_series_listed),
    "desk:one-series": Asked({"key": "series"}, queries=_series_beside),
    "desk:series-break": Asked({"key": "series"}, forms=_breaks_noted, reads=False),
    "desk:series-break-withdraw": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:series-take-along": Asked({"key": "series"}, forms=_nothing, reads=False),
    "desk:measures": Asked(),
    "desk:measure-new": Asked(forms=_measures_entered),
    "desk:measure-plan": Asked(forms=_measures_planned),
    "desk:measure-planned": Asked({"uid": "loads"}, forms=_measures_settled),
    "desk:measure": Asked({"uid": "things"}, queries=_areas_chosen, forms=_measures_assessed),
    "desk:measure-kept": Asked({"uid": "things", "kept": "loads"}),
    "desk:picture": Asked(queries=_picture),
    "desk:picture-map": Asked(queries=_map),
    "desk:picture-danger": Asked(queries=lambda known: ("", "since=2021-01&until=2021-12&by=deaths", "kind=shipwreck")),
    "desk:picture-compare": Asked(queries=_compared),
    "desk:picture-compare-map": Asked(queries=_compared),
    "desk:report-sheet": Asked(forms=_nothing),
    "desk:report-sheet-file": Asked({"language": "lists"}),
    "desk:report-sheet-rejects": Asked(forms=_rejected, reads=False),
    "desk:fees": Asked(queries=_fees),
    "desk:commitments": Asked(),
    "desk:catalogue": Asked(queries=_catalogue_asked),
    "desk:commitment": Asked({"item": "commitments"}),
    "desk:commitment-confirm": Asked({"item": "commitments"}, forms=_confirmed, reads=False),
    "desk:instrument": Asked({"key": "instruments"}),
    "desk:instrument-new": Asked(
        queries=lambda known: ("", *(f"key={key}" for key in known.instruments)), forms=_instruments_added
    ),
    "desk:instrument-template": Asked(),
    "desk:instrument-withdraw": Asked({"key": "instruments"}, forms=_nothing, reads=False),
    "desk:treaties": Asked(queries=_treaties_asked),
    "desk:treaty-state": Asked({"state": "states"}, queries=lambda known: ("", "on=2020-01-01")),
    "desk:treaty": Asked({"code": "treaties"}),
    "desk:practices": Asked(queries=lambda known: ("", "words=zephyr", "adopted=1")),
    "desk:practice-new": Asked(forms=_practices_filed),
    "desk:practice": Asked({"about": "library"}),
    "desk:practice-edit": Asked({"about": "library"}, forms=_practices_filed),
    "desk:practice-judge": Asked({"about": "library"}, forms=_graded, reads=False),
    "desk:practice-adopt": Asked({"about": "library"}, forms=_adopted, reads=False),
    "desk:practice-withdraw": Asked({"about": "library"}, forms=_nothing, reads=False),
    "desk:reviews": Asked(),
    "desk:review-new": Asked(
        queries=lambda known: ("", *(f"forum={uid}" for uid in known.reference("forums"))), forms=_reviews_opened
    ),
    "desk:review": Asked({"uid": "reviews"}),
    "desk:review-say": Asked({"uid": "reviews", "kind": "says"}, forms=_said_in_reviews),
    "desk:review-decide": Asked({"uid": "reviews"}, forms=_decided, reads=False),
    "desk:review-close": Asked({"uid": "reviews"}, forms=_nothing, reads=False),
    "desk:stocktaking": Asked(queries=_stock_asked),
    "desk:stock-take": Asked(forms=_stock_taken, reads=False),
    "desk:stock": Asked({"uid": "things"}),
    "desk:stock-make": Asked({"uid": "things"}, forms=_nothing, reads=False),
    "desk:stock-file": Asked({"uid": "things", "form": "stock_forms"}),
    "desk:forums": Asked(),
    "desk:forum-new": Asked(forms=_nothing),
    "desk:forum": Asked({"uid": "forums"}),
    "desk:forum-reported": Asked({"uid": "forums"}, queries=lambda known: ("", "half=2025-H2", "half=nonsense")),
    "desk:forum-member": Asked({"uid": "forums"}, forms=_nothing, reads=False),
    "desk:forum-member-end": Asked({"uid": "forums"}, forms=_nothing, reads=False),
    "desk:forum-close": Asked({"uid": "forums"}, forms=_nothing, reads=False),
    "desk:forum-meeting-new": Asked({"uid": "forums"}, forms=_nothing),
    "desk:forum-meeting": Asked({"uid": "forums", "meeting": "loads"}, forms=_nothing),
    "desk:forum-decision-new": Asked({"uid": "forums"}, forms=_nothing),
    "desk:answers": Asked(queries=_reports_to_forums),
    "desk:answer-files": Asked(forms=_forum_files, reads=False),
    "desk:answer-take": Asked({"form": "answer_forms"}, forms=_forum_files, reads=False),
    "desk:answer-words": Asked(queries=lambda known: ("", "template=compact&period=2025-H2"), forms=_words_for_forums),
    "desk:answer-words-act": Asked({"uid": "words", "act": "word_acts"}, forms=_nothing, reads=False),
    "desk:briefings": Asked(forms=_briefings_begun),
    "desk:briefing": Asked({"uid": "briefings"}, queries=_series_counted, forms=_briefing_parts),
    "desk:briefing-chart": Asked({"uid": "briefings"}, forms=_series_bound, reads=False),
    "desk:briefing-changes": Asked({"uid": "briefings"}, forms=_nothing),
    "desk:briefing-leave": Asked({"uid": "briefings", "name": "versions"}, forms=_nothing),
    "desk:briefing-version": Asked({"uid": "briefings"}, forms=_nothing),
    "desk:briefing-take": Asked({"uid": "briefings", "form": "versions"}, forms=_nothing, reads=False),
    "desk:briefing-part": Asked({"uid": "briefings", "part": "briefings"}, forms=_briefing_parts),
    "desk:briefing-bind": Asked({"uid": "briefings", "part": "briefings"}, forms=_series_bound, reads=False),
    "desk:briefing-unbind": Asked({"uid": "briefings", "part": "briefings"}, forms=_nothing, reads=False),
    "desk:briefing-accept": Asked({"uid": "briefings", "part": "briefings"}, forms=_nothing, reads=False),
    "desk:briefing-remove": Asked({"uid": "briefings", "part": "briefings"}, forms=_nothing, reads=False),
    "desk:briefing-restore": Asked({"uid": "briefings", "part": "briefings"}, forms=_nothing, reads=False),
    "desk:capacity": Asked(queries=lambda known: ("", "kind=training&pillar=response&corridor=x&subject=XA")),
    "desk:capacity-new": Asked({"side": "lists"}, forms=_needs_posted),
    "desk:capacity-post": Asked({"uid": "posts"}, forms=_needs_acted),
    "desk:capacity-pledge-new": Asked(
        queries=lambda known: ("", *(f"need={uid}" for uid in known.reference("posts"))), forms=_pledges_reported
    ),
    "desk:capacity-pledge": Asked({"uid": "pledges"}, forms=_pledges_acted),
    "desk:capacity-body": Asked({"code": "authorities"}),
    "desk:capacity-bring": Asked({"name": "lists"}, forms=_nothing),
    "desk:capacity-take": Asked({"name": "lists"}, forms=_nothing, reads=False),
    "desk:indicators": Asked(),
    "desk:indicator-new": Asked(forms=_indicators_defined),
    "desk:indicator": Asked({"about": "things"}),
    "desk:indicator-revise": Asked({"about": "things"}, forms=_indicators_defined),
    "desk:indicator-withdraw": Asked({"about": "things"}, forms=_nothing, reads=False),
    "desk:progress": Asked(queries=lambda known: ("", "period=2025-H2")),
    "desk:progress-new": Asked(queries=_progress_asked, forms=_progress_written),
    "desk:progress-import": Asked(forms=_nothing),
    "desk:progress-template": Asked(queries=lambda known: ("instruments=untoc",)),
    "desk:progress-entry": Asked({"about": "progress"}, queries=lambda known: ("", "compute=1")),
    "desk:progress-edit": Asked({"about": "progress"}, forms=_progress_written),
    "desk:progress-act": Asked({"about": "progress"}, forms=_progress_acted, reads=False),
    "desk:figures": Asked(),
    "desk:figure": Asked({"ref": "things"}),
    "desk:figure-line": Asked(queries=lambda known: ("", f"figure=deaths-2016&figure={known.things[0]}")),
    "desk:figure-new": Asked(forms=_figures_added),
    "desk:discrepancies": Asked(),
    "desk:causes": Asked(queries=lambda known: ("", "area=SY", "area=FR&years=yes"), forms=_nothing),
    "desk:causes-table": Asked(forms=_nothing, reads=False),
    "desk:fee-new": Asked(forms=_fee_entered),
    "desk:lawful-new": Asked(forms=_lawful_entered),
    "desk:thing": Asked({"uid": "things"}, queries=lambda known: ("", "print=1")),
    "desk:thing-print": Asked({"uid": "things"}),
    "desk:thing-export": Asked({"uid": "things"}),
    "desk:thing-map": Asked({"uid": "things"}),
    "desk:thing-history": Asked({"uid": "things"}, queries=lambda known: ("", "on=2026-06-01")),
    "desk:thing-neighbours": Asked({"uid": "things"}, queries=_neighbours),
    "desk:thing-members": Asked({"uid": "things"}),
    "desk:readings": Asked(queries=lambda known: ("", "page=2")),
    "desk:thing-readings": Asked({"uid": "things"}),
    "desk:thing-compare": Asked({"uid": "things"}, queries=_beside),
    "desk:thing-judge": Asked({"uid": "things"}, forms=_verdicts, reads=False),
    "desk:thing-choose": Asked({"uid": "things"}, forms=_picks, reads=False),
    "desk:judgement-withdraw": Asked({"uid": "judgements"}, forms=_nothing, reads=False),
    "desk:judgement-restore": Asked({"uid": "judgements"}, forms=_nothing, reads=False),
    "desk:choices": Asked(),
    "desk:choice-end": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:find": Asked(queries=_words),
    "desk:hand-over": Asked(forms=_hand_overs),
    "desk:disclosed": Asked(),
    "desk:disclosure": Asked({"uid": "things"}),
    "base:tokens": Asked(forms=_tokens),
    "base:tour": Asked(queries=lambda known: ("", "step=2", "step=3")),
    "base:tour-end": Asked(forms=_nothing, reads=False),
    "base:design": Asked(),
    "base:token-revoke": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "api:api-root": Asked(),
    "api:elsewhere": Asked({"rest": "things"}),
    "api:openapi-json": Asked(),
    "api:me": Asked(),
    "api:things": Asked(queries=_things_asked),
    "api:thing": Asked({"uid": "things"}),
    "api:statements": Asked({"uid": "things"}, queries=lambda known: ("", "limit=2")),
    "api:picture": Asked(queries=_questions),
    "api:sources": Asked(),
    "api:reports": Asked(forms=_reports, reads=False),
    "api:imports": Asked(queries=lambda known: ("", "limit=1"), forms=_file),
    "api:import": Asked({"uid": "loads"}),
    "api:import-undo": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "api:exports": Asked(queries=_exports_asked),
    "api:vocabularies": Asked(),
    "api:schemata": Asked(),
    "desk:export": Asked(queries=_exported, forms=_exporting),
    "desk:imports": Asked(queries=lambda known: ("", "page=2")),
    "desk:import-new": Asked(forms=_filled),
    "desk:describe": Asked({"uid": "uploads"}, forms=_descriptions),
    "desk:mappings": Asked(),
    "desk:mapping": Asked({"uid": "mappings"}, forms=lambda known: (Form({"written": "mapping: of-xa"}),)),
    "desk:mapping-file": Asked({"uid": "mappings"}),
    "desk:mapping-remove": Asked({"uid": "mappings"}, forms=_nothing, reads=False),
    "desk:import-preview": Asked({"uids": "uploads"}, queries=lambda known: ("marking=partners",)),
    "desk:import-run": Asked({"uids": "uploads"}, forms=_nothing, reads=False),
    "desk:import-discard": Asked({"uids": "uploads"}, forms=_nothing, reads=False),
    "desk:import": Asked({"uid": "loads"}),
    "desk:import-progress": Asked({"uid": "loads"}),
    "desk:import-cancel": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:import-undo": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:import-redo": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:import-rejects": Asked({"uid": "loads"}),
    "desk:sources": Asked(),
    "desk:held-files": Asked(),
    "desk:held-file": Asked({"uid": "held_files"}),
    "desk:held-file-ask": Asked({"uid": "held_files"}, forms=_grounds, reads=False),
    "desk:held-file-take-out": Asked({"uid": "held_files"}, forms=_nothing, reads=False),
    "desk:held-file-destroy": Asked({"uid": "held_files"}, forms=_nothing, reads=False),
    "desk:source": Asked({"code": "sources"}, queries=lambda known: ("", "print=1")),
    "desk:source-withdraw": Asked({"code": "sources"}, forms=_reasons, reads=False),
    "desk:vocabularies": Asked(),
    "desk:vocabulary": Asked({"name": "lists"}),
    "desk:vocabulary-edit": Asked({"name": "lists"}, forms=_editing),
    "desk:vocabulary-versions": Asked({"name": "lists"}),
    "desk:returned": Asked(queries=lambda known: ("", "of=authority", "page=2", "of=authority&page=99")),
    "desk:returned-answer": Asked(forms=_answers, reads=False),
    "desk:thing-reports": Asked({"uid": "things"}, forms=_asking),
    "desk:places": Asked(queries=lambda known: ("", "q=zephyr", "q=Caldra&country=XC")),
    "desk:report-paste": Asked(forms=_pasted),
    "desk:reports": Asked(),
    "desk:report-new": Asked(queries=lambda known: ("", "from=last"), forms=_written),
    "desk:report-readers": Asked(forms=_markings, reads=False),
    "desk:report": Asked({"uid": "reports"}, queries=lambda known: ("", "print=1")),
    "desk:report-edit": Asked({"uid": "reports"}, queries=lambda known: ("check",), forms=_rewritten),
    "desk:report-attach": Asked({"uid": "reports"}, forms=_beside_a_report, reads=False),
    "desk:report-file": Asked({"uid": "report_files"}),
    "desk:report-file-remove": Asked({"uid": "report_files"}, forms=_nothing, reads=False),
    "desk:thing-files": Asked({"uid": "things"}),
    "desk:report-take-back": Asked({"uid": "reports"}, forms=_nothing, reads=False),
    "desk:report-return": Asked({"uid": "reports"}, forms=_sent_back, reads=False),
    "desk:report-release": Asked({"uid": "reports"}, forms=_nothing, reads=False),
    "desk:report-correct": Asked({"uid": "reports"}, forms=_nothing, reads=False),
    "desk:report-discard": Asked({"uid": "reports"}, forms=_nothing, reads=False),
    "desk:report-restore": Asked({"uid": "reports"}, forms=_nothing, reads=False),
    "desk:parked": Asked(),
    "desk:parked-decide": Asked(forms=_deciding, reads=False),
    "desk:parked-undo": Asked(forms=_deciding, reads=False),
    "desk:compartments": Asked(forms=_sealed),
    "desk:compartment": Asked({"uid": "loads"}),
    "desk:compartment-name": Asked({"uid": "loads"}, forms=_sealed, reads=False),
    "desk:compartment-agree": Asked({"uid": "loads"}, forms=_sealed, reads=False),
    "desk:compartment-end": Asked({"uid": "loads"}, forms=_sealed, reads=False),
    "desk:compartment-seal": Asked({"uid": "loads"}, forms=_sealed, reads=False),
    "desk:compartment-seen": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:opening-ask": Asked({"uid": "loads"}, forms=_sealed, reads=False),
    "desk:identity-erase": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:opening-decide": Asked({"uid": "loads"}, forms=_sealed, reads=False),
    "desk:opening-open": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:holds": Asked(),
    "desk:hold": Asked({"uid": "loads"}),
    "desk:hold-renew": Asked({"uid": "loads"}, forms=_held, reads=False),
    "desk:hold-end": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:hold-open": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:thing-hold": Asked({"uid": "things"}, forms=_held),
    "desk:holdings": Asked(queries=lambda known: ("", *(f"ref={uid}" for uid in known.things[:3]), "ref=zephyr")),
    "desk:requests": Asked(forms=_requested),
    "desk:request": Asked({"uid": "loads"}),
    "desk:request-extend": Asked({"uid": "loads"}, forms=_requested, reads=False),
    "desk:request-decide": Asked({"uid": "loads"}, forms=_requested, reads=False),
    "desk:request-answer": Asked({"uid": "loads"}),
    "desk:request-answered": Asked({"uid": "loads"}, forms=_nothing, reads=False),
    "desk:request-confirm": Asked({"uid": "loads"}, forms=_requested, reads=False),
    "desk:source-restore": Asked({"code": "sources"}, forms=_reasons, reads=False),
}

Arguments = Callable[[Known], Sequence[Sequence[str]]]


def _pictures(known: Known) -> Sequence[Sequence[str]]:
    return (
        ("--measure", "incidents"),
        ("--kind", "shipwreck", "--since", "2021-03"),
        ("--source", known.sources[-1]),
        ("--measure", "incidents", "--known", "2026-06-01"),
    )


def _loads(known: Known) -> Sequence[Sequence[str]]:
    return [(uid,) for uid in known.reference("loads")]


def _tables(known: Known) -> Sequence[Sequence[str]]:
    return [(what, name) for what in ("propose", "add") for name in FILES]


FILES = "file-0", "file-1", "file-2"
"""The files that a world's contents are written to before the commands run."""

COMMANDS: dict[str, Arguments | None] = {
    "picture": _pictures,
    "find": _found,
    "fees": lambda known: ((), ("--scope", "journey"), ("--since", "2021", "--route", "Northern crossing")),
    "match": lambda known: (
        ("list",),
        ("prepare", "--authority", "XB-BRD", "--purpose", "operational-analysis"),
        *(("ask", uid, "--authority", code, "--case", "17") for uid in known.things[:2] for code in known.authorities),
    ),
    "forecast": lambda known: (
        *((), ("--count", "incidents"), ("--count", "nonsense", "--work-out")),
        *(("--series", key, "--looked") for key in known.series[:3]),
    ),
    "analysis": lambda known: (
        ("--write-facts", "exported.facts", "--count", "deaths"),
        ("--write-facts", "exported.incidents", "--count", "incidents"),
        ("--facts", "exported.facts", "--out", "exported.worked", "--count", "deaths", "--axis", "route"),
        ("--facts", "exported.incidents", "--out", "exported.too", "--by", "whole", "--count", "incidents"),
        ("--facts", "nowhere", "--out", "exported.nothing"),
        (),
    ),
    "watch": lambda known: ((), ("--count", "incidents", "--way", "either"), ("--count", "nonsense"), ()),
    "request": lambda known: (
        *(("list",), ("ask", "information"), ("ask", "nonsense")),
        *((what, uid) for what in ("show", "answer") for uid in (*known.things[:2], INVENTED)),
    ),
    "token": lambda known: ((), ("harvest", "--days", "30"), ("", "--revoke", INVENTED), ("x", "--days", "365")),
    "export": lambda known: (
        *(("--format", one, "--out", f"/nowhere/{one}") for one in FORMATS[:1]),
        *(("--format", one, "--view", "everything", "--out", f"exported.{one}") for one in FORMATS),
        *(("--format", "csv", "--thing", uid, "--out", "exported.thing") for uid in (*known.things, INVENTED)),
        ("--format", "ftm", "--source", known.sources[-1], "--out", "exported.source"),
        ("--format", "nonsense", "--out", "exported.nonsense"),
    ),
    "door": lambda known: (
        *(("list",), ("carry",), ("show",)),
        *(("add", "nowhere"), ("confirm", "XB-BRD"), ("close", "XB-BRD")),
    ),
    "partner": lambda known: (
        *(("list",), ("heads",), ("card",), ("rotate", "nonsense"), ("move", "XB-BRD", "--to", "ZZ-NIX")),
        *(("add", "nowhere"), ("confirm", "ZZ-NIX"), ("close", "ZZ-NIX"), ("revoke", "ZZ-NIX"), ("drill", "ZZ-NIX")),
        *(("letter-out", "ZZ-NIX", "out"), ("letter-out", "ZZ-NIX"), ("letter-in", "nowhere")),
        *(("may", "ZZ-NIX"), ("ceiling", "ZZ-NIX"), ("assess", "ZZ-NIX"), ("suspend", "ZZ-NIX"), ("resume", "ZZ-NIX")),
    ),
    "basis": lambda known: (
        *(("find", "XA", "XB", "--measure", "extradition"), ("find", "XA"), ("list",), ("load", "nowhere")),
        *(("add", "XA"), ("confirm", known.things[0]), ("end", known.loads[0])),
    ),
    "release": lambda known: [
        (uid, "--to", "XB-BRD", "--purpose", "operational-analysis", *look)
        for uid in known.reference("loads")
        for look in ((), ("--look",))
    ],
    "recall": lambda known: [(uid, "--reason", "wrong") for uid in known.reference("things")],
    "received": lambda known: ((),),
    "verify": lambda known: ((), ("--since", "3"), ("--proof", "nothing")),
    "claims": lambda known: ((),),
    "receipt": lambda known: (("C-0000-0000", "AAAA"),),
    "vault": lambda known: (("status",), ("propose",), ("renew",)),
    "staff": lambda known: (("digest", "--out", "exported.staff"), ("compare", "nothing", "nothing")),
    "mapping": _tables,
    "retain": lambda known: ((),),
    "undo": _loads,
    "redo": _loads,
    "import": lambda known: [
        (name, "--mapping", "landings-part", "--released", "2023-05-01", "--marking", marking)
        for name, marking in zip(FILES, ("public", "own-authority", "partners"), strict=True)
    ],
    "officer": lambda known: (("new.officer", "--name", "New", "--duty", "analyst:nonsense"),),
    "init": lambda known: (("--authority", "XB-BRD", "--country", "XB", "--kind", "police", "--name", "Other"),),
    "demo": None,
    "serve": None,
    "check": lambda known: ((),),
    "upgrade": lambda known: ((), ("--no-backup",)),
    "unit": lambda known: ((),),
    # The worlds have no recovery key. What a backup says of its content, to anybody, is the length of the ledger.
    "backup": lambda known: (("--to", "exported.backup"),),
    "restore": lambda known: (("exported.backup", "--share", "one", "--share", "other"),),
    "recovery": lambda known: (("show",),),
    "certificate": None,
}
"""None: fills an empty home, serves the routes above, or makes a key; none answers about the rows of a world."""
