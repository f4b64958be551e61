"""What was counted here is counted at the common gate; the counts go along.

Plain Python, not SQL: a database whose tables are made at once has nothing to bring.
"""

from django.db import migrations

COMINGS = """
INSERT INTO core_coming (key, minute, used) SELECT key, minute, used FROM tracking_gate
ON CONFLICT (key) DO NOTHING
"""
TALLIES = """
INSERT INTO core_tally (entrance, sender, subject, exercise_id, day, why, count, last_at)
SELECT 'positions', device_id, NULL, exercise_id, day, why, count, last_at FROM tracking_tally
"""


def bring(apps, editor):
    editor.execute(COMINGS)
    editor.execute(TALLIES)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_gate'),
        ('tracking', '0001_tracking'),
    ]

    operations = [
        migrations.RunPython(bring, migrations.RunPython.noop),
        migrations.DeleteModel(name='Gate'),
        migrations.DeleteModel(name='Tally'),
    ]
