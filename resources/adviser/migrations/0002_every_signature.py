"""Floors are signed for answers and orders too, not only for plans."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

# The table is only ever added to, so its guard steps aside while old rows are completed.
COMPLETE = """
SELECT jc_unprotect('adviser_floorbreach');
UPDATE adviser_floorbreach AS b SET incident_id = a.incident_id,
  raised_at = coalesce(a.chosen_at, a.asked_at) FROM adviser_advice AS a WHERE a.id = b.advice_id;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT jc_protect('adviser_floorbreach', true);
"""


class Migration(migrations.Migration):
    """Let a floor to sign for hang on an incident and a request."""

    dependencies = [
        ("adviser", "0001_adviser"),
        ("incidents", "0003_grades_and_merging"),
        ("resources", "0002_heading"),
    ]
    operations = [
        migrations.AlterField(
            "floorbreach",
            "advice",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="breaches",
                to="adviser.advice",
            ),
        ),
        migrations.AddField(
            "floorbreach",
            "incident",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="floor_breaches",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            "floorbreach",
            "request",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="floor_breaches",
                to="resources.resourcerequest",
            ),
        ),
        migrations.AddField(
            "floorbreach",
            "raised_at",
            models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.RunSQL(COMPLETE, migrations.RunSQL.noop),
    ]
