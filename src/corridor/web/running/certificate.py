"""A certificate for trying TLS out. It says on its face that it is one, and `corridor check` does not call it fit."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TRIAL = "Corridor trial certificate, not for service"
LONGEST_DAYS = 90


def make_trial(folder: Path, hosts: Sequence[str], *, days: int, now: datetime) -> tuple[Path, Path, str]:
    """Write a self-signed certificate for host names or addresses, and its key; what stood there is replaced.

    Returns:
        The file of the certificate, the file of the key, and the fingerprint to compare in the browser.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, TRIAL),
            x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64]),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=min(days, LONGEST_DAYS)))
        .add_extension(x509.SubjectAlternativeName([_named(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(mode=0o700, exist_ok=True)
    kept, secret = folder / "trial.crt", folder / "trial.key"
    _write(kept, certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _write(secret, private)
    return kept, secret, certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def is_trial(certificate: x509.Certificate) -> bool:
    """Return whether a certificate is one that `make_trial` made."""
    return any(part.value == TRIAL for part in certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME))


def read(path: Path) -> x509.Certificate:
    """Return the first certificate of a file.

    Raises:
        ValueError: The file holds none.
        OSError: It cannot be read.
    """
    return x509.load_pem_x509_certificate(path.read_bytes())


def fits(certificate: x509.Certificate, key: Path) -> bool:
    """Return whether a key belongs to a certificate.

    Raises:
        ValueError: The file holds no key, or one under a password.
        OSError: It cannot be read.
    """
    try:
        secret = serialization.load_pem_private_key(key.read_bytes(), password=None)
    except TypeError as locked:
        raise ValueError("the key stands under a password") from locked
    plain = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return secret.public_key().public_bytes(*plain) == certificate.public_key().public_bytes(*plain)


def _named(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return x509.DNSName(host)


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
