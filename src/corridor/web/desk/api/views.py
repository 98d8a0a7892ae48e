"""The entrances of the programming interface: each makes one call into the same queries and actions as a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from ninja import File, Form, Path, Query, Router
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.desk.api import forms, queries, schemas
from corridor.web.desk.api.acting import ApiRequest, read, use_up
from corridor.web.desk.api.problems import RequestInvalid
from corridor.web.desk.exports import actions as exports
from corridor.web.desk.exports.forms import asked_from, format_of
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.imports import queries as loads
from corridor.web.desk.imports import tasks
from corridor.web.desk.picture import forms as questions
from corridor.web.desk.reports.actions import file_report
from corridor.web.desk.statements.shown import listed_of, shown_among, shown_of

router = Router()

REFUSED = {401: schemas.Problem, 403: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem}
ABSENT = {404: schemas.Problem}
UNREADABLE = {400: schemas.Problem, 413: schemas.Problem, 415: schemas.Problem}
CONTRADICTED = {409: schemas.Problem}

Identifier = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Text = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
Words = Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Given = Annotated[str, Query(max_length=200, description="From the answer before; empty for the beginning")]
Many = Annotated[int, Query(ge=1, le=200)]


def _asked(request: HttpRequest) -> ApiRequest:
    return request  # type: ignore[return-value]  # Bearer has put officer, token and moment on it


@router.get("/me", response={200: schemas.Me, **REFUSED}, url_name="me", summary="For whom the token speaks")
def me(request: HttpRequest) -> Any:
    """Return the officer, function, purpose and permissions of the token."""
    asked = _asked(request)
    read(asked, "api me")
    reader = asked.officer.reader
    return schemas.Me(
        officer=asked.officer.handle,
        authority=reader.authority,
        function=reader.function,
        purpose=reader.purpose,
        permissions=sorted(asked.officer.permissions),
        token=asked.token.uid,
        expires_at=asked.token.expires_at.isoformat(),
    )


@router.get(
    "/things", response={200: schemas.ThingsFound, **REFUSED, **ABSENT}, url_name="things", summary="Find things"
)
def things(
    request: HttpRequest,
    words: Words,
    kind: Text = "",
    cursor: Given = "",
    limit: Many = 50,
) -> Any:
    """Return the things of which a visible name, place, identifier or text answers these words."""
    asked = _asked(request)
    use_up(asked, Allowance.SEARCH, asked.officer.handle)
    found = queries.things_found(asked.officer, words, kind, cursor, limit)
    record(
        Event.SEARCH_MADE,
        by=asked.officer,
        now=asked.now,
        about="api things",
        by_token=asked.token.uid,
        words=digest_text(words),
        results=len(found.things),
        **listed_of(asked.officer, [one.uid for one in found.things]),
    )
    return found


@router.get("/things/{uid}", response={200: schemas.Thing, **REFUSED, **ABSENT}, url_name="thing", summary="One thing")
def thing(request: HttpRequest, uid: Identifier) -> Any:
    """Return one thing as the reader's readable statements make it."""
    asked = _asked(request)
    found = queries.thing_told(asked.officer, uid)
    read(asked, uid, part="api thing", **shown_of(asked.officer, uid))
    return found


@router.get(
    "/things/{uid}/statements",
    response={200: schemas.Statements, **REFUSED, **ABSENT},
    url_name="statements",
    summary="Who says what of one thing",
)
def statements(request: HttpRequest, uid: Identifier, cursor: Given = "", limit: Many = 50) -> Any:
    """Return the statements of one thing that the reader may read, each with its marking."""
    asked = _asked(request)
    found = queries.statements_told(asked.officer, uid, cursor, limit)
    notes = shown_among(asked.officer, Counter((one.about, one.marking) for one in found.statements))
    read(asked, uid, part="api statements", **notes)
    return found


@router.get(
    "/picture", response={200: schemas.Picture, **REFUSED, **ABSENT}, url_name="picture", summary="Answer a question"
)
def picture(request: HttpRequest, wanted: Query[schemas.PictureAsked]) -> Any:
    """Return totals, timeline, editions and a part of the table of one question."""
    asked = _asked(request)
    values = wanted.model_dump(exclude={"cursor"})
    question = questions.asked(values, [], today=asked.now.date())
    if question.problems:
        raise RequestInvalid
    # What the officer chose to trust is a view of the officer's own; what leaves the node is what the sources say.
    found = queries.picture_told(asked.officer, replace(question.question, own_view=False), wanted.cursor)
    read(asked, "api picture", question=digest_text(str(sorted(values.items()))))
    return found


@router.get("/sources", response={200: schemas.Sources, **REFUSED}, url_name="sources", summary="Sources")
def sources(request: HttpRequest) -> Any:
    """Return the sources that the reader may see."""
    asked = _asked(request)
    found = queries.sources_told(asked.officer)
    read(asked, "api sources")
    return found


