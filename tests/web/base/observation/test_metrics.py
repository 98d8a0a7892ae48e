"""What machines may ask: whether the node lives, can answer, and how busy it is; nobody else learns of the last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from corridor.web.base.observation import metrics, queries
from tests import cast, make, nodes

TOKEN = "a token of the collector"
ASKING = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from nothing."""
    monkeypatch.setattr(metrics, "_tally", metrics.Tally())


def figure(text: str, name: str) -> float:
    """Return one figure by its name and labels."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, flags=re.MULTILINE)
    assert found, text
    return float(found.group(1))


@pytest.mark.django_db
@pytest.mark.store
def test_a_node_that_lives_and_is_up_to_date_says_so_to_anybody() -> None:
    assert (Client().get("/health/live").status_code, Client().get("/health/ready").status_code) == (200, 200)


@pytest.mark.django_db
def test_health_reads_nothing_and_leaves_no_trace(django_assert_num_queries: object) -> None:
    Client().get("/health/ready")
    with django_assert_num_queries(0):  # type: ignore[operator]  # the plug-in's type is not exported
        live = Client().get("/health/live")
    with django_assert_num_queries(1):  # type: ignore[operator]  # as above
        ready = Client().get("/health/ready")

    assert (live.content, ready.content) == (b"live\n", b"ready\n")
    assert not live.cookies
    assert not ready.cookies


@pytest.mark.django_db
def test_a_node_whose_database_is_behind_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_is_migrated", False)
    monkeypatch.setattr(queries, "pending_migrations", lambda: ["desk.9999_later"])

    answer = Client().get("/health/ready")

    assert (answer.status_code, answer.content) == (503, b"not ready\n")


def test_a_node_that_cannot_sign_is_not_ready(node: nodes.Node) -> None:
    from corridor.web.base import keys

    (settings.HOME / "keys" / "desk.ledger").unlink()
    keys._signing.cache_clear()
    keys._read.cache_clear()

    assert Client().get("/health/ready").status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer "}, {"authorization": "Bearer wrong"}])
@pytest.mark.parametrize("token", ["", TOKEN])
def test_without_the_token_there_is_no_page_of_counters(token: str, headers: dict[str, str]) -> None:
    with override_settings(METRICS_TOKEN=token):
        answer = Client().get("/metrics", headers=headers)
        absent = Client().get("/nothing-here")

    assert answer.status_code == absent.status_code == 404


@override_settings(METRICS_TOKEN=TOKEN)
def test_requests_are_counted_by_route_and_status_and_never_by_address(node: nodes.Node, counting: None) -> None:
    browser = cast.client(cast.ANALYST_XA)
    for _ in range(3):
        browser.get("/imports/?page=1")
    browser.get("/things/zephyrine/")
    browser.generic("BREW", "/imports/")

    text = Client().get("/metrics", headers=ASKING).content.decode()

    assert figure(text, 'corridor_requests_total{method="GET",route="desk:imports",status="200"}') == 3
    assert figure(text, 'corridor_requests_total{method="GET",route="desk:thing",status="404"}') == 1
    assert figure(text, "corridor_request_seconds_count") == 5
    assert figure(text, 'corridor_request_seconds_bucket{le="+Inf"}') == 5
    assert 'method="other"' in text
    assert "zephyrine" not in text
    assert cast.ANALYST_XA.handle not in text


@override_settings(METRICS_TOKEN=TOKEN)
def test_the_counts_of_every_process_are_added_up(node: nodes.Node, counting: None) -> None:
    Client().get("/health/live")
    kept = next(metrics.folder().glob("metrics-*.json"))
    (metrics.folder() / "metrics-1.json").write_bytes(kept.read_bytes())
    (metrics.folder() / "metrics-2.json").write_text("half wri")

    text = Client().get("/metrics", headers=ASKING).content.decode()

    assert figure(text, 'corridor_requests_total{method="GET",route="base:health-live",status="200"}') == 2


@override_settings(METRICS_TOKEN=TOKEN)
def test_hidden_content_changes_no_counter(node: nodes.Node, counting: None) -> None:
    """The figures tell how busy the node is, also with what is hidden; they never tell what any of it says."""
    client = Client()
    before = client.get("/metrics", headers=ASKING).content.decode()
    metrics._tally = metrics.Tally()

    by = cast.officer(cast.INVESTIGATOR_XA)
    first = make.file(by, make.incident("wreck", dead="7"))
    after = client.get("/metrics", headers=ASKING).content.decode()

    assert first
    strip = re.compile(r"^corridor_(ledger_entries|request_seconds)\S* .*$", flags=re.MULTILINE)
    assert strip.sub("", after) == strip.sub("", before)


def test_counting_costs_no_answer_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full() -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(metrics, "folder", full)

    metrics.count("GET", "desk:picture", 200, 0.1)
