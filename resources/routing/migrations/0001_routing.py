"""Road conditions, the rules of driving times, and what routing services said."""

import command.core.ids
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClearWay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('router', models.CharField(max_length=24)),
                ('start', models.CharField(max_length=24)),
                ('end', models.CharField(max_length=24)),
                ('minutes', models.FloatField()),
                ('km', models.FloatField(null=True)),
                ('asked_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['asked_at'], name='routing_clearway_age')],
                'constraints': [models.UniqueConstraint(fields=('router', 'start', 'end'), name='routing_clearway_once')],
            },
        ),
        migrations.CreateModel(
            name='RoadCondition',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('kind', models.CharField(choices=[('closure', 'Closed'), ('snow', 'Snow'), ('ice', 'Ice'), ('wind', 'Strong wind'), ('dust', 'Dust, poor sight')], max_length=8)),
                ('edges', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('starts_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('source', models.CharField(max_length=120)),
                ('text_zh', models.CharField(blank=True, max_length=200)),
                ('text_en', models.CharField(blank=True, max_length=200)),
                ('entered_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_for', models.CharField(blank=True, max_length=200)),
                ('end_told_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['-entered_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('lifted_at__isnull', True)), fields=['until'], name='routing_roadcondition_stands')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='routing_roadcondition_one_of_each'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('starts_at'))), name='routing_roadcondition_ends_after'), models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', False), ('edges', [])), models.Q(('area__isnull', True), models.Q(('edges', []), _negated=True)), _connector='OR'), name='routing_roadcondition_somewhere'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'closure'), _negated=True), ('area__isnull', True), _connector='OR'), name='routing_roadcondition_closed_by_stretch'), models.CheckConstraint(condition=models.Q(('lifted_at__isnull', True), models.Q(('lifted_for', ''), _negated=True), _connector='OR'), name='routing_roadcondition_lifted_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='RoadRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('kind', models.CharField(choices=[('clear', 'Clear road'), ('local', 'Local roads to the main road'), ('snow', 'Snow'), ('ice', 'Ice'), ('wind', 'Strong wind'), ('dust', 'Dust, poor sight'), ('winter', 'Winter'), ('convoy', 'Convoy'), ('heavy', 'Heavy vehicles')], max_length=8, verbose_name='about')),
                ('factor_low', models.FloatField(default=1, validators=[django.core.validators.MinValueValidator(0.1), django.core.validators.MaxValueValidator(20)], verbose_name='factor at best')),
                ('factor', models.FloatField(default=1, validators=[django.core.validators.MinValueValidator(0.1), django.core.validators.MaxValueValidator(20)], verbose_name='factor')),
                ('factor_high', models.FloatField(default=1, validators=[django.core.validators.MinValueValidator(0.1), django.core.validators.MaxValueValidator(20)], verbose_name='factor at worst')),
                ('cap_kmh', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(150)], verbose_name='top speed (km/h)')),
                ('plus_min', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(600)], verbose_name='minutes before the start')),
                ('from_month', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='first month')),
                ('to_month', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='last month')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='routing_roadrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='routing_roadrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='routing_roadrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='routing_roadrule_real'), models.CheckConstraint(condition=models.Q(('factor__gte', models.F('factor_low')), ('factor_high__gte', models.F('factor')), ('factor_high__lte', 20), ('factor_low__gt', 0)), name='routing_roadrule_in_order'), models.CheckConstraint(condition=models.Q(('cap_kmh__isnull', True), ('cap_kmh__gte', 5), _connector='OR'), name='routing_roadrule_drives'), models.CheckConstraint(condition=models.Q(models.Q(('from_month__isnull', True), ('to_month__isnull', True)), models.Q(('from_month__range', (1, 12)), ('to_month__range', (1, 12))), _connector='OR'), name='routing_roadrule_both_months')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('routing_roadcondition');"
            "SELECT jc_protect('routing_roadrule');",
            "SELECT jc_unprotect('routing_roadcondition');"
            "SELECT jc_unprotect('routing_roadrule');"
        ),
    ]
