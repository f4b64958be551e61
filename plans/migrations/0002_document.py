"""A plan says more than its steps: one document takes their place.

The owners of the steps become roles. The guards are put aside for the rewriting, which
is no act of any authority: nothing that a plan says is changed.
"""

import django.core.serializers.json
from django.db import migrations, models

OWNER = ("owner_kind", "owner", "region")


def gather(apps, _schema_editor):
    """Make the document of each version from its steps."""
    for version in apps.get_model("plans", "PlanVersion").objects.all():
        roles, steps = [], []
        for step in version.steps:
            owner = {name: step.get(name, "") for name in OWNER}
            if owner not in roles:
                roles.append(owner)
            rest = {name: value for name, value in step.items() if name not in OWNER}
            role = f"R{roles.index(owner) + 1:02d}"
            steps.append({**rest, "role": role, "region": owner["region"]})
        named = [{"key": f"R{n:02d}", **owner} for n, owner in enumerate(roles, 1)]
        version.document = {"roles": named, "steps": steps}
        version.save(update_fields=["document"])


class Migration(migrations.Migration):

    dependencies = [("plans", "0001_plans")]

    operations = [
        migrations.AddField(
            model_name="planversion",
            name="document",
            field=models.JSONField(
                db_default={},
                default=dict,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE plans_planversion DISABLE TRIGGER USER", migrations.RunSQL.noop
        ),
        migrations.RunPython(gather, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(
            "ALTER TABLE plans_planversion ENABLE TRIGGER USER", migrations.RunSQL.noop
        ),
        migrations.RemoveField(model_name="planversion", name="steps"),
    ]
