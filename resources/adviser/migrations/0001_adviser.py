"""Floors and numbers (rule books), advice, suggestions, floors to sign for."""

import command.core.ids
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FORWARD = """
SELECT jc_protect('adviser_advicerule');
SELECT jc_protect('adviser_floorrule');
SELECT jc_protect('adviser_advice');
SELECT jc_protect('adviser_suggestion', true);
SELECT jc_protect('adviser_floorbreach', true);
SELECT jc_protect('adviser_flooranswer', true);
"""
BACKWARD = """
SELECT jc_unprotect('adviser_advicerule');
SELECT jc_unprotect('adviser_floorrule');
SELECT jc_unprotect('adviser_advice');
SELECT jc_unprotect('adviser_suggestion');
SELECT jc_unprotect('adviser_floorbreach');
SELECT jc_unprotect('adviser_flooranswer');
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('incidents', '0003_grades_and_merging'),
        ('joint', '0001_joint'),
        ('resources', '0004_dispatch'),
    ]

    operations = [
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('asked_at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('question', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('quick', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('proven', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('took_ms', models.PositiveIntegerField(null=True)),
                ('chosen', models.CharField(blank=True, max_length=12)),
                ('chosen_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('chosen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='joint.decision')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advices', to='incidents.incident')),
            ],
            options={
                'ordering': ['-asked_at'],
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['asked_at'], name='adviser_advice_unanswered')],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='adviser_advice_one_of_each'), models.CheckConstraint(condition=models.Q(models.Q(('chosen', ''), ('chosen_at__isnull', True), ('decision__isnull', True)), models.Q(models.Q(('chosen', ''), _negated=True), ('chosen_at__isnull', False), ('decision__isnull', False)), _connector='OR'), name='adviser_advice_chosen_once_with_a_decision'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('proven__isnull', True)), models.Q(('answered_at__isnull', False), ('proven__isnull', False)), _connector='OR'), name='adviser_advice_proven_when_answered')],
            },
        ),
        migrations.CreateModel(
            name='AdviceRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('amount', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='amount')),
                ('unit', models.CharField(max_length=16, verbose_name='unit')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='adviser_advicerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='adviser_advicerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='adviser_advicerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='adviser_advicerule_real')],
            },
        ),
        migrations.CreateModel(
            name='FloorBreach',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('city', models.CharField(max_length=6)),
                ('what', models.CharField(max_length=8)),
                ('before', models.PositiveIntegerField()),
                ('giving', models.PositiveIntegerField()),
                ('floor', models.PositiveIntegerField()),
                ('broken', models.PositiveIntegerField()),
                ('signed_by', models.CharField(max_length=16)),
                ('advice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaches', to='adviser.advice')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['city', 'what'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='adviser_floorbreach_one_of_each'), models.UniqueConstraint(fields=('origin', 'advice', 'city', 'what'), name='adviser_floorbreach_once'), models.CheckConstraint(condition=models.Q(('broken__gte', 1)), name='adviser_floorbreach_of_some')],
            },
        ),
        migrations.CreateModel(
            name='FloorAnswer',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('answer', models.CharField(choices=[('signed', 'Signed'), ('refused', 'Refused')], max_length=8)),
                ('reason', models.CharField(max_length=500)),
                ('answered_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('breach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='adviser.floorbreach')),
            ],
            options={
                'ordering': ['answered_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='adviser_flooranswer_one_of_each'), models.UniqueConstraint(fields=('origin', 'breach'), name='adviser_flooranswer_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='adviser_flooranswer_says_why')],
            },
        ),
        migrations.CreateModel(
            name='FloorRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('what', models.CharField(max_length=8, verbose_name='kind of team, or code of a supply')),
                ('least', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10000000)], verbose_name='must stay available')),
                ('signed_by', models.CharField(choices=[('commander', 'Commander'), ('deputy', 'Deputy commander'), ('resource_officer', 'Resource officer'), ('duty_officer', 'Duty officer')], max_length=16, verbose_name='who may sign for less')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='adviser_floorrule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='adviser_floorrule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='adviser_floorrule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='adviser_floorrule_real'), models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='adviser_floorrule_of_something')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('quantity', models.PositiveIntegerField()),
                ('expected_at', models.DateTimeField()),
                ('asset', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.asset')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='resources.resourcerequest')),
                ('stock', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.stock')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.team')),
            ],
            options={
                'ordering': ['expected_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='adviser_suggestion_one_of_each')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
