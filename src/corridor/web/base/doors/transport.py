"""Brings one envelope to another node's door; redirects are not followed, and nothing but the envelope is told."""

from __future__ import annotations

import http.client
import ssl
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 10
LONGEST_ANSWER = 4096
BESIDE = "beside"
"""The origin of the other zone of a demonstration, whose port is known once it is served."""


class NotDelivered(Exception):
    """The envelope did not arrive, or no answer came back; it is tried again."""


def deliver(envelope: bytes, origin: str) -> bytes:
    """Send an envelope to an origin's door and return the answer.

    Raises:
        NotDelivered: There is no way to the door, or it did not answer as doors do.
    """
    place = urlsplit(settings.DOOR_BESIDE if origin == BESIDE else origin)
    if not place.hostname:
        raise NotDelivered
    headers = {"Content-Type": "application/octet-stream", "User-Agent": "corridor"}
    try:
        connection = _connection(place.scheme, place.hostname, place.port)
        connection.request("POST", "/door/", body=envelope, headers=headers)
        response = connection.getresponse()
        answer = response.read(LONGEST_ANSWER)
        connection.close()
    except (OSError, http.client.HTTPException, ValueError) as failed:
        raise NotDelivered from failed
    if response.status != http.client.OK:
        raise NotDelivered
    return answer


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=SECONDS)
