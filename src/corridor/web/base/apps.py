"""The ground every zone stands on: accounts, markings and reader classes, the ledger."""

from __future__ import annotations

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Shared code, never shared rows: each zone migrates it into its own database."""

    name = "corridor.web.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to sign-ins once every model is known."""
        from corridor.web.base.accounts import signals

        signals.connect()
