"""Grades by rule, a confirmed grade, figures that are chosen, incidents merged and linked."""

import command.core.ids
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
UPDATE incidents_incidentstate SET preliminary_grade = grade;
SELECT jc_protect('incidents_figurechoice', true);
SELECT jc_protect('incidents_graderule');
SELECT jc_protect('incidents_limit');
"""
BACKWARD = """
SELECT jc_unprotect('incidents_figurechoice');
SELECT jc_unprotect('incidents_graderule');
SELECT jc_unprotect('incidents_limit');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_sign_in'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('incidents', '0002_shares_are_read'),
    ]

    operations = [
        migrations.CreateModel(
            name='FigureChoice',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occurred_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=500)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='incidents.incident')),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='incidents.observation')),
            ],
            options={
                'ordering': ['occurred_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_figurechoice_one_of_each'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='incidents_figurechoice_reasoned')],
            },
        ),
        migrations.CreateModel(
            name='GradeRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('criterion', models.CharField(choices=[('type', 'type of the event'), ('dead', 'dead'), ('serious', 'seriously injured or poisoned'), ('casualties', 'dead and seriously injured'), ('trapped', 'trapped'), ('moved', 'evacuated'), ('inundated_km2', 'inundated'), ('burned_ha', 'burned'), ('direct_loss_cny', 'direct economic loss'), ('livestock', 'livestock concerned'), ('breach_m', 'width of the breach'), ('magnitude', 'magnitude'), ('transport_cut_h', 'trunk line cut for'), ('breach_important', "dike breach on an important reach of a great river's main stem"), ('breach_ordinary', 'dike breach or major danger on an ordinary reach or a main tributary'), ('dam_key_failed', 'failure of a key large reservoir dam'), ('dam_failed', 'failure or major danger of a large or medium reservoir'), ('flood_basin_exceptional', 'exceptional flood of a whole basin'), ('flood_basin', 'great flood of a whole basin'), ('flood_several_cities', 'severe flooding in several cities'), ('weather_city', 'extreme weather over an important city or 50 km²'), ('intake_prefecture', 'water intake of a city cut'), ('intake_county', 'water intake of a county town cut'), ('intake_township', 'water intake of a township cut'), ('crosses_border', 'pollution crosses the national border'), ('crosses_province', 'pollution crosses a provincial border'), ('crosses_city', 'pollution crosses the border of a city'), ('crosses_county', 'pollution crosses the border of a county')], max_length=24, verbose_name='criterion')),
                ('applies_to', models.CharField(max_length=80, validators=[django.core.validators.RegexValidator('^[0-9A-Z]{1,5}( [0-9A-Z]{1,5})*\\Z', 'Beginnings of event type codes, with blanks.')], verbose_name='event types')),
                ('except_for', models.CharField(blank=True, max_length=80, validators=[django.core.validators.RegexValidator('^[0-9A-Z]{1,5}( [0-9A-Z]{1,5})*\\Z', 'Beginnings of event type codes, with blanks.')], verbose_name='except event types')),
                ('at_least', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='at least')),
                ('unit', models.CharField(blank=True, max_length=12, verbose_name='unit')),
                ('grade', models.PositiveSmallIntegerField(choices=[(1, 'extremely serious'), (2, 'serious'), (3, 'relatively serious'), (4, 'general')], verbose_name='grade')),
                ('counts_missing', models.BooleanField(default=False, verbose_name='the missing count as dead')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_graderule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='incidents_graderule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='incidents_graderule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='incidents_graderule_real'), models.CheckConstraint(condition=models.Q(('grade__range', (1, 4))), name='incidents_graderule_grade_known')],
            },
        ),
        migrations.CreateModel(
            name='Limit',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('measure', models.CharField(choices=[('duplicate_km', 'duplicate: distance'), ('duplicate_hours', 'duplicate: time between'), ('conflict_hours', 'conflict of sources: within'), ('supplement_days', 'casualties: supplement for')], max_length=16, verbose_name='measure')),
                ('applies_to', models.CharField(max_length=80, validators=[django.core.validators.RegexValidator('^[0-9A-Z]{1,5}( [0-9A-Z]{1,5})*\\Z', 'Beginnings of event type codes, with blanks.')], verbose_name='event types')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('unit', models.CharField(max_length=12, verbose_name='unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='incidents_limit_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='incidents_limit_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='incidents_limit_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='incidents_limit_real'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='incidents_limit_not_negative')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='incidentstate',
            name='incidents_incidentstate_status_known',
        ),
        migrations.RemoveConstraint(
            model_name='observation',
            name='incidents_observation_key_known',
        ),
        migrations.AddField(
            model_name='incidentstate',
            name='confirmed_grade',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='incidentstate',
            name='merged_into',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='incidentstate',
            name='parent_incident',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='incidentstate',
            name='preliminary_grade',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='incidentstate',
            name='status',
            field=models.CharField(choices=[('reported', 'Reported'), ('handling', 'Being handled'), ('contained', 'Contained'), ('closed', 'Closed'), ('voided', 'Voided'), ('merged', 'Merged into another')], default='reported', max_length=10),
        ),
        migrations.AddIndex(
            model_name='incidentstate',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='incidents_state_merged'),
        ),
        migrations.AddIndex(
            model_name='incidentstate',
            index=models.Index(condition=models.Q(('parent_incident__isnull', False)), fields=['parent_incident'], name='incidents_state_part_of'),
        ),
        migrations.AddConstraint(
            model_name='incidentstate',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['reported', 'handling', 'contained', 'closed', 'voided', 'merged'])), name='incidents_incidentstate_status_known'),
        ),
        migrations.AddConstraint(
            model_name='incidentstate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='incidents_incidentstate_merged_iff_pointed'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('key__in', ['breach_important', 'breach_m', 'breach_ordinary', 'burned_ha', 'crosses_border', 'crosses_city', 'crosses_county', 'crosses_province', 'dam_failed', 'dam_key_failed', 'dead', 'direct_loss_cny', 'flood_basin', 'flood_basin_exceptional', 'flood_several_cities', 'flow_m3s', 'households', 'intake_county', 'intake_prefecture', 'intake_township', 'inundated_km2', 'livestock', 'magnitude', 'missing', 'moved', 'poisoned', 'rescuers', 'serious', 'sheltered', 'slight', 'threatened', 'transport_cut_h', 'trapped', 'vehicles', 'water_level_m', 'weather_city'])), name='incidents_observation_key_known'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
