import command.core.ids
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0005_participant'),
        ('core', '__first__'),
        ('plans', '0002_document'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inject',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.PositiveIntegerField()),
                ('at_minutes', models.IntegerField()),
                ('title', models.CharField(max_length=120)),
                ('text', models.TextField(blank=True, max_length=1000)),
                ('sender', models.CharField(blank=True, max_length=60)),
                ('channel', models.CharField(choices=[('phone', 'Telephone'), ('radio', 'Radio'), ('written', 'In writing'), ('media', 'Press and networks')], default='phone', max_length=8)),
                ('post', models.CharField(blank=True, choices=[('commander', 'Commander'), ('deputy', 'Deputy commander'), ('duty_officer', 'Duty officer'), ('liaison', 'Liaison'), ('planner', 'Planner'), ('resource_officer', 'Resource officer'), ('team_leader', 'Team leader'), ('team_member', 'Team member'), ('observer', 'Observer'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=16)),
                ('expects', models.CharField(blank=True, max_length=300)),
                ('within_minutes', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('released', 'Released'), ('skipped', 'Left out')], default='planned', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('released_at', models.DateTimeField(null=True)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
            ],
            options={
                'ordering': ['at_minutes', 'number'],
                'indexes': [models.Index(condition=models.Q(('state', 'planned')), fields=['exercise', 'at_minutes'], name='exercise_inject_waiting')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='exercise_inject_one_of_each'), models.UniqueConstraint(fields=('origin', 'exercise', 'number'), name='exercise_inject_numbered_once'), models.CheckConstraint(condition=models.Q(('exercise__isnull', False)), name='exercise_inject_of_an_exercise'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', False), ('state', 'released')), models.Q(('released_at__isnull', True), ('state__in', ['planned', 'skipped'])), _connector='OR'), name='exercise_inject_released_dated')],
            },
        ),
        migrations.CreateModel(
            name='InjectAck',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('inject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acks', to='exercise.inject')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='exercise_injectack_one_of_each'), models.UniqueConstraint(fields=('origin', 'inject', 'person'), name='exercise_injectack_once')],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('verdict', models.CharField(choices=[('met', 'Met'), ('partly', 'Partly'), ('missed', 'Missed'), ('note', 'Note')], max_length=6)),
                ('text', models.CharField(blank=True, max_length=1000)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('inject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='exercise.inject')),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.activationstep')),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='exercise_observation_one_of_each'), models.CheckConstraint(condition=models.Q(('exercise__isnull', False)), name='exercise_observation_of_an_exercise'), models.CheckConstraint(condition=models.Q(('inject__isnull', True), ('step__isnull', True), _connector='OR'), name='exercise_observation_of_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='ScoreRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('outcome', models.CharField(choices=[('in_time', 'done in time'), ('late', 'done late'), ('going', 'begun, not done'), ('undone', 'not done'), ('unanswered', 'order not acknowledged in time'), ('met', 'expectation met'), ('partly', 'expectation partly met'), ('missed', 'expectation missed')], max_length=10, verbose_name='outcome')),
                ('points', models.SmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='points of a hundred')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='exercise_scorerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='exercise_scorerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='exercise_scorerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='exercise_scorerule_real'), models.CheckConstraint(condition=models.Q(('points__range', (-100, 100))), name='exercise_scorerule_of_a_hundred')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('exercise_inject');"
            "SELECT jc_protect('exercise_injectack', true);"
            "SELECT jc_protect('exercise_observation', true);"
            "SELECT jc_protect('exercise_scorerule');",
            "SELECT jc_unprotect('exercise_inject');"
            "SELECT jc_unprotect('exercise_injectack');"
            "SELECT jc_unprotect('exercise_observation');"
            "SELECT jc_unprotect('exercise_scorerule');",
        ),
    ]
