"""The pages of peer reviews: from the list to a finding with its reply, and who is kept out."""

from __future__ import annotations

import pytest
from django.utils import timezone

from corridor.core.reviews.codes import Kind, Say
from corridor.web.desk.reviews import queries
from corridor.web.desk.reviews.models import PeerReview
from tests import cast
from tests.web.desk.reviews.rooms import ITEM, PERIOD, WORDS, opened, opened_forum, say, turn

pytestmark = pytest.mark.django_db

LIST = "/commitments/reviews/"


def path(uid: str, rest: str = "") -> str:
    return f"{LIST}{uid}/{rest}"


def test_the_host_opens_a_review_on_the_page_and_what_is_wrong_is_told_field_by_field() -> None:
    forum = opened_forum()
    client = cast.client(cast.RAPPORTEUR_XA)
    wrong = {"reviewed": "XB-BRD", "near": "XB-BRD", "period": PERIOD, "months": "6"}
    refused = client.post(f"{LIST}new/?forum={forum}", wrong)
    body = refused.content.decode()
    assert (refused.status_code, "Nobody reviews its own State" in body) == (422, True)
    assert "Choose at least one commitment." in body

    made = client.post(f"{LIST}new/?forum={forum}", {**wrong, "near": "XC-POL", "items": [ITEM]})

    uid = PeerReview.objects.get().uid
    assert made["Location"] == path(uid)
    assert "One State reviews" in client.get(path(uid)).content.decode()
    assert path(uid) in client.get(LIST).content.decode()


def test_a_finding_and_its_reply_are_written_on_the_pages_and_the_host_reads_them_then() -> None:
    review = opened(near="XC-POL", far="", now=timezone.now())
    reviewer, host = cast.client(cast.RAPPORTEUR_XC), cast.client(cast.RAPPORTEUR_XA)
    state, focal = cast.client(cast.RAPPORTEUR_XB), cast.client(cast.FOCAL_XB)
    assert reviewer.get(path(review, "say/finding/")).status_code == 200
    reviewer.post(path(review, "say/finding/"), {"text": WORDS, "kind": Kind.SUGGESTION.value, "item": ITEM})
    assert WORDS not in host.get(path(review)).content.decode()

    known = queries.review_for(cast.officer(cast.RAPPORTEUR_XB), review, today=timezone.now().date())
    (finding,) = (one.uid for one in known.known.turns)
    assert WORDS in state.get(path(review, f"say/reply/?to={finding}")).content.decode()
    state.post(path(review, "say/reply/"), {"text": "The courts report in June.", "to": finding})
    waits = queries.review_for(cast.officer(cast.FOCAL_XB), review, today=timezone.now().date()).pending[0][0].uid
    assert 'value="approve"' not in state.get(path(review)).content.decode()
    assert 'value="approve"' in focal.get(path(review)).content.decode()
    focal.post(path(review, "decide/"), {"turn": waits, "decision": "approve"})

    body = host.get(path(review)).content.decode()
    assert WORDS in body
    assert "The courts report in June." in body
    assert reviewer.post(path(review, "close/")).status_code == 302


def test_words_that_name_somebody_come_back_with_the_field_and_are_not_kept() -> None:
    review = opened(now=timezone.now())
    client = cast.client(cast.RAPPORTEUR_XA)
    refused = client.post(path(review, "say/question/"), {"text": "Ask Mr Oskar Lindqvist at +33 6 12 34 56 78."})

    assert refused.status_code == 422
    assert "This may name or reach a person" in refused.content.decode()
    assert queries.review_for(cast.officer(cast.RAPPORTEUR_XA), review, today=timezone.now().date()).known.turns == ()


def test_who_is_no_party_and_who_has_no_such_function_is_kept_out() -> None:
    review = opened(near="XC-POL", far="", now=timezone.now())
    say(cast.RAPPORTEUR_XC, review, turn(Say.QUESTION), now=timezone.now())

    assert cast.client(cast.OUTSIDER).get(path(review)).status_code == 404
    assert cast.client(cast.CARRIER_XC).get(LIST).status_code == 403
    assert cast.client(cast.RAPPORTEUR_XA).get(path(review, "say/question/")).status_code == 403
    assert cast.client(cast.ANALYST_XB).post(path(review, "say/answer/"), {"text": "x"}).status_code == 403
    assert cast.client(cast.RAPPORTEUR_XB).get(path(review, "close/")).status_code == 405
    assert cast.client(cast.RAPPORTEUR_XB).get(path(review, "say/nonsense/")).status_code == 404
