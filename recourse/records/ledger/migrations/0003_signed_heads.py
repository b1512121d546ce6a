"""Keeps the signed heads of each agency's chain; only that one was sent may be added to it."""

import uuid
from django.db import migrations, models

KEPT = """
create function ledger_signed_once() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.sent_at is null and to_jsonb(new) - 'sent_at' = to_jsonb(old) - 'sent_at' then
        return new;
    end if;
    raise exception 'a signed head is written once: % refused', lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_signedhead_kept before update or delete on ledger_signedhead
    for each row execute function ledger_signed_once();
create trigger ledger_signedhead_not_emptied before truncate on ledger_signedhead
    for each statement execute function ledger_signed_once();
alter table ledger_signedhead enable row level security;
alter table ledger_signedhead force row level security;
create policy ledger_signedhead_select on ledger_signedhead for select using (agency = (select recourse_agency()));
create policy ledger_signedhead_insert on ledger_signedhead for insert with check (agency = (select recourse_agency()));
create policy ledger_signedhead_update on ledger_signedhead for update
    using (agency = (select recourse_agency())) with check (agency = (select recourse_agency()));
create policy ledger_signedhead_audit on ledger_signedhead for select to recourse_auditor using (true);
revoke update, delete, truncate on ledger_signedhead from recourse_app, recourse_worker;
grant update (sent_at) on ledger_signedhead to recourse_app, recourse_worker;
grant select on ledger_signedhead to recourse_auditor;
"""
UNKEPT = """
drop policy ledger_signedhead_audit on ledger_signedhead;
drop policy ledger_signedhead_update on ledger_signedhead;
drop policy ledger_signedhead_insert on ledger_signedhead;
drop policy ledger_signedhead_select on ledger_signedhead;
drop trigger ledger_signedhead_not_emptied on ledger_signedhead;
drop trigger ledger_signedhead_kept on ledger_signedhead;
drop function ledger_signed_once();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_moment'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignedHead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('agency', models.UUIDField()),
                ('day', models.DateField()),
                ('number', models.BigIntegerField()),
                ('hash', models.BinaryField()),
                ('before', models.BinaryField(default=b'')),
                ('public_key', models.BinaryField()),
                ('signature', models.BinaryField()),
                ('signed_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'day'), name='ledger_signedhead_daily')],
            },
        ),
        migrations.RunSQL(KEPT, UNKEPT),
    ]
