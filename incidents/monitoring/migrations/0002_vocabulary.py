"""Observed properties, sensors, and what is possible at all."""

import command.core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_films'),
        ('monitoring', '0001_monitoring'),
    ]

    operations = [
        migrations.AddField(
            model_name='datastream',
            name='description',
            field=models.CharField(blank=True, db_default='', max_length=300),
        ),
        migrations.AddField(
            model_name='datastream',
            name='highest',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='datastream',
            name='lowest',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='station',
            name='description',
            field=models.CharField(blank=True, db_default='', max_length=300),
        ),
        migrations.CreateModel(
            name='ObservedProperty',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=40)),
                ('name_zh', models.CharField(max_length=40)),
                ('name_en', models.CharField(max_length=60)),
                ('unit', models.CharField(max_length=12)),
                ('definition', models.CharField(blank=True, max_length=300)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('lowest', models.FloatField(null=True)),
                ('highest', models.FloatField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_observedproperty_one_of_each'), models.UniqueConstraint(fields=('origin', 'exercise', 'code'), name='monitoring_observedproperty_code_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name_zh', ''), _negated=True)), name='monitoring_observedproperty_named'), models.CheckConstraint(condition=models.Q(('lowest__isnull', True), ('highest__isnull', True), ('highest__gt', models.F('lowest')), _connector='OR'), name='monitoring_observedproperty_range')],
            },
        ),
        migrations.AddField(
            model_name='datastream',
            name='observed',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.observedproperty'),
        ),
        migrations.CreateModel(
            name='Sensor',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('name', models.CharField(max_length=100)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('encoding_type', models.CharField(blank=True, max_length=100)),
                ('metadata', models.CharField(blank=True, max_length=1000)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='monitoring_sensor_one_of_each'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='monitoring_sensor_named')],
            },
        ),
        migrations.AddField(
            model_name='datastream',
            name='sensor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.sensor'),
        ),
        migrations.AddConstraint(
            model_name='datastream',
            constraint=models.CheckConstraint(condition=models.Q(('lowest__isnull', True), ('highest__isnull', True), ('highest__gt', models.F('lowest')), _connector='OR'), name='monitoring_datastream_range'),
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('monitoring_observedproperty');SELECT jc_protect('monitoring_sensor');",
            reverse_sql="SELECT jc_unprotect('monitoring_observedproperty');SELECT jc_unprotect('monitoring_sensor');",
        ),
    ]
