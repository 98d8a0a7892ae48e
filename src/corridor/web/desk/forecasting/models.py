"""The tables of forecasts: those that officers kept, to be scored when the truth is told, and those withdrawn."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class KeptForecast(models.Model):
    """One forecast as it was issued: of which series as it stood, what was said of the months ahead, and how sure.

    `scope` is the key of the series, `released_on` and `loaded_on` the vintage it rests on, `last` its last month,
    `digest` a keyed digest of its figures. `steps` are what was said, `worth` is what the backtest said of it then.
    `marks` are those of all that it rests on: it is shown to who may read and count all of them. `loads` brought that:
    it is shown while none of them was undone. Never rewritten; erased on `until`, which is the end of the first mark
    that may be kept no longer, and five years after its last month at most.

    Personal data: the handle of who kept it; the rest are figures by month.
    """

    uid = models.CharField(max_length=32, unique=True)
    scope = models.CharField(max_length=400)
    counted = models.CharField(max_length=20)
    is_invented = models.BooleanField(default=False)
    released_on = models.CharField(max_length=10, blank=True)
    loaded_on = models.CharField(max_length=10, blank=True)
    last = models.CharField(max_length=7)
    digest = models.CharField(max_length=64)
    rule = models.CharField(max_length=20)
    verdict = models.CharField(max_length=12)
    is_coarse = models.BooleanField()
    steps: models.JSONField[Any, Any] = models.JSONField()
    worth: models.JSONField[Any, Any] = models.JSONField()
    marks: models.JSONField[Any, Any] = models.JSONField()
    loads: models.JSONField[Any, Any] = models.JSONField(default=list)
    authority = models.CharField(max_length=32)
    kept_by = models.CharField(max_length=64)
    issued_on = models.DateField()
    until = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["scope", "id"], name="kept_forecast_by_scope")]

    def __str__(self) -> str:
        return self.uid


class ForecastWithdrawal(models.Model):
    """That an authority no longer stands by a forecast it kept, and why; the forecast itself stays as it was.

    Personal data: the handle of who withdrew it; kept as long as the forecast.
    """

    forecast = models.OneToOneField(KeptForecast, on_delete=models.CASCADE, related_name="withdrawal")
    reason = models.CharField(max_length=20)
    withdrawn_by = models.CharField(max_length=64)
    withdrawn_on = models.DateField()

    def __str__(self) -> str:
        return self.reason
