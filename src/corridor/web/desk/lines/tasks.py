"""Carrying letters in the background; the job names nothing of what it carries."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from corridor.web.base.zone import zone


@task()
def carry() -> str:
    """Exchange letters with the partners for whom something waits."""
    zone().carry(timezone.now())
    return "carried"
