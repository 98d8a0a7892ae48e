"""In which browsers officers are signed in."""

from __future__ import annotations

from django.db import models


class SignedIn(models.Model):
    """One browser in which an officer is signed in: what kind it is and since when, never its network address.

    Personal data: kind of browser and times of staff, kept until the session ends, at most half a day.
    """

    uid = models.CharField(max_length=32, unique=True)
    officer = models.ForeignKey("base.Officer", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=40, db_index=True)
    browser = models.CharField(max_length=16)
    system = models.CharField(max_length=16)
    began_at = models.DateTimeField()
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.uid
