"""Makes the tables of hosts, each behind the wall of its agency; a step and a check-in stay as written."""

import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

OF_THE_STAY = (
    "exists (select 1 from placements_stay s where s.id = {table}.stay_id and s.agency_id = {table}.agency_id"
    " and s.person_id = {table}.person_id)"
)
OF_THE_HOST = (
    "exists (select 1 from hosting_host h where h.id = {table}.host_id and h.agency_id = {table}.agency_id)"
)
OF_THE_HOME = (
    "exists (select 1 from homes_home h where h.id = {table}.home_id and h.agency_id = {table}.agency_id)"
)
CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
KEPT = """
create trigger hosting_step_as_signed_in after insert on hosting_step
    for each row execute function recourse_as_signed_in('made_by_id', 'made_at');
create trigger hosting_checkin_as_signed_in after insert on hosting_checkin
    for each row execute function recourse_as_signed_in('made_by_id', 'made_at');
revoke truncate on hosting_step, hosting_checkin from recourse_app, recourse_worker;
"""
NOT_KEPT = """
drop trigger hosting_checkin_as_signed_in on hosting_checkin;
drop trigger hosting_step_as_signed_in on hosting_step;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0008_landlords'),
        ('homes', '0004_lending'),
        ('people', '0013_turns'),
        ('placements', '0005_agreeing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Host',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', recourse.records.sealing.fields.SealedText(of='id')),
                ('contact', recourse.records.sealing.fields.SealedText(of='id')),
                ('state', models.CharField(choices=[('enquiry', 'Asked about hosting'), ('visited', 'Visited'), ('approved', 'Approved'), ('resting', 'Resting'), ('refused', 'Refused'), ('left', 'Left')], default='enquiry', max_length=10)),
                ('is_key', models.BooleanField(default=False)),
                ('rhythm', models.CharField(choices=[('month', 'Every month'), ('weeks', 'Every four weeks')], default='month', max_length=10)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='host', to='homes.home')),
            ],
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('on_day', models.DateField()),
                ('how', models.CharField(choices=[('visit', 'At their home'), ('phone', 'By phone'), ('message', 'By message'), ('elsewhere', 'Met somewhere else')], max_length=10)),
                ('guest', models.CharField(choices=[('well', 'Well'), ('mixed', 'Some things to sort out'), ('badly', 'Badly'), ('not_asked', 'Could not ask')], max_length=10)),
                ('for_host', models.CharField(choices=[('well', 'Well'), ('mixed', 'Some things to sort out'), ('badly', 'Badly'), ('not_asked', 'Could not ask')], max_length=10)),
                ('words', recourse.records.sealing.fields.SealedText(blank=True, of='person_id')),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='placements.stay')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='hosting.host')),
            ],
            options={
                'ordering': ['-on_day', '-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('enquiry', 'Asked about hosting'), ('visit', 'Home visited'), ('reference', 'Reference taken'), ('approved', 'Approved'), ('refused', 'Refused'), ('resting', 'Rests'), ('back', 'Hosts again'), ('left', 'Left'), ('key', 'Experienced host')], max_length=10)),
                ('on_day', models.DateField()),
                ('is_written', models.BooleanField(default=False)),
                ('is_family', models.BooleanField(default=False)),
                ('words', recourse.records.sealing.fields.SealedText(blank=True, of='host_id')),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='hosting.host')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.AddConstraint(
            model_name='host',
            constraint=models.CheckConstraint(condition=models.Q(('is_key', False), models.Q(('state__in', ('enquiry', 'visited')), _negated=True), _connector='OR'), name='hosting_key_host_was_approved'),
        ),
        migrations.AddConstraint(
            model_name='checkin',
            constraint=models.UniqueConstraint(fields=('stay', 'on_day'), name='hosting_check_in_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('host', 'number'), name='hosting_step_in_order'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'reference'), models.Q(('is_family', False), ('is_written', False)), _connector='OR'), name='hosting_step_reference'),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        walls.fixed("hosting_host", "id", "agency_id", "home_id"),
        walls.raise_walls("hosting_host"),
        walls.policy("hosting_host", "select", using=walls.OWN),
        walls.policy("hosting_host", "insert", check=f"{walls.OWN} and {OF_THE_HOME}"),
        walls.policy("hosting_host", "update", using=walls.OWN, check=walls.OWN),
        walls.raise_walls("hosting_step"),
        walls.policy("hosting_step", "select", using=walls.OWN),
        walls.policy("hosting_step", "insert", check=f"{walls.OWN} and {OF_THE_HOST}"),
        walls.raise_walls("hosting_checkin"),
        walls.policy("hosting_checkin", "select", using=walls.OWN),
        walls.policy("hosting_checkin", "insert", check=f"{walls.OWN} and {OF_THE_STAY} and {OF_THE_HOST}"),
        walls.policy("hosting_checkin", "delete", using=CLOCK, to="recourse_worker"),
    ]
