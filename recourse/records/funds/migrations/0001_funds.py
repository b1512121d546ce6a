"""Makes the books of homes behind the wall of their agency, and grants to people behind consent."""

import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

_KEY = "int8range(hashtextextended({0}, 0), hashtextextended({0}, 0), '[]') with &&"
ONE_A_DAY = f"""
alter table funds_rate add constraint funds_one_rate_a_day exclude using gist (
    {_KEY.format("agency_id::text || kind")}, daterange(first_day, after_last_day) with &&
);
alter table funds_award add constraint funds_one_award_a_day exclude using gist (
    {_KEY.format("agency_id::text || person_id::text")},
    daterange(first_day, coalesce(stopped_on, after_last_day)) with &&
);
"""
MORE_A_DAY = """
alter table funds_rate drop constraint funds_one_rate_a_day;
alter table funds_award drop constraint funds_one_award_a_day;
"""
CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
KEPT = """
create function funds_award_kept() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if old.stopped_at is not null then
        raise exception 'a grant that was stopped stays as it is' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger funds_award_kept before update on funds_award for each row execute function funds_award_kept();
create trigger funds_award_as_signed_in after insert on funds_award
    for each row execute function recourse_as_signed_in('given_by_id', 'given_at');
revoke truncate on funds_award from recourse_app, recourse_worker;
"""
NOT_KEPT = """
drop trigger funds_award_as_signed_in on funds_award;
drop trigger funds_award_kept on funds_award;
drop function funds_award_kept();
"""
FIXED = ("id", "agency_id", "person_id", "field", "grant_id", "panel", "pence", "cycle", "first_day")
OWN = ("funds_rate", "funds_cost", "funds_receipt", "funds_balance", "funds_grant")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0007_answers'),
        ('homes', '0003_papers'),
        ('people', '0013_turns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('funder', models.CharField(max_length=120)),
                ('pence', models.PositiveIntegerField()),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField()),
                ('pays_for', models.CharField(choices=[('all', 'The scheme as a whole'), ('house', 'One house'), ('kind', 'Rooms of one kind'), ('people', 'Grants to people')], max_length=10)),
                ('kind', models.CharField(blank=True, choices=[('free', 'Free'), ('rent_paying', 'Rent-paying'), ('council', 'Council pays'), ('reserved', 'Reserved')], max_length=20)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='homes.home')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-first_day', 'funder'],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(default='work', editable=False, max_length=20)),
                ('panel', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('pence', models.PositiveIntegerField()),
                ('cycle', models.PositiveSmallIntegerField(choices=[(7, 'Every week'), (14, 'Every two weeks')])),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField()),
                ('given_at', models.DateTimeField()),
                ('stopped_on', models.DateField(null=True)),
                ('reason', recourse.records.sealing.fields.SealedText(blank=True, of='person_id')),
                ('stopped_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.grant')),
            ],
            options={
                'ordering': ['-first_day', '-given_at'],
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('free', 'Free'), ('rent_paying', 'Rent-paying'), ('council', 'Council pays'), ('reserved', 'Reserved')], max_length=20)),
                ('pence_a_night', models.PositiveIntegerField()),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField(null=True)),
                ('set_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', '-first_day'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('free', 'Free'), ('rent_paying', 'Rent-paying'), ('council', 'Council pays'), ('reserved', 'Reserved')], max_length=20)),
                ('on_day', models.DateField()),
                ('pence', models.PositiveIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='homes.home')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on_day', '-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='Balance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('on_day', models.DateField()),
                ('pence', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on_day'],
                'constraints': [models.UniqueConstraint(fields=('agency', 'on_day'), name='funds_balance_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Cost',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('rent', 'Rent to the owner'), ('bills', 'Bills: fuel, water, council tax'), ('repairs', 'Repairs'), ('insurance', 'Insurance'), ('staff', 'The people who run it'), ('people', 'Grants to people'), ('other', 'Something else')], max_length=20)),
                ('pence', models.PositiveIntegerField()),
                ('often', models.CharField(choices=[('once', 'Once'), ('week', 'Every week'), ('month', 'Every month'), ('year', 'Every year')], max_length=10)),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField(null=True)),
                ('words', recourse.records.sealing.fields.SealedText(blank=True, of='id')),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('home', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='homes.home')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-first_day', '-recorded_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('after_last_day', None), ('after_last_day__gt', models.F('first_day')), _connector='OR'), name='funds_cost_some_days')],
            },
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('after_last_day', None), ('after_last_day__gt', models.F('first_day')), _connector='OR'), name='funds_grant_some_days'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('home__isnull', False), ('kind', ''), ('pays_for', 'house')), models.Q(('home', None), ('pays_for', 'kind'), models.Q(('kind', ''), _negated=True)), models.Q(('home', None), ('kind', ''), ('pays_for__in', ('all', 'people'))), _connector='OR'), name='funds_grant_says_what_for'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['person', '-first_day'], name='funds_award_person'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('after_last_day', None), ('after_last_day__gt', models.F('first_day')), _connector='OR'), name='funds_award_some_days'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='funds_award_gives_something'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stopped_at', None), ('stopped_by', None), ('stopped_on', None)), models.Q(('stopped_at__isnull', False), ('stopped_by__isnull', False), ('stopped_on__gte', models.F('first_day')), ('stopped_on__lt', models.F('after_last_day'))), _connector='OR'), name='funds_award_stopped_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.CheckConstraint(condition=models.Q(('after_last_day', None), ('after_last_day__gt', models.F('first_day')), _connector='OR'), name='funds_rate_some_days'),
        ),
        migrations.RunSQL(ONE_A_DAY, MORE_A_DAY),
        migrations.RunSQL(KEPT, NOT_KEPT),
        walls.fixed("funds_award", *FIXED, "after_last_day", "given_by_id", "given_at"),
        *(wall for table in OWN for wall in walls.own_agency(table)),
        *walls.by_field("funds_award", change=("update",)),
        walls.policy("funds_award", "delete", using=CLOCK, to="recourse_worker"),
    ]
