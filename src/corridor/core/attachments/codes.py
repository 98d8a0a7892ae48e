"""The closed lists of attachments: what may come in, what is taken out of it, why it is refused."""

from __future__ import annotations

import enum


class Kind(enum.StrEnum):
    """What an attachment is, by its content; nothing else is ever handed out."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"
    TEXT = "text/plain"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"


class Form(enum.StrEnum):
    """What a file is written as, by its first bytes; several become one kind."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    PDF = "pdf"
    PACKAGE = "package"
    TEXT = "text"


ENDINGS = {
    Kind.JPEG: "jpg",
    Kind.PNG: "png",
    Kind.PDF: "pdf",
    Kind.TEXT: "txt",
    Kind.DOCX: "docx",
    Kind.XLSX: "xlsx",
    Kind.ODT: "odt",
    Kind.ODS: "ods",
}
"""The ending under which each kind is handed out, whatever the file was called."""


class Taken(enum.StrEnum):
    """What was taken out of an attachment, or changed in it."""

    RE_ENCODED = "re-encoded"
    CONVERTED = "converted"
    TURNED = "turned"
    EXIF = "exif"
    PLACE = "place"
    PROFILE = "colour-profile"
    WORDS = "words-beside-the-picture"
    FRAMES = "further-frames"
    APPENDED = "appended-bytes"
    PROPERTIES = "properties"
    AUTHORS = "authors"
    VERSIONS = "earlier-versions"
    OPENING = "opening-action"
    PREVIEW = "preview"
    PICTURE_PROPERTIES = "properties-of-pictures"
    PARTS = "parts-beside-the-text"
    COMMENTS = "comments-in-markup"
    CONTROLS = "control-characters"
    ENCODING = "encoding"
    NAME = "name"


class Fault(enum.StrEnum):
    """Why an attachment is refused."""

    EMPTY = "empty"
    SIZE = "too-large"
    FORM = "unknown-form"
    PAGE = "page"
    PROGRAM = "program"
    ARCHIVE = "archive"
    OLD_OFFICE = "old-office"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    EFFORT = "effort"
    MACROS = "macros"
    ACTIVE = "active-content"
    EMBEDDED = "embedded-file"
    OUTSIDE = "outside-reference"
    ENTITIES = "document-type"
    PARTS = "unknown-part"
    BINARY = "binary"


TELLING: dict[Fault, tuple[str, str]] = {
    Fault.EMPTY: ("the file is empty", "Choose the file again; the copy may have been cut off."),
    Fault.SIZE: ("the file is larger than an attachment may be", "Attach the pages that matter, or a smaller copy."),
    Fault.FORM: (
        "the file is none of the kinds that can be made safe",
        "Save it as a picture (JPEG, PNG), as PDF or as plain text, and attach that.",
    ),
    Fault.PAGE: (
        "the file is a page of the web or a drawing, which may carry a script",
        "Take a picture of it, or print it into a PDF, and attach that.",
    ),
    Fault.PROGRAM: ("the file is a program", "Leave it out; tell whoever looks after the node where it came from."),
    Fault.ARCHIVE: ("the file packs other files", "Unpack it, and attach each file that matters by itself."),
    Fault.OLD_OFFICE: (
        "the document is of the old kind, in which macros cannot be told apart",
        "Save it as .docx, .xlsx, .odt, .ods or PDF, and attach that.",
    ),
    Fault.DAMAGED: ("the file is damaged or incomplete", "Copy or save it again, and attach the new copy."),
    Fault.ENCRYPTED: ("the file is protected by a password", "Save it without a password, and attach that."),
    Fault.BOMB: (
        "the file unpacks to far more than it should hold",
        "Take a picture of what matters, or print it into a PDF, and attach that.",
    ),
    Fault.EFFORT: (
        "the file could not be cleaned within the time and memory set for it",
        "Attach a smaller or simpler copy.",
    ),
    Fault.MACROS: ("the document holds macros", "Save it without macros (.docx, .xlsx, .odt, .ods) or as PDF."),
    Fault.ACTIVE: (
        "the document acts by itself when it is opened, or sends something",
        "Print it into a new PDF, which keeps what is seen and nothing else.",
    ),
    Fault.EMBEDDED: (
        "the document carries another file or program inside",
        "Save what is inside by itself, and attach it; or print the document into a PDF.",
    ),
    Fault.OUTSIDE: (
        "the document fetches something from outside when it is opened",
        "Print it into a PDF, and attach that.",
    ),
    Fault.ENTITIES: (
        "the document declares a document type, which none needs",
        "Open it in an office program and save it again.",
    ),
    Fault.PARTS: (
        "the document holds a part that cannot be made safe",
        "Print it into a PDF, and attach that.",
    ),
    Fault.BINARY: ("the file is not text", "Save it as plain text in UTF-8."),
}
"""What is told of each fault, and what to do."""
