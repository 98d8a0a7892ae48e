"""Readers who print have a class of their own: what may be read but not printed is not there for them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("base", "0010_ready_markings"),)

    operations = (
        migrations.AddField(model_name="readerclass", name="is_printing", field=models.BooleanField(default=False)),
    )
