"""What an office document may hold: which parts stay, which go, and which marks refuse it.

What acts, fetches or carries a file refuses the document; what only tells who made it, when and where, is left out.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath

from corridor.core.attachments.codes import Fault, Taken
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.attachments.markup import local, none_of

MARKUP, PICTURE, LEFT_OUT = "markup", "picture", "left-out"

_MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|dialogsheets/|^basic/|^scripts/|macrosignatures|customui/")
_EMBEDDED = re.compile(r"embeddings/|oleobject|activex/|ctrlprops/|^object|objectreplacements/|^media/|afchunk|model/")
_OUTSIDE = re.compile(r"externallinks/|connections\.xml$|querytables/|webextensions/|mailmerge")
_LEFT_OUT = re.compile(
    r"^docprops/|^customxml/|printersettings/|^meta\.xml$|^thumbnails/|persons?/|/people\.xml$|^configurations2/|/fonts/|"
    r"^_xmlsignatures/|documentsignatures\.xml$|^layout-cache$|^manifest\.rdf$|/threadedcomments/|calcchain\.xml$|/$|"
    r"commentsids\.xml$|commentsextensible\.xml$|docmetadata/|revisions/|users\.xml$|^\[trash\]/|\.fntdata$"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp)$")
_MARKUP = re.compile(r"\.(?:xml|rels)$")

_ACTING_FIELDS = re.compile(
    r"\b(?:dde(?:auto)?|includepicture|includetext|link|import|macrobutton|database|gotobutton|rd|embed|addin)\b",
    re.IGNORECASE,
)
_ACTING_FORMULA = re.compile(
    r"(?:webservice|image|rtd|call|register(?:\.id)?|exec|filterxml|sql\.request|dde|importxml|importdata)\s*\(|"
    r"\|\s*['!]|\|[^(),]*!",
    re.IGNORECASE,
)
_EMBEDS = none_of(
    ("OLEObject", "oleObject", "oleObjects", "object", "object-ole", "plugin", "applet", "floating-frame", "altChunk",
     "control", "controls", "contentPart", "videoFile", "audioFile", "wavAudioFile", "quickTimeFile", "externalData",
     "movie", "sound"),
    Fault.EMBEDDED,
)  # fmt: skip
_FETCHES = none_of(
    ("table-source", "dde-link", "dde-source", "dde-connection-decl", "dde-connection", "ddeLink", "oleLink", "webPr",
     "mailMerge", "database-source-sql", "database-source-table", "database-source-query", "cell-range-source",
     "section-source", "subDoc", "form", "connection"),
    Fault.OUTSIDE,
)  # fmt: skip
_ACTS = none_of(("event-listener", "event-listeners", "script", "event-listener-2", "onload"), Fault.MACROS)
_TELLS = frozenset(("rsids", "docVars", "attachedTemplate", "removePersonalInformation", "embedRegular", "embedBold",
                    "embedItalic", "embedBoldItalic", "fileSharing", "writeProtection"))  # fmt: skip
_AUTHORS = frozenset(("author", "initials", "date", "userId", "providerId", "lastEdited", "lowestEdited", "rupBuild"))
_AUTHOR_TEXTS = frozenset(("author", "creator", "creator-initials", "sender-initials", "initial-creator"))
_LINKS = ("http://", "https://", "mailto:", "#")


def place_of(part: str) -> str:
    """Return what becomes of a part by its name: rewritten as markup, painted as a picture, or left out.

    Raises:
        AttachmentRefused: A document with this part cannot be made safe.
    """
    name = part.casefold()
    for pattern, fault in ((_MACROS, Fault.MACROS), (_EMBEDDED, Fault.EMBEDDED), (_OUTSIDE, Fault.OUTSIDE)):
        if pattern.search(name):
            raise AttachmentRefused(fault=fault)
    if _LEFT_OUT.search(name):
        return LEFT_OUT
    if _MARKUP.search(name):
        return MARKUP
    if _PICTURE.search(name):
        return PICTURE
    raise AttachmentRefused(fault=Fault.PARTS)


class Marks:
    """Judges the marks of the parts that say what is seen."""

    def __init__(self) -> None:
        self.notes: list[Taken] = []
        self._fields: list[str] = []

    def attributes(self, name: str, attributes: dict[str, str]) -> dict[str, str] | None:
        """Return the attributes that stay; nothing where the element goes."""
        for check in (_EMBEDS, _FETCHES, _ACTS):
            check(name)
        if local(name) in _TELLS:
            self.notes.append(Taken.PROPERTIES)
            return None
        kept = {}
        for key, value in attributes.items():
            if self._stays(name, key, value):
                kept[key] = value
        return kept

    def _stays(self, name: str, key: str, value: str) -> bool:
        own = local(key)
        if own == "href" and not value.casefold().startswith(_LINKS) and not _is_inside(value):
            raise AttachmentRefused(fault=Fault.OUTSIDE)
        if own == "href" and local(name) != "a" and value.casefold().startswith(_LINKS[:3]):
            raise AttachmentRefused(fault=Fault.OUTSIDE)
        if own == "formula" or (own in ("instr", "refersTo")):
            _check_formula(value)
            self._fields.append(value if own == "instr" else "")
        if own == "name" and value.casefold().replace("_xlnm.", "").startswith(("auto_open", "auto_close", "auto_act")):
            raise AttachmentRefused(fault=Fault.MACROS)
        if (own in _AUTHORS and ":" in key) or own.startswith("rsid"):
            self.notes.append(Taken.AUTHORS)
            return False
        # What a sheet would print on names a machine; the part it refers to is left out.
        return not (own == "id" and local(name) == "pageSetup")

    def text(self, name: str, text: str) -> str:
        """Return the text that stays inside an element."""
        own = local(name)
        if own in _AUTHOR_TEXTS:
            self.notes.append(Taken.AUTHORS)
            return ""
        if own == "instrText":
            self._fields.append(text)
        elif own in ("f", "definedName", "formula", "formula1", "formula2"):
            _check_formula(text)
        return text

    def ended(self) -> None:
        """Look at the fields as a whole: the word of one may be spread over many runs."""
        if _ACTING_FIELDS.search("".join(self._fields)) or _ACTING_FIELDS.search(" ".join(self._fields)):
            raise AttachmentRefused(fault=Fault.ACTIVE)


def _check_formula(text: str) -> None:
    if _ACTING_FORMULA.search(text):
        raise AttachmentRefused(fault=Fault.ACTIVE)


def _is_inside(address: str) -> bool:
    """Return whether an address means a part of the document itself."""
    inside = normpath(address.removeprefix("./"))
    return not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) and not inside.startswith(("/", "\\", ".."))


class Relations:
    """Judges what the parts of an OOXML document refer to."""

    def __init__(self, part: str, kept: frozenset[str]) -> None:
        self.notes: list[Taken] = []
        self._folder = dirname(dirname(part))
        self._kept = kept

    def attributes(self, name: str, attributes: dict[str, str]) -> dict[str, str] | None:
        """Return the attributes of a relation that stays; nothing for one to what was left out."""
        if local(name) != "Relationship":
            return attributes
        target, kind = attributes.get("Target", ""), attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode", "").casefold() == "external":
            is_local = target.casefold().startswith("file:///") or re.match(r"[A-Za-z]:\\", target)
            if kind == "attachedTemplate" and is_local:
                self.notes.append(Taken.PROPERTIES)
                return None
            if kind != "hyperlink" or not target.casefold().startswith(_LINKS):
                raise AttachmentRefused(fault=Fault.OUTSIDE)
            return attributes
        place = normpath(target.lstrip("/") if target.startswith("/") else join(self._folder, target))
        return attributes if place.casefold() in self._kept else None

    def text(self, name: str, text: str) -> str:  # noqa: ARG002  # as every judge
        """Leave texts as they are; relations have none."""
        return text

    def ended(self) -> None:
        """Nothing is left to be looked at."""


class Contents:
    """Judges the list of the parts: `[Content_Types].xml` of OOXML, the manifest of ODF."""

    def __init__(self, kept: frozenset[str]) -> None:
        self.notes: list[Taken] = []
        self._kept = kept

    def attributes(self, name: str, attributes: dict[str, str]) -> dict[str, str] | None:
        """Return the attributes of an entry whose part stays."""
        own = local(name)
        if "macroenabled" in attributes.get("ContentType", "").casefold():
            raise AttachmentRefused(fault=Fault.MACROS)
        if own in ("encryption-data", "encrypted-key"):
            raise AttachmentRefused(fault=Fault.ENCRYPTED)
        if own == "Override" and attributes.get("PartName", "").lstrip("/").casefold() not in self._kept:
            return None
        path = attributes.get("manifest:full-path", "/").casefold()
        if own == "file-entry" and path != "/" and path not in self._kept:
            return None
        return attributes

    def text(self, name: str, text: str) -> str:  # noqa: ARG002  # as every judge
        """Leave texts as they are; entries have none."""
        return text

    def ended(self) -> None:
        """Nothing is left to be looked at."""
