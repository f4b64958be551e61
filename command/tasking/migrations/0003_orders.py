import command.core.ids
import django.contrib.gis.db.models.fields
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_city_links'),
        ('incidents', '0003_grades_and_merging'),
        ('tasking', '0002_basis'),
    ]

    operations = [
        migrations.CreateModel(
            name='TaskAttachment',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('name', models.CharField(max_length=120)),
                ('attached_at', models.DateTimeField()),
                ('attached_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='tasking.task')),
            ],
            options={
                'ordering': ['attached_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tasking_taskattachment_one_of_each'), models.UniqueConstraint(fields=('origin', 'task', 'media'), name='tasking_taskattachment_once')],
            },
        ),
        migrations.CreateModel(
            name='TaskLimit',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('value', models.PositiveIntegerField(verbose_name='value')),
                ('unit', models.CharField(choices=[('orders', 'open orders'), ('seconds', 'seconds')], max_length=10, verbose_name='unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tasking_tasklimit_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='tasking_tasklimit_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='tasking_tasklimit_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='tasking_tasklimit_real'), models.CheckConstraint(condition=models.Q(('value__gte', 1)), name='tasking_tasklimit_counts')],
            },
        ),
        migrations.CreateModel(
            name='TaskTemplate',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('title_en', models.CharField(blank=True, max_length=160, verbose_name='title in English')),
                ('kind', models.CharField(choices=[('rescue_evacuate', 'Rescue and evacuation'), ('hazard_control', 'Hazard control and cordon'), ('repair_lifeline', 'Lifeline repair, shelter and medical care'), ('restrict_activity', 'Restriction of activities'), ('release_stock', 'Release of reserves'), ('mobilise', 'Mobilisation'), ('supply_basics', 'Basic supplies'), ('market_order', 'Market order'), ('public_order', 'Public order'), ('env_monitor', 'Environmental monitoring'), ('prevent_secondary', 'Prevention of secondary disasters'), ('patrol', 'Dike patrol'), ('breach_closure', 'Breach closure'), ('ice_breaking', 'Ice breaking'), ('publish_info', 'Public information'), ('comms_support', 'Communications support')], max_length=20, verbose_name='kind')),
                ('detail', models.TextField(blank=True, max_length=2000, verbose_name='detail')),
                ('checklist', models.TextField(blank=True, max_length=4000, verbose_name='checklist, an item a line')),
                ('checklist_en', models.TextField(blank=True, max_length=4000, verbose_name='checklist in English, an item a line')),
                ('due_minutes', models.PositiveIntegerField(default=0, verbose_name='due after minutes')),
                ('repeat_minutes', models.PositiveSmallIntegerField(default=0, verbose_name='repeats every minutes')),
                ('check_in_minutes', models.PositiveSmallIntegerField(default=0, verbose_name='check-in every minutes')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='tasking_tasktemplate_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='tasking_tasktemplate_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='tasking_tasktemplate_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='tasking_tasktemplate_real'), models.CheckConstraint(condition=models.Q(('kind__in', ['rescue_evacuate', 'hazard_control', 'repair_lifeline', 'restrict_activity', 'release_stock', 'mobilise', 'supply_basics', 'market_order', 'public_order', 'env_monitor', 'prevent_secondary', 'patrol', 'breach_closure', 'ice_breaking', 'publish_info', 'comms_support'])), name='tasking_tasktemplate_kind_known')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='receiptstate',
            name='tasking_receiptstate_stage_dated',
        ),
        migrations.AddField(
            model_name='receiptstate',
            name='done_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='receiptstate',
            name='on_scene_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='receiptstate',
            name='reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='receiptstate',
            name='refused_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='receiptstate',
            name='verified_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='check_in_minutes',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='task',
            name='checklist',
            field=models.JSONField(db_default=[], default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name='task',
            name='needs',
            field=models.JSONField(db_default=[], default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name='task',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='tasking.task'),
        ),
        migrations.AddField(
            model_name='task',
            name='place',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='task',
            name='point',
            field=django.contrib.gis.db.models.fields.PointField(blank=True, null=True, spatial_index=False, srid=4326),
        ),
        migrations.AddField(
            model_name='task',
            name='repeat_minutes',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='task',
            name='series',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='tasking.task'),
        ),
        migrations.AddField(
            model_name='task',
            name='turn',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='assignee_label_en',
            field=models.CharField(blank=True, db_default='', default='', max_length=160),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='attachments',
            field=models.JSONField(db_default=[], default=list, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='check_in_rung',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='check_in_told_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='checked_in_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='missed',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='next_check_in',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='repeat_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='stated',
            field=models.JSONField(db_default={}, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name='taskstate',
            name='ticks',
            field=models.JSONField(db_default={}, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AlterField(
            model_name='receiptstate',
            name='stage',
            field=models.CharField(choices=[('queued', 'Queued'), ('delivered', 'Delivered'), ('read', 'Read'), ('accepted', 'Accepted'), ('on_scene', 'On scene'), ('done', 'Done'), ('verified', 'Verified'), ('refused', 'Refused')], default='queued', max_length=10),
        ),
        migrations.AlterField(
            model_name='taskstate',
            name='assignee_kind',
            field=models.CharField(blank=True, choices=[('organisation', 'Organisation'), ('person', 'Person'), ('team', 'Team'), ('post', 'Post')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='taskstate',
            index=models.Index(condition=models.Q(('repeat_at__isnull', False)), fields=['repeat_at'], name='tasking_taskstate_to_repeat'),
        ),
        migrations.AddIndex(
            model_name='taskstate',
            index=models.Index(condition=models.Q(('next_check_in__isnull', False)), fields=['next_check_in'], name='tasking_taskstate_to_hear'),
        ),
        migrations.AddConstraint(
            model_name='receiptstate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delivered_at__isnull', True), ('stage', 'queued')), models.Q(('delivered_at__isnull', False), ('stage', 'delivered')), models.Q(('delivered_at__isnull', False), ('read_at__isnull', False), ('stage', 'read')), models.Q(('accepted_at__isnull', False), ('read_at__isnull', False), ('stage', 'accepted')), models.Q(('accepted_at__isnull', False), ('on_scene_at__isnull', False), ('stage', 'on_scene')), models.Q(('done_at__isnull', False), ('on_scene_at__isnull', False), ('stage', 'done')), models.Q(('done_at__isnull', False), ('stage', 'verified'), ('verified_at__isnull', False)), models.Q(('refused_at__isnull', False), ('stage', 'refused'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='tasking_receiptstate_stage_dated'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('origin', 'series', 'turn'), name='tasking_task_round_once'),
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('tasking_taskattachment', true);SELECT jc_protect('tasking_tasklimit');SELECT jc_protect('tasking_tasktemplate');",
            reverse_sql="SELECT jc_unprotect('tasking_taskattachment');SELECT jc_unprotect('tasking_tasklimit');SELECT jc_unprotect('tasking_tasktemplate');",
        ),
    ]
