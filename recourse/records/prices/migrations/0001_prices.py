"""Makes what was learned, chosen and said of prices: an agency adds its own, and nobody changes any of it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.directory import walls

KEPT = """
create trigger prices_choice_as_signed_in after insert on prices_choice
    for each row execute function recourse_as_signed_in('chosen_by_id', 'chosen_at');
revoke update, delete, truncate on prices_night, prices_choice, prices_quarter from recourse_app, recourse_worker;
"""
NOT_KEPT = "drop trigger prices_choice_as_signed_in on prices_choice;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0013_turns'),
        ('directory', '0007_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('parity', models.FloatField(null=True)),
                ('chosen_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('chosen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-chosen_at'],
            },
        ),
        migrations.CreateModel(
            name='Night',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('first_day', models.DateField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('seed', models.PositiveIntegerField()),
                ('is_learned', models.BooleanField()),
                ('says', models.TextField()),
                ('prices', models.JSONField(default=dict)),
                ('floors', models.JSONField(default=list)),
                ('looked_back', models.JSONField(default=dict)),
                ('learned_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'day'), name='prices_night_once')],
            },
        ),
        migrations.CreateModel(
            name='Quarter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('first_day', models.DateField()),
                ('rows', models.JSONField(default=list)),
                ('said_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'first_day'), name='prices_quarter_once')],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        *walls.own_agency("prices_night", commands=("select", "insert")),
        *walls.own_agency("prices_choice", commands=("select", "insert")),
        walls.raise_walls("prices_quarter"),
        walls.policy("prices_quarter", "select", using="(select recourse_agency()) is not null"),
        walls.policy("prices_quarter", "insert", check=walls.OWN),
    ]
