"""What this node decides about sign-in where allauth asks."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package is untyped
    """Accounts are made by the node's administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an officer is added, never self-registered."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the page where the function and purpose are chosen."""
        return reverse("base:purpose")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page after sign-in shows who is signed in."""
