"""Makes homes, rooms, bedspaces and their dated states, behind the wall of the agency that runs them."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


from recourse.records.directory import walls

NO_OVERLAP = """
alter table homes_bedstate add constraint homes_one_state_a_day exclude using gist (
    int8range(hashtextextended(bedspace_id::text, 0), hashtextextended(bedspace_id::text, 0), '[]') with &&,
    daterange(first_day, after_last_day) with &&
) deferrable initially deferred;
"""
TABLES = ("homes_home", "homes_address", "homes_room", "homes_bedspace", "homes_bedstate")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0002_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='Home',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('area', models.CharField(max_length=200)),
                ('who_for', models.CharField(choices=[('anyone', 'Anyone'), ('women', 'Women'), ('men', 'Men'), ('families', 'Families')], default='anyone', max_length=20)),
                ('is_step_free', models.BooleanField(default=False)),
                ('landlord', models.CharField(blank=True, max_length=200)),
                ('note', models.TextField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='address', to='homes.home')),
            ],
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('sleeps', models.PositiveSmallIntegerField(default=1)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='homes.home')),
            ],
        ),
        migrations.CreateModel(
            name='Bedspace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('free', 'Free'), ('rent_paying', 'Rent-paying'), ('council', 'Council pays'), ('reserved', 'Reserved')], default='free', max_length=20)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bedspaces', to='homes.room')),
            ],
        ),
        migrations.CreateModel(
            name='BedState',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('offered', 'Offered by its owner'), ('preparing', 'Being prepared'), ('available', 'Ready to live in'), ('unusable', 'Empty, not usable'), ('handed_back', 'Handed back')], max_length=20)),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField(null=True)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('bedspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='homes.bedspace')),
            ],
            options={
                'ordering': ['first_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('after_last_day', None), ('after_last_day__gt', models.F('first_day')), _connector='OR'), name='homes_bedstate_some_days')],
            },
        ),
        migrations.AddConstraint(
            model_name='home',
            constraint=models.UniqueConstraint(fields=('agency', 'name'), name='homes_home_named'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(fields=('home', 'name'), name='homes_room_named'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.CheckConstraint(condition=models.Q(('sleeps__gte', 1)), name='homes_room_sleeps_somebody'),
        ),
        migrations.AddConstraint(
            model_name='bedspace',
            constraint=models.UniqueConstraint(fields=('room', 'name'), name='homes_bedspace_named'),
        ),
        migrations.RunSQL(NO_OVERLAP, "alter table homes_bedstate drop constraint homes_one_state_a_day;"),
        *(wall for table in TABLES for wall in walls.own_agency(table)),
    ]
