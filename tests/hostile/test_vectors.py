"""The hostile files and requests that are kept: what attacks or once broke something, and what must become of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corridor.core.kernel.errors import CorridorError
from corridor.web.base.attachments.actions import take_in
from tests import cast
from tests.hostile.seeds import HOSTILE
from tests.hostile.targets import targets
from tests.hostile.visiting import unanswered

READ = ""
AS_TABLE = {
    "eighty-million-pixels.png": "document",
    "endless-name.csv.gz": "header",
    "entities.odt": "packed",
    "field-in-three-runs.docx": "packed",
    "launch.pdf": "document",
    "leaves-its-folder.docx": "packed",
    "macros.xlsx": "macros",
    "name-that-is-no-text.parquet": "parquet",
    "picture-and-page.jpg": "document",
    "program.csv": "program",
    "script-named-in-figures.pdf": "document",
    "template-from-outside.docx": "packed",
    "turned-and-placed.jpg": "document",
}
AS_ATTACHMENT = {
    "eighty-million-pixels.png": "bomb",
    "endless-name.csv.gz": "archive",
    "entities.odt": "document-type",
    "field-in-three-runs.docx": "active-content",
    "launch.pdf": "active-content",
    "leaves-its-folder.docx": "damaged",
    "macros.xlsx": "macros",
    "name-that-is-no-text.parquet": "binary",
    "picture-and-page.jpg": READ,
    "program.csv": "program",
    "script-named-in-figures.pdf": "active-content",
    "template-from-outside.docx": "outside-reference",
    "turned-and-placed.jpg": READ,
}
REQUESTS: list[dict[str, Any]] = json.loads((HOSTILE / "requests.json").read_text(encoding="utf-8"))


def test_every_file_that_is_kept_has_its_verdict_and_its_line() -> None:
    kept = {path.name for path in HOSTILE.iterdir()} - {"README.md", "requests.json"}
    told = (HOSTILE / "README.md").read_text(encoding="utf-8")

    assert kept == AS_TABLE.keys() == AS_ATTACHMENT.keys()
    assert [name for name in kept if f"`{name}`" not in told] == []


@pytest.mark.parametrize("name", AS_TABLE)
def test_as_a_table_each_is_refused_with_its_reason(name: str) -> None:
    reader = next(target for target in targets() if target.name == "tables")

    with pytest.raises(CorridorError) as refused:
        reader.read((HOSTILE / name).read_bytes())

    assert refused.value.params["fault"] == AS_TABLE[name]


@pytest.mark.parametrize("name", AS_ATTACHMENT)
def test_as_an_attachment_each_is_refused_or_comes_out_harmless(name: str) -> None:
    fault = AS_ATTACHMENT[name]

    try:
        clean = take_in((HOSTILE / name).read_bytes(), name=name)
    except CorridorError as refused:
        assert refused.params["fault"] == fault
        return

    assert fault == READ
    assert not any(words in clean.content for words in (b"<script>", b"safe house", b"Exif"))


@pytest.mark.django_db
@pytest.mark.parametrize("request_kept", REQUESTS, ids=[one["found"] for one in REQUESTS])
def test_a_request_that_once_broke_something_is_answered(request_kept: dict[str, Any]) -> None:
    browser = cast.client(cast.ANALYST_XA)
    browser.raise_request_exception = False
    duty = str(browser.session["duty"])
    fields = {name: value.format(duty=duty) for name, value in request_kept["fields"].items()}

    ask = browser.post if request_kept["method"] == "POST" else browser.get
    response = ask(request_kept["where"], fields)

    assert response.status_code == request_kept["status"]
    assert unanswered(response, response.content) is None
