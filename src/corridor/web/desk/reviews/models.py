"""The tables of peer reviews: how each was opened, and what was said in it, turn by turn."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class PeerReview(models.Model):
    """One review as it was opened; `node` is the partner from which it came, or nothing.

    `forum` is the space to whose members it is known, `document` the opening in its written form. `closing` are the
    turns that counted when it was closed; from then on nothing of it changes.

    Personal data: the handles of who opened and closed it; kept as long as the review. It names bodies, never persons.
    """

    uid = models.CharField(max_length=32, unique=True)
    forum = models.CharField(max_length=32)
    node = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=32)
    reviewed = models.CharField(max_length=64)
    mark = models.IntegerField()
    document: models.JSONField[Any, Any] = models.JSONField()
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    written_by = models.CharField(max_length=64, blank=True)
    closing: models.JSONField[Any, Any] = models.JSONField(default=list)
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "desk_peer_review"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["forum"], name="peer_review_by_forum")]

    def __str__(self) -> str:
        return self.uid


class ReviewTurn(models.Model):
    """One turn of a review, never changed; `is_pending` until a second officer of the reviewed State approved it.

    `mark` is for those who may know it at once, `forum_mark` for the forum, from the day `shown_from` on; questions and
    answers have none. `came_at` is when it was said, or came here.

    Personal data: the handles of who wrote and who approved it; kept as long as the review. Its words are screened for
    what names a person.
    """

    review = models.ForeignKey(PeerReview, on_delete=models.CASCADE, related_name="turns")
    uid = models.CharField(max_length=32, unique=True)
    say = models.CharField(max_length=16)
    authority = models.CharField(max_length=64)
    to = models.CharField(max_length=32, blank=True)
    document: models.JSONField[Any, Any] = models.JSONField()
    node = models.CharField(max_length=32, blank=True)
    mark = models.IntegerField()
    forum_mark = models.IntegerField(null=True)
    shown_from = models.DateField(null=True)
    is_pending = models.BooleanField(default=False)
    written_by = models.CharField(max_length=64, blank=True)
    approved_by = models.CharField(max_length=64, blank=True)
    came_at = models.DateTimeField()

    class Meta:
        db_table = "desk_review_turn"

    def __str__(self) -> str:
        return self.uid
