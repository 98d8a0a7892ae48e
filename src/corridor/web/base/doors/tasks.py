"""Delivering and opening in the background; the job names nothing of what it carries."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from corridor.web.base.doors import actions


@task()
def carry() -> str:
    """Look after the doors now."""
    actions.look_after(now=timezone.now())
    return "carried"
