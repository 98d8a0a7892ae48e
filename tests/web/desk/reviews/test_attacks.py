"""What a lead reviewer could try at another node: close before the State could reply."""

from __future__ import annotations

from django.utils import timezone

from corridor.core.reviews.codes import Say
from corridor.core.reviews.exchange import closing_document, turn_document
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from tests.exchanging import XA, XB, Pair, at, settle
from tests.web.desk.reviews.test_between_nodes import begun, forged, pair, reason_at_xa, told

__all__ = ["pair"]


def test_a_lead_reviewer_cannot_close_before_the_state_could_reply_to_what_it_found(pair: Pair) -> None:
    review = begun(pair, near=XB, reviewed=XA, days_ago=90)
    today = timezone.now().date()
    with at(pair.xb):
        finding = forged(turn_document(told(Say.FINDING), review=review))
        forged(closing_document((finding,), on=today), about=review, version=2)
    settle(pair)
    assert reason_at_xa() == "content-refused"
    with at(pair.xb):
        forged(closing_document(("f" * 32,), on=today), about=review, version=3)
    settle(pair)
    assert reason_at_xa() == "content-refused"
    assert PeerReview.objects.get().closed_on is None

    ReviewTurn.objects.update(shown_from=today)
    with at(pair.xb):
        forged(closing_document((finding,), on=today), about=review, version=4)
    settle(pair)
    assert PeerReview.objects.get().closed_on == today
