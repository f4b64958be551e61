"""What was counted here is counted at the common gate; the counts go along.

Plain Python, not SQL: a database whose tables are made at once has nothing to bring.
"""

from django.db import migrations

COMINGS = """
INSERT INTO core_coming (key, minute, used) SELECT key, minute, used FROM intake_gate
ON CONFLICT (key) DO NOTHING
"""
TALLIES = """
INSERT INTO core_tally (entrance, sender, subject, exercise_id, day, why, count, last_at)
SELECT 'readings', device_id, datastream_id, exercise_id, day, why, count, last_at FROM intake_tally
"""


def bring(apps, editor):
    editor.execute(COMINGS)
    editor.execute(TALLIES)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_gate'),
        ('intake', '0001_intake'),
    ]

    operations = [
        migrations.RunPython(bring, migrations.RunPython.noop),
        migrations.DeleteModel(name='Gate'),
        migrations.DeleteModel(name='Tally'),
    ]
