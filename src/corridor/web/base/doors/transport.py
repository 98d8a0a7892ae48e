"""Brings bytes to another node, to its door or over its line; redirects are not followed, and nothing else is told."""

from __future__ import annotations

import http.client
import ssl
from contextlib import closing
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
    status, answer = bring(envelope, origin, path="/door/", longest=LONGEST_ANSWER, seconds=SECONDS)
    if status != http.client.OK:
        raise NotDelivered
    return answer


def bring(content: bytes, origin: str, *, path: str, longest: int, seconds: float) -> tuple[int, bytes]:
    """Send bytes to an address of another node; return the status and at most so many bytes of the answer.

    Args:
        seconds: How long sending, and each piece of the answer, may take.
    Raises:
        NotDelivered: There is no way, or no answer came back.
    """
    place = urlsplit(settings.DOOR_BESIDE if origin == BESIDE else origin)
    if not place.hostname:
        raise NotDelivered
    headers = {"Content-Type": "application/octet-stream", "User-Agent": "corridor"}
    try:
        with closing(_connection(place.scheme, place.hostname, place.port, seconds)) as connection:
            connection.request("POST", path, body=content, headers=headers)
            response = connection.getresponse()
            answer = response.read(longest)
    except (OSError, http.client.HTTPException, ValueError) as failed:
        raise NotDelivered from failed
    return response.status, answer


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=seconds)
