"""The zone of law enforcement and justice."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """One zone of trust, one migration history; capabilities are folders in it."""

    name = "corridor.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
