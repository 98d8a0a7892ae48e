"""A certificate for trials works, says what it is, and is not called fit."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corridor.web.running import certificate

NOW = datetime(2030, 5, 1, 12, tzinfo=UTC)


def test_it_says_that_it_is_for_trials_and_names_its_hosts(tmp_path: Path) -> None:
    kept, key, fingerprint = certificate.make_trial(tmp_path / "tls", ["node.example", "::1"], days=9, now=NOW)

    read = certificate.read(kept)
    assert certificate.is_trial(read)
    assert "not for service" in read.subject.rfc4514_string()
    assert read.not_valid_after_utc == NOW + timedelta(days=9)
    assert certificate.fits(read, key)
    assert fingerprint.count(":") == 31
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(kept, key)


def test_its_key_is_readable_by_the_account_alone_also_when_made_anew(tmp_path: Path) -> None:
    first, key, _ = certificate.make_trial(tmp_path, ["localhost"], days=1, now=NOW)
    before = first.read_bytes()
    key.chmod(0o644)

    certificate.make_trial(tmp_path, ["localhost"], days=1, now=NOW)

    assert key.stat().st_mode & 0o077 == 0
    assert first.read_bytes() != before


def test_it_never_lasts_longer_than_a_trial(tmp_path: Path) -> None:
    kept, _, _ = certificate.make_trial(tmp_path, ["localhost"], days=5000, now=NOW)

    assert certificate.read(kept).not_valid_after_utc <= NOW + timedelta(days=certificate.LONGEST_DAYS)


def test_a_key_of_another_certificate_does_not_fit(tmp_path: Path) -> None:
    kept, _, _ = certificate.make_trial(tmp_path / "one", ["localhost"], days=1, now=NOW)
    _, other, _ = certificate.make_trial(tmp_path / "two", ["localhost"], days=1, now=NOW)

    assert not certificate.fits(certificate.read(kept), other)
