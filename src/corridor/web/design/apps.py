"""The page frame, components, style and vendored scripts."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Templates and static files; no rows."""

    name = "corridor.web.design"
    label = "design"
