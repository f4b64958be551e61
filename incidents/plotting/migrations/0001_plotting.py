"""Drawn features: headers, versions, and what they say now."""

import command.core.ids
import django.contrib.gis.db.models.fields
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
SELECT jc_protect('plotting_feature', true);
SELECT jc_protect('plotting_featureversion', true);
"""
BACKWARD = """
SELECT jc_unprotect('plotting_feature');
SELECT jc_unprotect('plotting_featureversion');
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_guards'),
        ('incidents', '0001_incidents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Feature',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('drawn_at', models.DateTimeField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='features', to='incidents.incident')),
            ],
            options={
                'ordering': ['drawn_at', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('id', 'origin'), name='plotting_feature_one_of_each'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FeatureVersion',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('feature', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plotting.feature')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [
                    models.UniqueConstraint(fields=('id', 'origin'), name='plotting_featureversion_one_of_each'),
                    models.UniqueConstraint(fields=('origin', 'feature', 'step'), name='plotting_featureversion_step_once'),
                    models.CheckConstraint(condition=models.Q(('step__gte', 1)), name='plotting_featureversion_step_counts'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FeatureState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('feature', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='plotting.feature')),
                ('shape', django.contrib.gis.db.models.fields.GeometryField(geography=True, null=True, srid=4326)),
                ('category', models.CharField(max_length=6)),
                ('label', models.CharField(blank=True, max_length=60)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('visibility', models.CharField(choices=[('room', 'Everybody in this incident'), ('city', 'Only my own city'), ('all', 'All four cities')], default='room', max_length=4)),
                ('expires_at', models.DateTimeField(null=True)),
                ('buffer_m', models.PositiveIntegerField(default=0)),
                ('style', models.CharField(choices=[('solid', 'Solid'), ('dashed', 'Dashed'), ('dotted', 'Dotted')], default='solid', max_length=6)),
                ('removed', models.BooleanField(default=False)),
                ('updated_at', models.DateTimeField()),
                ('updated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('style__in', ['solid', 'dashed', 'dotted']), ('visibility__in', ['room', 'city', 'all'])), name='plotting_featurestate_words_known'),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
