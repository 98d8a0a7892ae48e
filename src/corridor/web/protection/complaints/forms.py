"""What may be typed about complaints, read field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext

from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.records import Clean
from corridor.core.complaints.codes import ComplaintKind
from corridor.core.kernel.text import clean, has_forbidden
from corridor.web.base.attachments.actions import take_in
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.complaints.actions import Sent

LONGEST_LINE, LONGEST_WORDS = 200, 10_000
MOST_FILES, LARGEST_FILE = 3, 2 * 1024 * 1024
"""A file that is no larger never touches a disk on its way."""

Posted = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SentTyped:
    """A complaint as it was typed, to be shown again."""

    kind: str = ""
    about: str = ""
    unit: str = ""
    words: str = ""
    place: str = ""
    when: str = ""
    contact: str = ""


def sent_typed(posted: Posted) -> SentTyped:
    """Return what was typed, without what cannot be kept."""
    return SentTyped(
        kind=posted.get("kind", ""),
        about=line(posted, "about"),
        unit=line(posted, "unit"),
        words=words(posted, "words"),
        place=line(posted, "place"),
        when=line(posted, "when"),
        contact=line(posted, "contact"),
    )


def sent_read(
    typed: SentTyped, files: Collection[UploadedFile[bytes]], units: Collection[str]
) -> tuple[Sent | None, tuple[FormProblem, ...]]:
    """Return the complaint that was typed, its files cleaned, or what must be corrected."""
    problems = list(_problems(typed, units))
    taken, refused = _files(files)
    if problems or refused:
        return None, (*problems, *refused)
    return Sent(
        kind=ComplaintKind(typed.kind),
        words=typed.words,
        about=typed.about,
        unit=typed.unit,
        place=typed.place,
        when=typed.when,
        contact=typed.contact,
        language=(get_language() or "en")[:8],
        files=taken,
    ), ()


def _problems(typed: SentTyped, units: Collection[str]) -> Iterator[FormProblem]:
    if typed.kind not in list(ComplaintKind):
        yield FormProblem("kind", gettext("Choose what it is about; “something else” is fine."))
    if typed.about and typed.about not in units:
        yield FormProblem("about", gettext("Choose one of the list, or write it below."))
    if not typed.words:
        yield FormProblem("words", gettext("Write what happened, in any language."))


def _files(files: Collection[UploadedFile[bytes]]) -> tuple[tuple[Clean, ...], list[FormProblem]]:
    if len(files) > MOST_FILES or any((file.size or 0) > LARGEST_FILE for file in files):
        return (), [FormProblem("files", gettext("Send at most three files of at most two megabytes each."))]
    try:
        return tuple(take_in(file.read(), name=file.name or "") for file in files), []
    except AttachmentRefused as refused:
        return (), [FormProblem("files", gettext(refused.hint_for_fault))]


def line(posted: Posted, name: str) -> str:
    """Return one line as typed, cleaned and cut."""
    return clean(posted.get(name, ""))[:LONGEST_LINE]


def words(posted: Posted, name: str) -> str:
    """Return a text of several lines as typed, without what could hide or reorder it, cut."""
    typed = posted.get(name, "").replace("\r\n", "\n")[:LONGEST_WORDS]
    return "".join(sign for sign in typed if sign in "\n\t" or not has_forbidden(sign)).strip()
