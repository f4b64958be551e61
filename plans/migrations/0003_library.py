"""The life of a version: review, approval, withdrawal; adoption, files, search and rules."""

import command.core.ids
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_participant'),
        ('core', '__first__'),
        ('plans', '0002_document'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanAttachment',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('kind', models.CharField(choices=[('source', 'Source of the text'), ('annex', 'Annex')], default='annex', max_length=8)),
                ('name', models.CharField(max_length=120)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='plans.planversion')),
            ],
            options={
                'ordering': ['added_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='plans_planattachment_one_of_each'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='plans_planattachment_named'), models.CheckConstraint(condition=models.Q(('kind__in', ['source', 'annex'])), name='plans_planattachment_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='PlanRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('amount', models.PositiveIntegerField(verbose_name='Amount')),
                ('unit', models.CharField(max_length=12, verbose_name='Unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='plans_planrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='plans_planrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='plans_planrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='plans_planrule_real')],
            },
        ),
        migrations.CreateModel(
            name='PlanText',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='text', serialize=False, to='plans.planversion')),
                ('body', models.TextField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
                ('steps', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='plans_plantext_words')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='planversion',
            name='plans_planversion_one_in_force',
        ),
        migrations.RemoveConstraint(
            model_name='planversion',
            name='plans_planversion_published_dated',
        ),
        migrations.AddField(
            model_name='plan',
            name='adopted_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='plans.planversion'),
        ),
        migrations.AddField(
            model_name='plan',
            name='department',
            field=models.CharField(blank=True, db_default='', max_length=16),
        ),
        migrations.AddField(
            model_name='planversion',
            name='approved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='planversion',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planversion',
            name='authors',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='planversion',
            name='comment',
            field=models.CharField(blank=True, db_default='', max_length=1000),
        ),
        migrations.AddField(
            model_name='planversion',
            name='edits',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='planversion',
            name='ended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='planversion',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planversion',
            name='returned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='planversion',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planversion',
            name='review_due',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='planversion',
            name='submitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='planversion',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='planversion',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('approved', 'Approved'), ('published', 'Published'), ('superseded', 'Superseded'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('origin', 'plan'), name='plans_planversion_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'approved'])), fields=('origin', 'plan'), name='plans_planversion_one_in_the_making'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('state__in', ['draft', 'in_review', 'approved'])), models.Q(('published_at__isnull', False), ('state__in', ['published', 'superseded', 'withdrawn'])), _connector='OR'), name='plans_planversion_published_dated'),
        ),
        migrations.RunSQL(
            sql="SELECT jc_protect('plans_planattachment');SELECT jc_protect('plans_planrule');",
            reverse_sql="SELECT jc_unprotect('plans_planattachment');SELECT jc_unprotect('plans_planrule');",
        ),
    ]
