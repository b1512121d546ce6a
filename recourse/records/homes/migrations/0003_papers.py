"""Makes leases, certificates and upkeep of homes, behind the wall of the agency that runs them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import recourse.records.sealing.fields
from recourse.records.directory import walls

NO_OVERLAP = """
alter table homes_lease add constraint homes_one_lease_a_day exclude using gist (
    int8range(hashtextextended(home_id::text, 0), hashtextextended(home_id::text, 0), '[]') with &&,
    daterange(first_day, after_last_day) with &&
) deferrable initially deferred;
"""
TABLES = ("homes_lease", "homes_certificate", "homes_upkeep")


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_answers'),
        ('homes', '0002_sealed'),
    ]

    operations = [
        migrations.AddField(
            model_name='home',
            name='sort',
            field=models.CharField(choices=[('house', 'House or flat'), ('host', "A host's home"), ('shelter', 'Night shelter'), ('emergency', 'Emergency beds')], default='house', max_length=20),
        ),
        migrations.AlterField(
            model_name='bedstate',
            name='state',
            field=models.CharField(choices=[('offered', 'Offered by its owner'), ('preparing', 'Being prepared'), ('available', 'Ready to live in'), ('cleaning', 'Empty, being cleaned'), ('repair', 'Empty, under repair'), ('reserved', 'Empty, kept back'), ('unusable', 'Empty, not usable'), ('handed_back', 'Handed back')], max_length=20),
        ),
        migrations.CreateModel(
            name='Upkeep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('repair', 'Repair'), ('volunteers', 'Volunteer day')], max_length=20)),
                ('on_day', models.DateField()),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('hours', models.PositiveSmallIntegerField(default=1)),
                ('pence', models.PositiveIntegerField(default=0)),
                ('what', recourse.records.sealing.fields.SealedText(blank=True, of='home_id')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='upkeep', to='homes.home')),
            ],
            options={
                'ordering': ['-on_day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('gas', 'Gas'), ('electric', 'Electrics'), ('fire', 'Fire'), ('hmo', 'Shared house licence')], max_length=20)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='homes.home')),
            ],
            options={
                'ordering': ['kind', '-last_day'],
                'constraints': [models.UniqueConstraint(fields=('home', 'kind', 'first_day'), name='homes_certificate_once_a_day'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='homes_certificate_some_days')],
            },
        ),
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField(null=True)),
                ('pence_a_month', models.PositiveIntegerField(default=0)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leases', to='homes.home')),
            ],
            options={
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('after_last_day', None), ('after_last_day__gt', models.F('first_day')), _connector='OR'), name='homes_lease_some_days'), models.CheckConstraint(condition=models.Q(('pence_a_month__gte', 0)), name='homes_lease_costs_nothing_or_more')],
            },
        ),
        migrations.RunSQL(NO_OVERLAP, "alter table homes_lease drop constraint homes_one_lease_a_day;"),
        *(wall for table in TABLES for wall in walls.own_agency(table)),
    ]
