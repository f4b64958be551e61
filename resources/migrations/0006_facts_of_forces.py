"""The facts that bring the view of a force, found at once among all others.

Looking back asks where each team, asset and stock stood before a moment, in the rooms of the
cities, where alarms are told by the hundred thousand. The words of the condition are those of
``command/board/selectors/stood.py``.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("resources", "0005_requests"), ("core", "0008_entered")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE INDEX resources_facts_of_forces ON core_entry (room_id, recorded_at)
                 WHERE split_part(kind, '.', 1) = ANY
                       ('{team,asset,stock,register,deployment,zone,position}'::text[])
            """,
            reverse_sql="DROP INDEX resources_facts_of_forces",
        ),
    ]
