"""Makes the table of who lends a home: kept by the agency that runs it, read by whoever lends it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from recourse.records.directory import walls

TABLE = "homes_lending"
TO_US = "{table}.owner_id = (select recourse_agency())"
OF_THE_HOME = (
    "exists (select 1 from homes_home h where h.id = {table}.home_id and h.agency_id = {table}.agency_id)"
)


class Migration(migrations.Migration):

    dependencies = [('directory', '0008_landlords'), ('homes', '0003_papers')]

    operations = [
        migrations.CreateModel(
            name='Lending',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('home_name', models.CharField(max_length=200)),
                ('area', models.CharField(max_length=200)),
                ('told', models.JSONField(default=dict)),
                ('told_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='lending', to='homes.home')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['owner'], name='homes_lending_owner')],
                'constraints': [models.CheckConstraint(condition=models.Q(('owner', models.F('agency')), _negated=True), name='homes_lending_to_another')],
            },
        ),
        walls.raise_walls(TABLE),
        walls.policy(TABLE, "select", using=f"({walls.OWN} or {TO_US})"),
        walls.policy(TABLE, "insert", check=f"{walls.OWN} and {OF_THE_HOME}"),
        walls.policy(TABLE, "update", using=walls.OWN, check=walls.OWN),
        walls.policy(TABLE, "delete", using=walls.OWN),
        walls.fixed(TABLE, "agency_id", "home_id", "owner_id"),
    ]
