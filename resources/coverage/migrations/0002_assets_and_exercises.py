"""Assets move up like teams; an exercise has gaps of its own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_city_links'),
        ('coverage', '0001_coverage'),
        ('resources', '0005_requests'),
    ]

    operations = [
        migrations.AddField('gapstate', 'world', models.UUIDField(null=True)),
        migrations.AddField('tocheck', 'exercise', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
        migrations.AlterField('moveup', 'team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.team')),
        migrations.AddField('moveup', 'asset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.asset')),
        migrations.RemoveConstraint('gapstate', 'coverage_gapstate_once_per_episode'),
        migrations.AddConstraint('gapstate', models.UniqueConstraint(condition=Q(('status', 'closed'), _negated=True), fields=('area', 'rule', 'world'), name='coverage_gapstate_once_per_episode', nulls_distinct=False)),
        migrations.AddConstraint('moveup', models.UniqueConstraint(condition=Q(('ended_at__isnull', True)), fields=('origin', 'asset'), name='coverage_moveup_asset_one_at_a_time')),
        migrations.AddConstraint('moveup', models.CheckConstraint(condition=Q(('team__isnull', True)) ^ Q(('asset__isnull', True)), name='coverage_moveup_of_one_thing')),
    ]
