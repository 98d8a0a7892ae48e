"""The application of the public zone; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages without an account, served by the process of the desk."""

    name = "corridor.web.public"
    label = "public"
