"""Keeps who invited whom, for good, and whether it was told; says of two workers whether one let the other in lately."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Who invited is written once, by who is signed in, and stays: an emergency asks for it.
KEPT = """
revoke update, delete, truncate on access_invitation from recourse_app;
grant update (ended_at, taken_at) on access_invitation to recourse_app;
grant select, update (made_told_at, taken_told_at) on access_invitation to recourse_worker;
create function access_invited_by() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.made_by_id is distinct from recourse_worker() then
        raise exception 'an invitation is made by who is signed in' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger access_invited_by before insert on access_invitation
    for each row execute function access_invited_by();

-- Whoever is invited could be the one who invited them, who reads the code aloud. So each worker stands for all
-- who let them in lately, and for those who let these in; two who have one of them in common may be one person.
create function access_may_be_one(one uuid, other uuid, at timestamptz) returns boolean language sql stable
    set search_path = pg_catalog, public, pg_temp as $$
    with recursive stands_for (side, worker) as (
        select * from (values (1, one), (2, other)) as two (side, worker)
        union
        select s.side, i.made_by_id from stands_for s join access_invitation i on i.worker_id = s.worker
            where i.made_by_id is not null and i.made_at > at - interval '14 days'
    )
    select exists (select 1 from stands_for a join stands_for b using (worker) where a.side = 1 and b.side = 2)
$$;
"""
AS_BEFORE = """
drop function access_may_be_one(uuid, uuid, timestamptz);
drop trigger access_invited_by on access_invitation;
drop function access_invited_by();
revoke select, update (made_told_at, taken_told_at) on access_invitation from recourse_worker;
grant update, delete on access_invitation to recourse_app;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0002_refused"),
        ("ledger", "0004_its_own_clock"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "invitation",
            "made_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        *(
            migrations.AddField("invitation", name, models.DateTimeField(null=True))
            for name in ("taken_at", "made_told_at", "taken_told_at")
        ),
        migrations.RunSQL("update access_invitation set made_told_at = made_at;", migrations.RunSQL.noop),
        migrations.RunSQL(KEPT, AS_BEFORE),
    ]
