"""When the next rung of silence is due for a shortfall that nobody has taken on."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [('interlock', '0002_taken')]

    operations = [
        migrations.AddField(
            model_name='shortfall',
            name='rung',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='shortfall',
            name='chase_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='shortfall',
            constraint=models.CheckConstraint(
                name='interlock_shortfall_chased',
                condition=Q(chase_at__isnull=True) | Q(status='open', taken_at__isnull=True),
            ),
        ),
        migrations.AddIndex(
            model_name='shortfall',
            index=models.Index(
                fields=['chase_at'],
                name='interlock_shortfall_chase',
                condition=Q(chase_at__isnull=False),
            ),
        ),
    ]
