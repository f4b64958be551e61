"""The tables of the register."""

import command.core.ids
import django.contrib.gis.db.models.fields
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
        ('resources', '0004_dispatch'),
    ]

    operations = [
        migrations.CreateModel(
            name='Facility',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('kind', models.CharField(choices=[('eoc', 'Emergency command centre'), ('depot', 'Stock depot'), ('shelter', 'Emergency shelter'), ('hospital', 'Hospital'), ('fire_station', 'Fire station'), ('hazard_source', 'Hazard source'), ('protection_target', 'Protection target'), ('chem_park', 'Chemical park'), ('mine', 'Mine'), ('mine_rescue', 'Mine rescue base'), ('steel', 'Steelworks area'), ('airport', 'Airport'), ('rail', 'Railway station'), ('hydrology', 'Hydrological station'), ('danger_reach', 'Dangerous reach'), ('dike', 'Dike section'), ('lake', 'Lake'), ('forest_fire', 'Forest fire lookout'), ('grass_fire', 'Grassland fire station'), ('snow_depot', 'Snow clearing depot'), ('other', 'Other')], max_length=20)),
                ('name', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('initials', models.CharField(blank=True, max_length=80)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('point', django.contrib.gis.db.models.fields.PointField(spatial_index=False, srid=4326)),
                ('coord_precision_m', models.PositiveIntegerField()),
                ('source_note', models.CharField(max_length=200)),
                ('details', models.JSONField(default=dict)),
                ('level', models.PositiveSmallIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('contact', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('occupied', models.PositiveIntegerField(null=True)),
                ('beds', models.JSONField(default=dict)),
                ('counted_at', models.DateTimeField(null=True)),
                ('is_illustrative', models.BooleanField(default=False)),
                ('updated_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['region', 'kind', 'name'],
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['point'], name='register_facility_point'), models.Index(fields=['kind', 'region'], name='register_facility_kind')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_facility_one_of_each'), models.UniqueConstraint(fields=('origin', 'region', 'kind', 'name', 'exercise'), name='register_facility_named_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('source_note', ''), _negated=True), ('coord_precision_m__gte', 1)), name='register_facility_known_somehow')],
            },
        ),
        migrations.CreateModel(
            name='BedCount',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('kind', models.CharField(choices=[('general', 'General'), ('emergency', 'Emergency'), ('icu', 'Intensive care'), ('surgery', 'Surgery'), ('burns', 'Burns'), ('isolation', 'Isolation'), ('paediatric', 'Paediatric'), ('obstetric', 'Obstetric'), ('dialysis', 'Dialysis')], max_length=12)),
                ('staffed', models.PositiveIntegerField()),
                ('occupied', models.PositiveIntegerField()),
                ('counted_at', models.DateTimeField()),
                ('counted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bed_counts', to='register.facility')),
            ],
            options={
                'ordering': ['-counted_at', 'kind'],
                'indexes': [models.Index(fields=['facility', '-counted_at'], name='register_bedcount_last')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_bedcount_one_of_each'), models.CheckConstraint(condition=models.Q(('occupied__lte', models.F('staffed'))), name='register_bedcount_within_staffed')],
            },
        ),
        migrations.CreateModel(
            name='HazardRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='level')),
                ('r_from', models.FloatField(validators=[django.core.validators.MinValueValidator(0.0)], verbose_name='R from')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['level'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_hazardrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='register_hazardrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='register_hazardrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='register_hazardrule_real')],
            },
        ),
        migrations.CreateModel(
            name='ShelterCount',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('occupied', models.PositiveIntegerField()),
                ('capacity', models.PositiveIntegerField()),
                ('is_confirmed', models.BooleanField(default=False)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('counted_at', models.DateTimeField()),
                ('counted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shelter_counts', to='register.facility')),
            ],
            options={
                'ordering': ['-counted_at'],
                'indexes': [models.Index(fields=['facility', '-counted_at'], name='register_sheltercount_last')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_sheltercount_one_of_each'), models.CheckConstraint(condition=models.Q(('is_confirmed', True), ('occupied__lte', models.F('capacity')), _connector='OR'), name='register_sheltercount_above_only_confirmed')],
            },
        ),
        migrations.CreateModel(
            name='StockLot',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=40)),
                ('quantity', models.PositiveIntegerField()),
                ('produced', models.DateField(null=True)),
                ('expires', models.DateField(null=True)),
                ('next_check', models.DateField(null=True)),
                ('firm', models.CharField(blank=True, max_length=80)),
                ('agreement', models.CharField(blank=True, max_length=40)),
                ('calloff_hours', models.PositiveSmallIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('is_illustrative', models.BooleanField(default=False)),
                ('updated_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('stock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='resources.stock')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('expires'), nulls_last=True), 'number'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_stocklot_one_of_each'), models.UniqueConstraint(fields=('origin', 'stock', 'number'), name='register_stocklot_numbered_once'), models.CheckConstraint(condition=models.Q(models.Q(('agreement', ''), ('calloff_hours__isnull', True), ('firm', '')), models.Q(models.Q(('firm', ''), _negated=True), models.Q(('agreement', ''), _negated=True), ('calloff_hours__isnull', False)), _connector='OR'), name='register_stocklot_firm_has_agreement'), models.CheckConstraint(condition=models.Q(('produced__isnull', True), ('expires__isnull', True), ('expires__gt', models.F('produced')), _connector='OR'), name='register_stocklot_expires_after_making')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('is_passed', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=200)),
                ('next_check', models.DateField(null=True)),
                ('checked_at', models.DateTimeField()),
                ('asset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='resources.asset')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='register.stocklot')),
            ],
            options={
                'ordering': ['-checked_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_check_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('asset__isnull', True), ('lot__isnull', False)), models.Q(('asset__isnull', False), ('lot__isnull', True)), _connector='OR'), name='register_check_one_thing'), models.CheckConstraint(condition=models.Q(('is_passed', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='register_check_failed_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='TeamShift',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('people', models.PositiveSmallIntegerField()),
                ('note', models.CharField(blank=True, max_length=120)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='resources.team')),
            ],
            options={
                'ordering': ['-starts_at'],
                'indexes': [models.Index(fields=['team', '-starts_at'], name='register_teamshift_last')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_teamshift_one_of_each'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), ('people__gte', 1)), name='register_teamshift_lasts')],
            },
        ),
        migrations.CreateModel(
            name='TeamSkill',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('certificate', models.CharField(max_length=80)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('issuer', models.CharField(blank=True, max_length=80)),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('valid_until', models.DateField(null=True)),
                ('entered_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_for', models.CharField(blank=True, max_length=200)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='skills', to='resources.team')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('valid_until'), nulls_last=True), 'certificate'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_teamskill_one_of_each'), models.CheckConstraint(condition=models.Q(('people__gte', 1), models.Q(('ended_at__isnull', True), models.Q(('ended_for', ''), _negated=True), _connector='OR')), name='register_teamskill_held')],
            },
        ),
        migrations.CreateModel(
            name='DateAlert',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('subject', models.CharField(choices=[('lot_expiry', 'Expiry of a lot'), ('lot_check', 'Check of a lot'), ('asset_check', 'Check of a vehicle or piece of equipment'), ('certificate', 'Certificate of a team')], max_length=12)),
                ('due', models.DateField()),
                ('days', models.PositiveSmallIntegerField()),
                ('told_at', models.DateTimeField()),
                ('asset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='resources.asset')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('lot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='register.stocklot')),
                ('skill', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='register.teamskill')),
            ],
            options={
                'ordering': ['-told_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_datealert_one_of_each'), models.UniqueConstraint(fields=('origin', 'subject', 'lot', 'asset', 'skill', 'due', 'days'), name='register_datealert_given_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='CountRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('counted', models.CharField(choices=[('shelter', 'People in a shelter'), ('hospital', 'Beds of a hospital')], max_length=8, verbose_name='what is counted')),
                ('minutes', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(44640)], verbose_name='minutes between counts')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['counted'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_countrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='register_countrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='register_countrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='register_countrule_real')],
            },
        ),
        migrations.CreateModel(
            name='CrewRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('team_kind', models.CharField(blank=True, choices=[('FIRE', 'Fire and rescue'), ('FOREST', 'Grassland and forest fire'), ('WATER', 'Water rescue'), ('FLOOD', 'Flood fighting'), ('USAR', 'Earthquake rescue'), ('MINE', 'Mine rescue'), ('HAZCHEM', 'Hazardous chemicals'), ('MED', 'Emergency medicine'), ('CDC', 'Epidemic prevention'), ('POWER', 'Power restoration'), ('COMMS', 'Communications support'), ('ROAD', 'Road clearing'), ('UTIL', 'Water, gas and heat repair'), ('ENV', 'Environmental monitoring'), ('AIR', 'Aviation and drones'), ('PSB', 'Police'), ('MIL', 'Armed forces and militia'), ('SOC', 'Volunteer rescue'), ('EXP', 'Experts')], max_length=8, verbose_name='kind of team')),
                ('duty_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='hours on duty at most')),
                ('deployed_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='hours deployed at most')),
                ('rest_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='hours of rest')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['team_kind'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_crewrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='register_crewrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='register_crewrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='register_crewrule_real'), models.CheckConstraint(condition=models.Q(('deployed_hours__gte', 1), ('rest_hours__gte', 1), ('duty_hours__gte', models.F('deployed_hours'))), name='register_crewrule_bounded')],
            },
        ),
        migrations.CreateModel(
            name='DateRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('subject', models.CharField(choices=[('lot_expiry', 'Expiry of a lot'), ('lot_check', 'Check of a lot'), ('asset_check', 'Check of a vehicle or piece of equipment'), ('certificate', 'Certificate of a team')], max_length=12, verbose_name='date')),
                ('days', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(3650)], verbose_name='days before')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['subject', '-days'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_daterule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='register_daterule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='register_daterule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='register_daterule_real')],
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('name', models.CharField(blank=True, max_length=40)),
                ('organisation', models.CharField(blank=True, max_length=80)),
                ('title', models.CharField(blank=True, max_length=40)),
                ('families', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None)),
                ('speciality', models.CharField(max_length=200)),
                ('reach', models.CharField(blank=True, max_length=80)),
                ('is_illustrative', models.BooleanField(default=False)),
                ('updated_at', models.DateTimeField()),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['region', 'speciality', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='register_expert_one_of_each'), models.CheckConstraint(condition=models.Q(('forgotten_at__isnull', True), models.Q(('name', ''), ('reach', '')), _connector='OR'), name='register_expert_forgotten_wholly')],
            },
        ),
        migrations.RunSQL(
            sql=(
                "SELECT jc_protect('register_check', true);"
                "SELECT jc_protect('register_crewrule');"
                "SELECT jc_protect('register_countrule');"
                "SELECT jc_protect('register_datealert', true);"
                "SELECT jc_protect('register_daterule');"
                "SELECT jc_protect('register_expert');"
                "SELECT jc_protect('register_facility');"
                "SELECT jc_protect('register_hazardrule');"
                "SELECT jc_protect('register_sheltercount', true);"
                "SELECT jc_protect('register_bedcount', true);"
                "SELECT jc_protect('register_stocklot');"
                "SELECT jc_protect('register_teamshift');"
                "SELECT jc_protect('register_teamskill');"
            ),
            reverse_sql=(
                "SELECT jc_unprotect('register_check');"
                "SELECT jc_unprotect('register_crewrule');"
                "SELECT jc_unprotect('register_countrule');"
                "SELECT jc_unprotect('register_datealert');"
                "SELECT jc_unprotect('register_daterule');"
                "SELECT jc_unprotect('register_expert');"
                "SELECT jc_unprotect('register_facility');"
                "SELECT jc_unprotect('register_hazardrule');"
                "SELECT jc_unprotect('register_sheltercount');"
                "SELECT jc_unprotect('register_bedcount');"
                "SELECT jc_unprotect('register_stocklot');"
                "SELECT jc_unprotect('register_teamshift');"
                "SELECT jc_unprotect('register_teamskill');"
            ),
        ),
    ]
