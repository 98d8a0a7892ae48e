"""The tables of kept and withdrawn forecasts."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No forecast was kept yet."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0030_breaks")]
    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            "KeptForecast",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(max_length=32, unique=True)),
                ("scope", models.CharField(max_length=400)),
                ("counted", models.CharField(max_length=20)),
                ("is_invented", models.BooleanField(default=False)),
                ("released_on", models.CharField(blank=True, max_length=10)),
                ("loaded_on", models.CharField(blank=True, max_length=10)),
                ("last", models.CharField(max_length=7)),
                ("digest", models.CharField(max_length=64)),
                ("rule", models.CharField(max_length=20)),
                ("verdict", models.CharField(max_length=12)),
                ("is_coarse", models.BooleanField()),
                ("steps", models.JSONField()),
                ("worth", models.JSONField()),
                ("marks", models.JSONField()),
                ("authority", models.CharField(max_length=32)),
                ("kept_by", models.CharField(max_length=64)),
                ("issued_on", models.DateField()),
                ("until", models.DateField()),
            ],
            options={"indexes": [models.Index(fields=["scope", "id"], name="kept_forecast_by_scope")]},
        ),
        migrations.CreateModel(
            "ForecastWithdrawal",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=20)),
                ("withdrawn_by", models.CharField(max_length=64)),
                ("withdrawn_on", models.DateField()),
                (
                    "forecast",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="withdrawal",
                        to="desk.keptforecast",
                    ),
                ),
            ],
        ),
    ]
