import command.core.ids
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0004_city_links'),
        ('incidents', '0003_grades_and_merging'),
        ('resources', '0004_dispatch'),
    ]

    operations = [
        migrations.CreateModel(
            name='Loan',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=24)),
                ('borrower', models.CharField(max_length=6)),
                ('what', models.CharField(max_length=8)),
                ('name', models.CharField(max_length=80)),
                ('quantity', models.PositiveIntegerField()),
                ('people', models.PositiveIntegerField(default=0)),
                ('vehicles', models.PositiveIntegerField(default=0)),
                ('lent_at', models.DateTimeField()),
                ('due_back', models.DateTimeField()),
                ('term', models.CharField(blank=True, max_length=32)),
                ('deployment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='resources.deployment')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='incidents.incident')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='resources.resourcerequest')),
            ],
            options={
                'ordering': ['-lent_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_loan_one_of_each'), models.UniqueConstraint(fields=('origin', 'deployment'), name='loans_loan_once_per_deployment'), models.UniqueConstraint(fields=('origin', 'number', 'exercise'), name='loans_loan_numbered_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('borrower', models.F('origin')), _negated=True), name='loans_loan_crosses_a_line'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1), models.Q(('what', ''), _negated=True)), name='loans_loan_of_some')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('number', models.CharField(max_length=32)),
                ('one', models.CharField(max_length=6)),
                ('other', models.CharField(max_length=6)),
                ('starts_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('incident', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.incident')),
            ],
            options={
                'ordering': ['-made_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_sheet_one_of_each'), models.UniqueConstraint(fields=('origin', 'number', 'exercise'), name='loans_sheet_numbered_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='loans_sheet_of_a_pair'), models.CheckConstraint(condition=models.Q(models.Q(('ends_at__gt', models.F('starts_at')), ('incident__isnull', True), ('starts_at__isnull', False)), models.Q(('ends_at__isnull', True), ('incident__isnull', False), ('starts_at__isnull', True)), _connector='OR'), name='loans_sheet_of_a_period_or_an_incident')],
            },
        ),
        migrations.CreateModel(
            name='LoanChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='loans.loan')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_loanchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'loan', 'step'), name='loans_loanchange_step_once')],
            },
        ),
        migrations.CreateModel(
            name='LoanRate',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('account', models.CharField(choices=[('team_hours', 'Team hours'), ('people_hours', 'People hours'), ('vehicle_hours', 'Vehicle hours'), ('unit_hours', 'Equipment hours'), ('consumed', 'Used up'), ('lost', 'Lost'), ('damaged', 'Damaged')], max_length=16, verbose_name='account')),
                ('what', models.CharField(blank=True, max_length=8, verbose_name='kind of team, or code of a supply; empty for all')),
                ('yuan', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('10000000'))], verbose_name='yuan per unit')),
                ('is_agreed', models.BooleanField(default=False, verbose_name='agreed between the cities')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_loanrate_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='loans_loanrate_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='loans_loanrate_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='loans_loanrate_real'), models.CheckConstraint(condition=models.Q(('yuan__gte', 0)), name='loans_loanrate_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='LoanTerm',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('what', models.CharField(blank=True, max_length=8, verbose_name='kind of team, or code of a supply; empty for all')),
                ('hours', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(8784)], verbose_name='hours')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_loanterm_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='loans_loanterm_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='loans_loanterm_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='loans_loanterm_real')],
            },
        ),
        migrations.CreateModel(
            name='OverdueRung',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('code', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('enabled', models.BooleanField(default=True)),
                ('rung', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(9)], verbose_name='rung')),
                ('after_hours', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(8784)], verbose_name='hours after it was due')),
                ('told', models.CharField(choices=[('cities', 'lender and borrower'), ('region', 'the region as well')], max_length=8, verbose_name='told')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
            ],
            options={
                'ordering': ['rung'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_overduerung_one_of_each'), models.UniqueConstraint(fields=('origin', 'code'), name='loans_overduerung_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('basis', ''), _negated=True)), name='loans_overduerung_founded'), models.CheckConstraint(condition=models.Q(('exercise__isnull', True)), name='loans_overduerung_real'), models.CheckConstraint(condition=models.Q(('rung__range', (1, 9))), name='loans_overduerung_climbs')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('account', models.CharField(choices=[('on_loan', 'On loan'), ('team_hours', 'Team hours'), ('people_hours', 'People hours'), ('vehicle_hours', 'Vehicle hours'), ('unit_hours', 'Equipment hours'), ('consumed', 'Used up'), ('lost', 'Lost'), ('damaged', 'Damaged')], max_length=16)),
                ('debtor', models.CharField(max_length=6)),
                ('creditor', models.CharField(max_length=6)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('detail', models.JSONField(default=dict)),
                ('photo', models.CharField(blank=True, max_length=64)),
                ('posted_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='loans.posting')),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('loan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='loans.loan')),
            ],
            options={
                'ordering': ['posted_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_posting_one_of_each'), models.UniqueConstraint(condition=models.Q(('corrects__isnull', False)), fields=('origin', 'corrects'), name='loans_posting_corrected_once'), models.CheckConstraint(condition=models.Q(('debtor', models.F('creditor')), _negated=True), name='loans_posting_has_two_sides'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='loans_posting_of_some'), models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('why', ''), _negated=True), _connector='OR'), name='loans_posting_corrected_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ReceivedMessage',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('message_id', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=64)),
                ('sender', models.CharField(blank=True, max_length=120)),
                ('preceding', models.CharField(blank=True, max_length=200)),
                ('is_taken', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('about', models.CharField(blank=True, max_length=60)),
                ('received_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.mediafile')),
            ],
            options={
                'ordering': ['-received_at'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_receivedmessage_one_of_each'), models.UniqueConstraint(condition=models.Q(('is_taken', True)), fields=('origin', 'message_id'), name='loans_receivedmessage_taken_once'), models.CheckConstraint(condition=models.Q(('is_taken', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='loans_receivedmessage_refused_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SheetState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='loans.sheet')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('signed', 'Signed by both'), ('settled', 'Settled')], max_length=8)),
                ('version', models.PositiveSmallIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('content', models.JSONField(default=dict)),
                ('signed', models.JSONField(default=dict)),
                ('remark', models.CharField(blank=True, max_length=200)),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SettledPosting',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='loans.posting')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settled', to='loans.sheet')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_settledposting_one_of_each'), models.UniqueConstraint(fields=('origin', 'posting'), name='loans_settledposting_once')],
            },
        ),
        migrations.CreateModel(
            name='SheetChange',
            fields=[
                ('id', models.UUIDField(default=command.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(editable=False, max_length=6)),
                ('step', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('occurred_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exercise', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.exercise')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='loans.sheet')),
            ],
            options={
                'ordering': ['step', 'origin'],
                'constraints': [models.UniqueConstraint(fields=('id', 'origin'), name='loans_sheetchange_one_of_each'), models.UniqueConstraint(fields=('origin', 'sheet', 'step'), name='loans_sheetchange_step_once')],
            },
        ),
        migrations.CreateModel(
            name='LoanState',
            fields=[
                ('step', models.PositiveIntegerField(default=0)),
                ('loan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='state', serialize=False, to='loans.loan')),
                ('status', models.CharField(choices=[('out', 'Lent out'), ('home', 'Home again'), ('cancelled', 'Cancelled')], max_length=12)),
                ('due_back', models.DateTimeField()),
                ('quantity', models.PositiveIntegerField()),
                ('out', models.PositiveIntegerField()),
                ('back', models.PositiveIntegerField(default=0)),
                ('consumed', models.PositiveIntegerField(default=0)),
                ('lost', models.PositiveIntegerField(default=0)),
                ('damaged', models.PositiveIntegerField(default=0)),
                ('pending', models.JSONField(null=True)),
                ('rung', models.PositiveSmallIntegerField(default=0)),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'out')), fields=['due_back'], name='loans_loan_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('out'), '+', models.F('back')), '+', models.F('consumed')), '+', models.F('lost')))), name='loans_loanstate_adds_up'), models.CheckConstraint(condition=models.Q(('status', 'out'), ('out', 0), _connector='OR'), name='loans_loanstate_nothing_out_at_home')],
            },
        ),
        migrations.RunSQL(
            "SELECT jc_protect('loans_loan', true);"
            "SELECT jc_protect('loans_loanchange', true);"
            "SELECT jc_protect('loans_posting', true);"
            "SELECT jc_protect('loans_receivedmessage', true);"
            "SELECT jc_protect('loans_sheet', true);"
            "SELECT jc_protect('loans_sheetchange', true);"
            "SELECT jc_protect('loans_settledposting', true);"
            "SELECT jc_protect('loans_loanterm');"
            "SELECT jc_protect('loans_overduerung');"
            "SELECT jc_protect('loans_loanrate');",
            "SELECT jc_unprotect('loans_loan');"
            "SELECT jc_unprotect('loans_loanchange');"
            "SELECT jc_unprotect('loans_posting');"
            "SELECT jc_unprotect('loans_receivedmessage');"
            "SELECT jc_unprotect('loans_sheet');"
            "SELECT jc_unprotect('loans_sheetchange');"
            "SELECT jc_unprotect('loans_settledposting');"
            "SELECT jc_unprotect('loans_loanterm');"
            "SELECT jc_unprotect('loans_overduerung');"
            "SELECT jc_unprotect('loans_loanrate');",
        ),
    ]
