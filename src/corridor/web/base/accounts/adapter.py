"""What this node decides about sign-in where allauth asks."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from corridor.web.base.accounts import factors, models
from corridor.web.base.proxies import CLIENT


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
        """Return whether one proves again who one is: not for the first factor and its codes, just after signing in."""
        request = context.request
        account = getattr(request, "user", None)
        if app == "allauth.mfa" and isinstance(account, models.Officer) and not factors.has_codes(account.pk):
            records = get_authentication_records(request, account)
            if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
                return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address a request came from, as far as the node's own proxies tell it."""
        return str(getattr(request, CLIENT, ""))

    def get_login_stages(self) -> list[str]:
        """Return what comes between the password and the session: nothing after a sign-on believed in this."""
        stages: list[str] = super().get_login_stages()
        return [] if getattr(context.request, factors.ELSEWHERE, False) else stages

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the page where the function and purpose are chosen."""
        return reverse("base:purpose")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the start, from where one is led to what is still missing."""
        return "/"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what went wrong: the page after sign-in shows who is signed in."""
        if level >= messages.ERROR and message:
            messages.add_message(request, level, message)
