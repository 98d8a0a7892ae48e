"""The closed lists of answers to forums: kinds of templates, what a form is told, and the files of a report."""

from __future__ import annotations

import enum


class Style(enum.StrEnum):
    """What a template asks of each commitment."""

    PROGRESS = "progress"
    QUESTIONNAIRE = "questionnaire"
    REVIEW = "review"
    QUESTIONS = "questions"


class Numbering(enum.StrEnum):
    """How the items of a section are numbered: counted through, or by where they stand in their document."""

    RUNNING = "running"
    LOCATOR = "locator"


class Applied(enum.StrEnum):
    """What a questionnaire is told of a provision; it follows from the status by one rule that the form prints."""

    YES = "yes"
    IN_PART = "in-part"
    NO = "no"
    NOT_TOLD = "not-told"


class Form(enum.StrEnum):
    """The form of a file."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


class WordsState(enum.StrEnum):
    """Where words that answer a question of a template stand in the authority that writes them."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
