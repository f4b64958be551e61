"""Townships below the counties, and quiet areas that are one of them."""

import command.core.ids
import django.contrib.gis.db.models.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0006_films'),
        ('incidents', '0003_grades_and_merging'),
        ('quiet', '0001_quiet'),
    ]

    operations = [
        migrations.CreateModel(
            name='Township',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=9)),
                ('name_zh', models.CharField(max_length=40)),
                ('name_en', models.CharField(blank=True, max_length=60)),
                ('point', django.contrib.gis.db.models.fields.PointField(spatial_index=False, srid=4326)),
                ('outline', django.contrib.gis.db.models.fields.PolygonField(null=True, spatial_index=False, srid=4326)),
                ('people', models.PositiveIntegerField(null=True)),
                ('illustrative', models.BooleanField(default=False)),
                ('retired', models.BooleanField(default=False)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='quiet_township_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='quiet_township_code_once'), models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{9}$')), name='quiet_township_coded'), models.CheckConstraint(condition=models.Q(('name_zh', ''), _negated=True), name='quiet_township_named'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='quiet_township_real')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='quietareastate',
            name='quiet_quietareastate_one_open',
        ),
        migrations.RemoveConstraint(
            model_name='quietwatch',
            name='quiet_quietwatch_once',
        ),
        migrations.AddField(
            model_name='quietarea',
            name='township',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quiet.township'),
        ),
        migrations.AddField(
            model_name='quietareastate',
            name='township',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quiet.township'),
        ),
        migrations.AddField(
            model_name='quietwatch',
            name='township',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quiet.township'),
        ),
        migrations.AddConstraint(
            model_name='quietareastate',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('region', 'township', 'exercise'), name='quiet_quietareastate_one_open', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='quietwatch',
            constraint=models.UniqueConstraint(fields=('region', 'township', 'exercise'), name='quiet_quietwatch_once', nulls_distinct=False),
        ),
        migrations.RunSQL(
            "SELECT jc_protect('quiet_township');", "SELECT jc_unprotect('quiet_township');"
        ),
    ]
