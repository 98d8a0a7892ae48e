"""The table of answers to forums: words that answer the questions of a template, version by version."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class AnswerWords(models.Model):
    """One version of what a State or organisation answers in words to one question of a template, for one half-year.

    `level` and `forums` say how far it may go once it is approved; until then `mark` keeps it in its authority.

    Personal data: the handles of who wrote, submitted and approved it; kept as long as the words. The words are
    screened for what names or reaches a person.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    subject = models.CharField(max_length=32)
    template = models.CharField(max_length=24)
    question = models.CharField(max_length=40)
    period = models.CharField(max_length=8)
    language = models.CharField(max_length=2)
    text = models.TextField()
    level = models.CharField(max_length=8)
    forums: models.JSONField[Any, Any] = models.JSONField(default=list)
    mark = models.IntegerField()
    state = models.CharField(max_length=12)
    why = models.CharField(max_length=500, blank=True)
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_answer_words"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["template", "subject", "period"], name="answer_words_by_subject"),
        ]

    def __str__(self) -> str:
        return self.uid
