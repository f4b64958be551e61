"""Images that arrive in steps, what is drawn over them, and what of them may go out."""

import command.core.ids
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FORWARD = """
SELECT jc_protect('imagery_imagechange', true);
SELECT jc_protect('imagery_annotation', true);
SELECT jc_protect('imagery_withdrawal', true);
SELECT jc_protect('imagery_binding');
SELECT jc_protect('imagery_release', true);
SELECT jc_protect('imagery_countersignature', true);
SELECT jc_protect('imagery_imagerule');
INSERT INTO imagery_imagestate (image_id, step, stage, original_id, alike, updated_at)
SELECT id, 0, 'complete', media_id, id, taken_at FROM imagery_image;
"""
BACKWARD = """
SELECT jc_unprotect('imagery_imagechange');
SELECT jc_unprotect('imagery_annotation');
SELECT jc_unprotect('imagery_withdrawal');
SELECT jc_unprotect('imagery_binding');
SELECT jc_unprotect('imagery_release');
SELECT jc_unprotect('imagery_countersignature');
SELECT jc_unprotect('imagery_imagerule');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_participant'),
        ('core', '__first__'),
        ('imagery', '0001_imagery'),
        ('incidents', '0003_grades_and_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='Annotation',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('shape', models.CharField(choices=[('arrow', 'Arrow'), ('circle', 'Circle'), ('text', 'Text')], max_length=6)),
                ('x1', models.FloatField()),
                ('y1', models.FloatField()),
                ('x2', models.FloatField()),
                ('y2', models.FloatField()),
                ('text', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annotations', to='imagery.image')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_annotation_one_of_each'), models.CheckConstraint(condition=models.Q(('x1__range', (0, 1)), ('x2__range', (0, 1)), ('y1__range', (0, 1)), ('y2__range', (0, 1))), name='imagery_annotation_on_the_image'), models.CheckConstraint(condition=models.Q(('shape__in', ['arrow', 'circle', 'text'])), name='imagery_annotation_shape_known'), models.CheckConstraint(condition=models.Q(models.Q(('shape', 'text'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='imagery_annotation_text_said')],
            },
        ),
        migrations.CreateModel(
            name='Binding',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('task', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='imagery.image')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True), ('task__isnull', False)), fields=['task'], name='imagery_binding_task')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_binding_one_of_each'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('origin', 'image', 'incident', 'task'), name='imagery_binding_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('incident__isnull', False), ('task__isnull', True)), models.Q(('incident__isnull', True), ('task__isnull', False)), _connector='OR'), name='imagery_binding_to_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('made_from', models.CharField(max_length=64)),
                ('covers', models.JSONField(default=list)),
                ('audience', models.CharField(choices=[('export', 'Other agencies'), ('public', 'The public')], max_length=6)),
                ('reason', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='imagery.image')),
                ('media', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_release_one_of_each'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='imagery_release_argued'), models.CheckConstraint(condition=models.Q(('audience__in', ['export', 'public'])), name='imagery_release_audience_known')],
            },
        ),
        migrations.CreateModel(
            name='Countersignature',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='countersignatures', to='imagery.release')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_countersignature_one_of_each'), models.UniqueConstraint(fields=('origin', 'release'), name='imagery_countersignature_once')],
            },
        ),
        migrations.CreateModel(
            name='ImageChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='imagery.image')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_imagechange_one_of_each'), models.UniqueConstraint(fields=('origin', 'image', 'step'), name='imagery_imagechange_step_once')],
            },
        ),
        migrations.CreateModel(
            name='ImageRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('measure', models.CharField(choices=[('alike_bits', 'alike: differing bits of 64'), ('times_minutes', 'times differ: minutes between')], max_length=16, verbose_name='measure')),
                ('amount', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_imagerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='imagery_imagerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='imagery_imagerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='imagery_imagerule_real'), models.CheckConstraint(condition=models.Q(('measure__in', ['alike_bits', 'times_minutes'])), name='imagery_imagerule_measure_known')],
            },
        ),
        migrations.CreateModel(
            name='ImageState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('image', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='imagery.image')),
                ('stage', models.CharField(choices=[('announced', 'announced'), ('preview', 'preview here'), ('complete', 'original here')], max_length=9)),
                ('fingerprint', models.BigIntegerField(null=True)),
                ('alike', models.UUIDField()),
                ('exif_taken_at', models.DateTimeField(null=True)),
                ('exif_lat', models.FloatField(null=True)),
                ('exif_lon', models.FloatField(null=True)),
                ('updated_at', models.DateTimeField()),
                ('original', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
                ('preview', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
            ],
            options={
                'indexes': [models.Index(fields=['alike'], name='imagery_imagestate_alike')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['announced', 'preview', 'complete'])), name='imagery_imagestate_stage_known'), models.CheckConstraint(condition=models.Q(models.Q(('original__isnull', False), ('stage', 'complete')), models.Q(models.Q(('stage', 'complete'), _negated=True), ('original__isnull', True)), _connector='OR'), name='imagery_imagestate_complete_iff_original')],
            },
        ),
        migrations.CreateModel(
            name='Seen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imagery.image')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'image'), name='imagery_seen_once')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('annotation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='imagery.annotation')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='imagery_withdrawal_one_of_each'), models.UniqueConstraint(fields=('origin', 'annotation'), name='imagery_withdrawal_once')],
            },
        ),
        migrations.AddField(
            model_name='image',
            name='accuracy_m',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='image',
            name='arrived_at',
            field=models.DateTimeField(auto_now_add=True, null=True),
        ),
        migrations.AddField(
            model_name='image',
            name='claimed_sha256',
            field=models.CharField(blank=True, db_default='', max_length=64),
        ),
        migrations.AddField(
            model_name='image',
            name='claimed_size',
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='image',
            name='kind',
            field=models.CharField(choices=[('photo', 'Photo'), ('video', 'Video')], db_default='photo', max_length=5),
        ),
        migrations.AddField(
            model_name='image',
            name='tag',
            field=models.CharField(blank=True, db_default='', max_length=40),
        ),
        migrations.AlterField(
            model_name='image',
            name='media',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile'),
        ),
        migrations.AddIndex(
            model_name='image',
            index=models.Index(fields=['-taken_at', '-id'], name='imagery_image_latest'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('media__isnull', False), ('claimed_sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='imagery_image_here_or_claimed'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
