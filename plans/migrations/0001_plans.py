import command.core.ids
import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0003_sign_in'),
        ('core', '__first__'),
        ('incidents', '0001_incidents'),
        ('tasking', '0001_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activation',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('at', models.DateTimeField()),
                ('activated_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activations', to='incidents.incident')),
            ],
            options={
                'ordering': ['-activated_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='plans_activation_one_of_each')],
            },
        ),
        migrations.CreateModel(
            name='ActivationStep',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('key', models.CharField(max_length=40)),
                ('after', models.JSONField(default=list)),
                ('ready_at', models.DateTimeField()),
                ('activation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='plans.activation')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasking.task')),
            ],
            options={
                'ordering': ['key'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='plans_activationstep_one_of_each'), models.UniqueConstraint(fields=('origin', 'activation', 'key'), name='plans_activationstep_keyed_once')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('title', models.CharField(max_length=120)),
                ('title_en', models.CharField(blank=True, max_length=160)),
                ('kind', models.CharField(choices=[('overall', 'Overall plan'), ('special', 'Special plan'), ('departmental', 'Departmental plan')], max_length=12)),
                ('event_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), default=list, size=None)),
                ('created_at', models.DateTimeField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['city', 'title'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='plans_plan_one_of_each'), models.UniqueConstraint(fields=('origin', 'city', 'title'), name='plans_plan_titled_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['overall', 'special', 'departmental'])), name='plans_plan_kind_known'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='plans_plan_titled')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('superseded', 'Superseded')], default='draft', max_length=10)),
                ('steps', models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('drafted_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plans.plan')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['plan', 'number'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='plans_planversion_one_of_each'), models.UniqueConstraint(fields=('origin', 'plan', 'number'), name='plans_planversion_numbered_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'published'])), fields=('origin', 'plan', 'state'), name='plans_planversion_one_in_force'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('state', 'draft')), models.Q(('published_at__isnull', False), ('state__in', ['published', 'superseded'])), _connector='OR'), name='plans_planversion_published_dated')],
            },
        ),
        migrations.AddField(
            model_name='activation',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activations', to='plans.planversion'),
        ),
        migrations.CreateModel(
            name='StepWait',
            fields=[
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='wait', serialize=False, to='plans.activationstep')),
                ('ready_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('issued', 'Issued'), ('unassigned', 'Nobody found to do it'), ('left', 'Taken over by hand')], default='waiting', max_length=10)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['ready_at'], name='plans_stepwait_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'issued', 'unassigned', 'left'])), name='plans_stepwait_state_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='activation',
            constraint=models.UniqueConstraint(fields=('origin', 'incident', 'version'), name='plans_activation_once'),
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('plans_plan');SELECT jc_protect('plans_planversion');SELECT jc_protect('plans_activation', true);SELECT jc_protect('plans_activationstep', true);",
            reverse_sql="SELECT jc_unprotect('plans_plan');SELECT jc_unprotect('plans_planversion');SELECT jc_unprotect('plans_activation');SELECT jc_unprotect('plans_activationstep');",
        ),
    ]
