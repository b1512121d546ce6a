"""Makes holds and notices with their walls, and lets the clock alone delete what has come to its end."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.directory.walls import OWN
from recourse.records.people import walls

AGENCY = "(select recourse_agency())"
CLOCK = "recourse_worker"
TO_US = f"{{table}}.to_agency_id = {AGENCY}"
GIVEN = f"{OWN} or {TO_US}"
OWN_THREAD = (
    "exists (select 1 from referrals_referral r where r.id = {table}.referral_id"
    f" and r.agency_id = {AGENCY})"
)
# What only the clock may delete; people_person, _particular, _searchtoken, _fact and _note say so themselves.
ENDED = (
    "people_share",
    "people_consent",
    "advice_answer",
    "advice_grounds",
    "referrals_referral",
    "placements_offer",
    "placements_stay",
    "placements_occupation",
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0002_figures'),
        ('people', '0004_closed'),
        ('advice', '0002_own_grounds'),
        ('referrals', '0001_referrals'),
        ('placements', '0001_placements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('why', models.CharField(choices=[('court', 'A court case'), ('complaint', 'A complaint'), ('inquest', 'An inquest'), ('asked', 'They asked us to keep it')], max_length=20)),
                ('placed_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('placed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('person', 'agency'), name='keeping_hold_once')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField()),
                ('reference', models.CharField(max_length=12)),
                ('about', models.UUIDField(unique=True)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('shared_at', models.DateTimeField()),
                ('given_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('to_service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['to_agency', 'given_at'], name='keeping_notice_waiting')],
            },
        ),
        *walls.own_and_held("keeping_hold"),
        walls.raise_walls("keeping_notice"),
        walls.policy("keeping_notice", "select", using=GIVEN),
        walls.policy("keeping_notice", "insert", check=OWN, to=CLOCK),
        walls.policy("keeping_notice", "update", using=TO_US, check=TO_US),
        *(walls.policy(table, "delete", using=OWN, to=CLOCK) for table in ENDED),
        walls.policy("people_emergency", "delete", using=f"{{table}}.holder_id = {AGENCY}", to=CLOCK),
        walls.policy("referrals_message", "delete", using=OWN_THREAD, to=CLOCK),
    ]
