"""What this node decides about sign-in where allauth asks."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from corridor.web.base.accounts import models


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package is untyped
    """Accounts are made by the node's administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an officer is added, never self-registered."""
        return False

    def pre_login(self, request: HttpRequest, user: models.Officer, **kwargs: Any) -> HttpResponse | None:
        """Refuse a password that was handed over and not used in time."""
        if user.invited_until is not None and user.invited_until <= timezone.now():
            clear_login(request)
            return redirect("account_inactive")
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def clean_password(self, password: str, user: models.Officer | None = None) -> str:
        """Refuse to keep the password that was handed over, beside what the validators refuse."""
        if user is not None and user.invited_until is not None and user.check_password(password):
            raise ValidationError(gettext("Choose another password than the one that was handed over."))
        kept: str = super().clean_password(password, user)
        return kept

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether the password is asked again: not for the first second factor, right after signing in."""
        request = context.request
        account = getattr(request, "user", None)
        if app == "allauth.mfa" and isinstance(account, models.Officer) and not is_mfa_enabled(account):
            records = get_authentication_records(request, account)
            if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
                return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the page where the function and purpose are chosen."""
        return reverse("base:purpose")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the start, from where one is led to what is still missing."""
        return "/"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page after sign-in shows who is signed in."""
