"""Counts the different people a worker reads of within an hour, in one place for all processes."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

# What is read goes into the ledger, unless it is too much for an hour. One worker's pages wait for each other here, so that two processes never both let the last one through.
READ = """
create function people_read(persons uuid[], budget_since timestamptz, stop_at integer, entries jsonb)
    returns table (were integer, are integer, is_stopped boolean) language plpgsql as $$
declare
    me constant uuid := recourse_worker();
    moment constant timestamptz := recourse_moment();
    spent integer;
begin
    perform pg_advisory_xact_lock(hashtextextended(me::text, 7));
    delete from people_seen s where s.worker_id = me and s.at <= moment - interval '1 hour';
    select count(*), count(*) filter (where s.at > budget_since) into were, spent
        from people_seen s where s.worker_id = me;
    select spent + count(*) into spent from unnest(persons) as wanted
        where not exists (select 1 from people_seen s
            where s.worker_id = me and s.person = wanted and s.at > budget_since);
    are := were;
    is_stopped := spent > stop_at;
    if not is_stopped then
        insert into people_seen as s (id, agency_id, worker_id, person, at)
            select gen_random_uuid(), recourse_agency(), me, wanted, moment from unnest(persons) as wanted
            on conflict (worker_id, person) do update set at = greatest(s.at, excluded.at);
        select count(*) into are from people_seen s where s.worker_id = me;
        insert into ledger_entry
            (id, agency, number, at, by, by_name, act, about_kind, about, person, reason, detail, previous, hash)
            select gen_random_uuid(), recourse_agency(), 0, moment, me, e.by_name, e.act, e.about_kind, e.about,
                e.person, '', e.detail, ''::bytea, ''::bytea
            from jsonb_to_recordset(entries)
                as e (place integer, by_name text, act text, about_kind text, about uuid, person uuid, detail jsonb)
            order by e.place;
    end if;
    return next;
end $$;
"""
WALLS = [
    migrations.RunSQL(READ, "drop function people_read(uuid[], timestamptz, integer, jsonb);"),
    *walls.own_agency("people_seen"),
    *walls.own_agency("people_overread", commands=("select", "insert", "update")),
]


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0005_heads_to'),
        ('people', '0006_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Overread',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('people', models.PositiveIntegerField()),
                ('was_stopped', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['agency', '-at'], name='people_overread_newest')],
            },
        ),
        migrations.CreateModel(
            name='Seen',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('person', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisation')),
                ('worker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('worker', 'person'), name='people_seen_once')],
            },
        ),
        *WALLS,
    ]
