"""Who has seen the tour of the first sign-in."""

from __future__ import annotations

from django.db import models


class TourSeen(models.Model):
    """An officer has seen the three steps of the tour, or put them away.

    Personal data: that an account saw a page, and when; kept as long as the account.
    """

    officer = models.OneToOneField("base.Officer", on_delete=models.CASCADE, related_name="+", primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
