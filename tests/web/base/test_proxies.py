"""Only the node's own proxies are believed about TLS, and nobody is believed about clients."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from corridor.web.base.proxies import DROPPED, ProxyMiddleware

BEHIND = override_settings(
    PROXIES=["192.0.2.10"],
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    SECURE_SSL_REDIRECT=True,
    SECURE_HSTS_SECONDS=3600,
)


@BEHIND
@pytest.mark.django_db
def test_a_request_that_the_proxy_took_by_tls_is_answered_with_hsts() -> None:
    answer = Client(REMOTE_ADDR="192.0.2.10").get("/accounts/login/", headers={"x-forwarded-proto": "https"})

    assert (answer.status_code, answer["Strict-Transport-Security"]) == (200, "max-age=3600; includeSubDomains")


@BEHIND
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"), [("192.0.2.10", "http"), ("192.0.2.10", ""), ("192.0.2.66", "https"), ("", "https")]
)
def test_anything_else_is_sent_to_tls(address: str, said: str) -> None:
    answer = Client(REMOTE_ADDR=address).get("/accounts/login/", headers={"x-forwarded-proto": said} if said else {})

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/accounts/login/")


@BEHIND
@pytest.mark.django_db
def test_the_proxy_may_ask_for_the_nodes_health_without_tls() -> None:
    assert Client(REMOTE_ADDR="192.0.2.10").get("/health/live").status_code == 200


@given(
    st.sampled_from(["192.0.2.10", "192.0.2.66", "::1", ""]),
    st.dictionaries(st.sampled_from([*DROPPED, "HTTP_X_FORWARDED_PROTO"]), st.text(max_size=20)),
)
def test_what_is_said_about_clients_never_arrives(address: str, said: dict[str, str]) -> None:
    seen: dict[str, object] = {}

    def answer(request: HttpRequest) -> HttpResponse:
        seen.update(request.META)
        return HttpResponse()

    with override_settings(PROXIES=["192.0.2.10"]):
        request = RequestFactory().get("/", REMOTE_ADDR=address, **said)  # type: ignore[arg-type]  # headers as texts
        ProxyMiddleware(answer)(request)

    assert not seen.keys() & set(DROPPED)
    assert ("HTTP_X_FORWARDED_PROTO" in seen) <= (address == "192.0.2.10")


def test_without_proxies_nobody_is_believed() -> None:
    assert settings.PROXIES == []
    assert settings.SECURE_PROXY_SSL_HEADER is None
