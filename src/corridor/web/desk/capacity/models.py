"""The tables of needs and offers: posts, pledges as reported, hand-overs with their checks, judgements, evaluations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class CapacityPost(models.Model):
    """One need or offer. `content` is what it says; `digest` tells the same one apart when it is brought twice.

    Personal data: the handles of who posted and withdrew it; kept as long as the post. It names bodies, never persons.
    """

    uid = models.CharField(max_length=32, unique=True)
    side = models.CharField(max_length=8)
    authority = models.CharField(max_length=32)
    subject = models.CharField(max_length=32)
    content: models.JSONField[Any, Any] = models.JSONField()
    digest = models.CharField(max_length=64)
    mark = models.IntegerField()
    posted_by = models.CharField(max_length=64)
    posted_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_capacity_post"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["authority", "digest"], condition=models.Q(withdrawn_at=None), name="capacity_post_once"
            )
        ]

    def __str__(self) -> str:
        return self.uid


class CapacityMatch(models.Model):
    """That a person put an offer to a need; `ended_at` undoes it.

    Personal data: the handle of who did; kept as long as the match.
    """

    need = models.ForeignKey(CapacityPost, on_delete=models.CASCADE, related_name="offers")
    offer = models.ForeignKey(CapacityPost, on_delete=models.CASCADE, related_name="needs")
    authority = models.CharField(max_length=32)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_capacity_match"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["need", "offer"], condition=models.Q(ended_at=None), name="capacity_match_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.offer_id}"


class CapacityPledge(models.Model):
    """One report of a pledge by one of its donors; it counts once a second officer confirmed it.

    Personal data: the handles of who wrote, confirmed and withdrew it; kept as long as the pledge. It names bodies,
    never persons.
    """

    uid = models.CharField(max_length=32, unique=True)
    authority = models.CharField(max_length=32)
    receiver = models.CharField(max_length=32)
    need = models.ForeignKey(CapacityPost, on_delete=models.SET_NULL, null=True, related_name="pledges")
    content: models.JSONField[Any, Any] = models.JSONField()
    digest = models.CharField(max_length=64)
    mark = models.IntegerField()
    state = models.CharField(max_length=12)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_capacity_pledge"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["authority", "digest"], condition=models.Q(withdrawn_at=None), name="capacity_pledge_once"
            )
        ]

    def __str__(self) -> str:
        return self.uid


class CapacityJudgement(models.Model):
    """What an authority judged of two reports of pledges: that they are the same one, or not; `undone_at` undoes it.

    Personal data: the handle of who judged; kept as long as the pledges.
    """

    one = models.ForeignKey(CapacityPledge, on_delete=models.CASCADE, related_name="judged_first")
    other = models.ForeignKey(CapacityPledge, on_delete=models.CASCADE, related_name="judged_second")
    authority = models.CharField(max_length=32)
    is_same = models.BooleanField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_capacity_judgement"

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class CapacityHandOver(models.Model):
    """That a part or the whole of a pledge was handed over. Whether it is delivered is worked out from its checks.

    Personal data: the handles of who wrote it down and who marked it delivered; kept as long as the pledge.
    """

    uid = models.CharField(max_length=32, unique=True)
    pledge = models.ForeignKey(CapacityPledge, on_delete=models.CASCADE, related_name="hand_overs")
    on = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    written_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    marked_by = models.CharField(max_length=64, blank=True)
    marked_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_capacity_hand_over"

    def __str__(self) -> str:
        return self.uid


class CapacityCheck(models.Model):
    """One end-use check or rights check of one hand-over; it is never changed, a later one takes its place.

    Personal data: the handle of who made it; kept as long as the pledge. Its words name bodies, never persons.
    """

    hand_over = models.ForeignKey(CapacityHandOver, on_delete=models.CASCADE, related_name="checks")
    what = models.CharField(max_length=12)
    authority = models.CharField(max_length=32)
    by = models.CharField(max_length=64)
    on = models.DateField()
    at = models.DateTimeField()
    words = models.CharField(max_length=2000)
    result = models.CharField(max_length=12)
    conditions = models.CharField(max_length=2000, blank=True)
    again_on = models.DateField()

    class Meta:
        db_table = "desk_capacity_check"

    def __str__(self) -> str:
        return f"{self.hand_over_id} {self.what}"


class CapacityEvaluation(models.Model):
    """What came of a pledge, in the judgement of who received it, so many months after it was handed over.

    Personal data: the handle of who wrote it; kept as long as the pledge. It names bodies, never persons.
    """

    pledge = models.ForeignKey(CapacityPledge, on_delete=models.CASCADE, related_name="evaluations")
    authority = models.CharField(max_length=32)
    months = models.IntegerField()
    worth = models.CharField(max_length=12)
    words = models.CharField(max_length=2000)
    evidence = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "desk_capacity_evaluation"

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.months}"
