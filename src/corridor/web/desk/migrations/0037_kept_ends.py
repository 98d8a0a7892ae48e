"""What was kept of measures and forecasts ends with what it rests on."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody has kept an assessment yet; a forecast that was kept before knows no loads, and keeps its own end."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("desk", "0036_briefings")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("KeptForecast", "loads", models.JSONField(default=list)),
        migrations.AddField("KeptAssessment", "loads", models.JSONField(default=list)),
        migrations.AddField(
            "KeptAssessment", "until", models.DateField(default=date(2031, 11, 22)), preserve_default=False
        ),
    ]
