"""Seeds of second factors sealed where they lie; how long a password lasts."""

import command.core.ids
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from command.core.sealing import seal, unseal

PEOPLE = "SELECT id, origin, totp_seed FROM core_person WHERE totp_seed <> '' FOR UPDATE"
FACTORS = "SELECT person_id, pending_seed FROM core_secondfactor WHERE pending_seed <> '' FOR UPDATE"


def each_seed(editor, way):
    """Write every seed as ``way`` makes it; each person in the name of its authority."""
    with editor.connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        for person, origin, seed in cursor.fetchall():
            cursor.execute("SELECT set_config('jc.acting', %s, true)", [origin])
            cursor.execute("UPDATE core_person SET totp_seed = %s WHERE id = %s", [way(seed), person])
        cursor.execute("SELECT set_config('jc.acting', '', true)")
        cursor.execute(FACTORS)
        for person, seed in cursor.fetchall():
            cursor.execute(
                "UPDATE core_secondfactor SET pending_seed = %s WHERE person_id = %s", [way(seed), person]
            )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_entered'),
    ]

    operations = [
        migrations.AlterField(
            model_name='auditrecord',
            name='act',
            field=models.CharField(choices=[('sign_in', 'Sign in'), ('sign_out', 'Sign out'), ('locked', 'Account locked'), ('refused', 'Refused'), ('enrolled', 'Second factor enrolled'), ('forgotten', 'Second factor forgotten'), ('renewed', 'Old password renewed')], max_length=12),
        ),
        migrations.CreateModel(
            name='PasswordAgeRule',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('post', models.CharField(choices=[('commander', 'Commander'), ('deputy', 'Deputy commander'), ('duty_officer', 'Duty officer'), ('liaison', 'Liaison'), ('planner', 'Planner'), ('resource_officer', 'Resource officer'), ('team_leader', 'Team leader'), ('team_member', 'Team member'), ('observer', 'Observer'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=16, verbose_name='post')),
                ('days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='days a password lasts')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='core_passwordagerule_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='core_passwordagerule_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='core_passwordagerule_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='core_passwordagerule_real'), models.CheckConstraint(condition=models.Q(('days__range', (1, 3650))), name='core_passwordagerule_days')],
            },
        ),
        migrations.RunSQL("SELECT jc_protect('core_passwordagerule')", "SELECT jc_unprotect('core_passwordagerule')"),
        migrations.AlterField(
            model_name='person',
            name='totp_seed',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AlterField(
            model_name='secondfactor',
            name='pending_seed',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.RunPython(
            lambda apps, editor: each_seed(editor, seal),
            lambda apps, editor: each_seed(editor, unseal),
        ),
    ]
