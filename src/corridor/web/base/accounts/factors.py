"""What allauth asks the node about second factors: what may be removed, and how their secrets are kept."""

from __future__ import annotations

from functools import cache
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext

from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.base.accounts import models

PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What alone is a second factor; recovery codes stand in for one that was lost."""

ELSEWHERE = "second_factor_elsewhere"
"""What a request carries, and its session keeps, where a provider of sign-on that is believed asked for the factor."""

SEALED = "sealed:"


class FactorUnreadable(CorridorError):
    """The secret of a second factor was sealed with a key that this node does not hold."""

    code = "access.E13"
    template = "the second factor was sealed with another key than this node's"
    hint = "Restore the folder keys that belongs to the database, or invite the officer again."
    status = 500


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the package is untyped
    """Secrets of second factors are sealed, and nobody is left without a factor."""

    def encrypt(self, text: str) -> str:
        """Return a secret sealed with the node's key, which is kept outside the database."""
        return SEALED + _sealing(keys.digest_key()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret in clear; one that was kept before secrets were sealed is as it was.

        Raises:
            FactorUnreadable: It was sealed with another key.
        """
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        try:
            return _sealing(keys.digest_key()).decrypt(encrypted_text.removeprefix(SEALED)).decode()
        except InvalidToken as wrong:
            raise FactorUnreadable from wrong

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether a factor may go: not the last one, where factors are enforced."""
        if settings.DEMONSTRATION or authenticator.type not in PRIMARY:
            return True
        return count_of(authenticator.user_id) > 1

    def generate_authenticator_name(self, user: models.Officer, type: Authenticator.Type) -> str:
        """Return the name that a new passkey is offered."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_totp_label(self, user: models.Officer) -> str:
        """Return how the authenticator app names the account: by its handle."""
        return user.handle

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return how the browser names this node: the zone, and the host that the passkey is good for."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Corridor"}


def count_of(account: int) -> int:
    """Return how many factors an officer has, recovery codes not counted."""
    number: int = Authenticator.objects.filter(user_id=account, type__in=PRIMARY).count()
    return number


def missing_of(account: int) -> str | None:
    """Return the page on which an officer's factor or recovery codes are still to be made; nothing where all is there.

    Every request of the officer asks: one look for all of it.
    """
    rows = list(Authenticator.objects.filter(user_id=account))
    if not any(row.type in PRIMARY for row in rows):
        return "mfa_index"
    codes = next((row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return None if codes is not None and codes.data.get("viewed_at") else "base:recovery-codes"


def has_codes(account: int) -> bool:
    """Return whether an officer has recovery codes and was shown them."""
    row: Any = Authenticator.objects.filter(user_id=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return row is not None and bool(row.data.get("viewed_at"))


def awaits_codes(account: int) -> bool:
    """Return whether recovery codes were made and not shown yet."""
    row: Any = Authenticator.objects.filter(user_id=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return row is not None and not row.data.get("viewed_at")


@cache
def _sealing(key: bytes) -> Fernet:
    from base64 import urlsafe_b64encode

    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"corridor second factors").derive(key)
    return Fernet(urlsafe_b64encode(derived))
