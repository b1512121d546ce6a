"""Makes the tables of referrals and of what is said about them, each with its wall."""


import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

SENT_TO_US = (
    f"exists (select 1 from people_share s where s.person_id = {{table}}.person_id and {walls.TO_US}"
    f" and s.to_service_id = {{table}}.to_service_id and {walls.LIVE})"
)
AGREED = (
    "exists (select 1 from people_share s where s.id = {table}.share_id and s.person_id = {table}.person_id"
    f" and s.to_service_id = {{table}}.to_service_id and {walls.LIVE})"
)
BOTH_SIDES = f"{walls.OWN} or {SENT_TO_US}"
IN_THE_THREAD = (
    "exists (select 1 from referrals_referral r where r.id = {table}.referral_id and r.person_id = {table}.person_id)"
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_organisations'),
        ('people', '0001_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('why', models.TextField()),
                ('asks', models.TextField()),
                ('answer_by', models.DateField()),
                ('state', models.CharField(choices=[('sent', 'Waiting for an answer'), ('asked', 'Asked for more'), ('accepted', 'Accepted'), ('refused', 'Refused'), ('taken_back', 'Taken back'), ('closed', 'Closed')], default='sent', max_length=12)),
                ('sent_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('refusal_code', models.CharField(blank=True, choices=[('no_space', 'No space now'), ('not_who_we_help', 'Not somebody this service is for'), ('not_eligible', 'Not eligible for what was asked'), ('needs_too_high', 'We cannot meet their needs safely'), ('out_of_area', 'Outside our area'), ('already_helped', 'We already help them with this'), ('could_not_reach', 'We could not reach them'), ('other', 'Something else')], max_length=30)),
                ('refusal_words', models.TextField(blank=True)),
                ('next_step', models.TextField(blank=True)),
                ('disposition', models.CharField(blank=True, choices=[('helped', 'They got the help that was asked for'), ('helped_in_part', 'They got part of it'), ('helped_elsewhere', 'They got the help somewhere else'), ('referred_elsewhere', 'Referred to another service instead'), ('not_taken_up', 'They did not take it up'), ('lost_contact', 'We lost contact with them'), ('not_helped', 'Nobody could help with it'), ('taken_back', 'Taken back before an answer')], max_length=30)),
                ('closing_words', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('moves', models.PositiveIntegerField(default=1)),
                ('moved_at', models.DateTimeField()),
                ('moved_how', models.CharField(default='sent', max_length=12)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='people.person')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='people.share')),
                ('to_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('to_service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
            options={
                'ordering': ['answer_by', 'sent_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('act', models.CharField(max_length=12)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='referrals.referral')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['to_service', 'state', 'answer_by'], name='referral_waiting'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['agency', 'state', 'answer_by'], name='referral_sent'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['person', 'sent_at'], name='referral_person'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('sent', 'asked', 'accepted'))), fields=('person', 'to_service', 'agency'), name='referral_one_open_a_service'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('state__in', ('taken_back', 'closed')), models.Q(('disposition', ''), _negated=True)), models.Q(models.Q(('state__in', ('taken_back', 'closed')), _negated=True), ('closed_at__isnull', True), ('disposition', '')), _connector='OR'), name='referral_ends_with_a_disposition'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(models.Q(('refusal_code', ''), _negated=True), models.Q(('next_step', ''), _negated=True)), _connector='OR'), name='referral_refusal_names_a_next_step'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['referral', 'at'], name='message_referral_at'),
        ),
        walls.raise_walls("referrals_referral"),
        walls.policy("referrals_referral", "select", using=BOTH_SIDES),
        walls.held("referrals_referral"),
        walls.held("referrals_referral", "update"),
        walls.policy("referrals_referral", "insert", check=f"{walls.OWN} and {walls.IN_SIGHT} and {AGREED}"),
        walls.policy("referrals_referral", "update", using=BOTH_SIDES, check=BOTH_SIDES),
        walls.raise_walls("referrals_message"),
        walls.policy("referrals_message", "select", using=IN_THE_THREAD),
        walls.policy("referrals_message", "insert", check=f"{walls.OWN} and {IN_THE_THREAD}"),
    ]
