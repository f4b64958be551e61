"""The rule book of reserve floors."""

import command.core.ids
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
    ]

    operations = [
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
        migrations.RunSQL(
            "SELECT jc_protect('adviser_floorrule')", "SELECT jc_unprotect('adviser_floorrule')"
        ),
    ]