@router.post(
    "/reports",
    response={201: schemas.ReportFiled, **REFUSED, **ABSENT, **UNREADABLE, **CONTRADICTED},
    url_name="reports",
    summary="File a report",
)
def reports(request: HttpRequest, report: schemas.ReportMade) -> Any:
    """File a report of the own authority; the safeguards are those of every report."""
    asked = _asked(request)
    check_permission(asked.officer, Permission.REPORT_FILE)
    filing, names = forms.filing_from(asked.officer, report)
    uid = file_report(by=asked.officer, filing=filing, now=asked.now)
    return Status(
        201, schemas.ReportFiled(ref=report.ref, uid=uid, things={name: str(of) for name, of in names.items()})
    )


@router.get("/imports", response={200: schemas.Imports, **REFUSED, **ABSENT}, url_name="imports", summary="Imports")
def import_list(request: HttpRequest, cursor: Given = "", limit: Many = 50) -> Any:
    """Return the imports of the own authority that the reader may see, the latest first."""
    asked = _asked(request)
    found = queries.imports_told(asked.officer, cursor, limit)
    read(asked, "api imports")
    return found


@router.post(
    "/imports",
    response={202: schemas.ImportTold, **REFUSED, **ABSENT, **UNREADABLE, **CONTRADICTED},
    url_name="imports",
    summary="Import a file",
)
def import_file(
    request: HttpRequest,
    file: Annotated[UploadedFile, File()],
    mapping: Annotated[str, Form(max_length=64)] = "",
    marking: Annotated[str, Form(max_length=64)] = "",
    released_on: Annotated[str, Form(max_length=10)] = "",
    recipients: Annotated[list[Annotated[str, Field(max_length=32)]], Form(max_length=50)] = [],  # noqa: B006
) -> Any:
    """Bring a file and begin to read it; it goes on in the background, and one act publishes it."""
    asked = _asked(request)
    check_permission(asked.officer, Permission.IMPORT_RUN)
    choice = loads.Choice(mapping, marking, released_on, tuple(recipients))
    files = [(file.name or "", file.chunks())]
    brought = imports.bring_all(by=asked.officer, brought=files, choice=choice, now=asked.now)
    for _, refused in brought.refused:
        raise refused
    begun = tasks.start(by=asked.officer, uploads=brought.uploads, choice=choice, now=asked.now)
    return Status(202, queries.import_told(loads.load_for(asked.officer, begun[0])))


@router.get(
    "/imports/{uid}", response={200: schemas.ImportTold, **REFUSED, **ABSENT}, url_name="import", summary="One import"
)
def import_one(request: HttpRequest, uid: Identifier) -> Any:
    """Return how far one import is."""
    asked = _asked(request)
    found = loads.overview_for(asked.officer, uid)
    read(asked, uid, part="api import")
    return queries.import_told(found.load)


@router.post(
    "/imports/{uid}/undo",
    response={200: schemas.ImportTold, **REFUSED, **ABSENT, **CONTRADICTED},
    url_name="import-undo",
    summary="Take an import back",
)
def import_undo(request: HttpRequest, uid: Identifier) -> Any:
    """Take one import back; everything is as if it had never come."""
    asked = _asked(request)
    imports.undo(by=asked.officer, load=uid, now=asked.now)
    return queries.import_told(loads.load_for(asked.officer, uid))


@router.get(
    "/exports",
    response={**REFUSED, **ABSENT},
    url_name="exports",
    summary="Export, with a signed manifest",
    openapi_extra={
        "responses": {
            200: {
                "description": "An archive of the file and its manifest",
                "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def export(request: HttpRequest, wanted: Query[schemas.ExportAsked]) -> HttpResponseBase:
    """Return an archive of what may be exported and its signed manifest."""
    asked = _asked(request)
    use_up(asked, Allowance.EXPORTS, asked.officer.handle)
    made, archive = exports.export_archive(
        by=asked.officer,
        asked=asked_from(wanted.model_dump(), [], today=asked.now.date()),
        form=format_of(wanted.format),
        now=asked.now,
    )
    response = FileResponse(archive, as_attachment=True, filename=f"{made.name}.zip", content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response


@router.get(
    "/vocabularies", response={200: schemas.Vocabularies, **REFUSED}, url_name="vocabularies", summary="Vocabularies"
)
def vocabularies(request: HttpRequest) -> Any:
    """Return the closed lists of codes with their labels."""
    read(_asked(request), "api vocabularies")
    return queries.vocabularies_told()


@router.get("/schemata", response={200: schemas.Schemata, **REFUSED}, url_name="schemata", summary="Classes of things")
def schemata(request: HttpRequest) -> Any:
    """Return the classes of things and what can be said of each."""
    read(_asked(request), "api schemata")
    return queries.schemata_told()
