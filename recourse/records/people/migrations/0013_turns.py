"""Keeps on each share when its person was last touched, so that a list of thousands finds its page by an index."""

from django.db import migrations, models
from django.db.models.functions import Now

ONLY_ENDS = """
create or replace function people_share_only_ends() returns trigger language plpgsql as $$
declare
    may_change constant text[] := array[{may_change}];
begin
    if old.withdrawn_at is not null
        or (to_jsonb(new) - may_change) is distinct from (to_jsonb(old) - may_change)
    then
        raise exception 'a share can only be withdrawn, once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""
ENDS = "'withdrawn_at', 'withdrawn_by_id', 'holder_id', 'to_agency_id'"
# A share that somebody else has in hand this moment is passed over: it is being ended, and waiting could deadlock.
FOLLOWS = """
create function people_share_takes_turn() returns trigger language plpgsql as $$
begin
    new.person_touched_at := coalesce(
        (select touched_at from people_person where id = new.person_id), new.made_at);
    return new;
end $$;
create trigger people_share_takes_turn before insert on people_share
    for each row execute function people_share_takes_turn();
create function people_person_moves_up() returns trigger language plpgsql as $$
begin
    update people_share set person_touched_at = new.touched_at where id in (
        select id from people_share where person_id = new.id and withdrawn_at is null for update skip locked);
    return null;
end $$;
create trigger people_person_moves_up after update of touched_at on people_person
    for each row when (old.touched_at is distinct from new.touched_at)
    execute function people_person_moves_up();
"""
STAYS = """
drop trigger people_person_moves_up on people_person;
drop function people_person_moves_up();
drop trigger people_share_takes_turn on people_share;
drop function people_share_takes_turn();
"""
# Who owns the tables stands behind their walls too, and would find nobody to copy the moment from.
AS_TOUCHED = """
set constraints all immediate;
alter table people_person no force row level security;
alter table people_share no force row level security;
update people_share s set person_touched_at = p.touched_at from people_person p
    where p.id = s.person_id and s.withdrawn_at is null;
alter table people_share force row level security;
alter table people_person force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0012_letters")]

    operations = [
        migrations.AddField("share", "person_touched_at", models.DateTimeField(db_default=Now())),
        migrations.RunSQL(
            ONLY_ENDS.format(may_change=f"{ENDS}, 'person_touched_at'"), ONLY_ENDS.format(may_change=ENDS)
        ),
        migrations.RunSQL(AS_TOUCHED, migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOWS, STAYS),
        migrations.AddIndex(
            "share",
            models.Index(
                models.F("to_service"),
                models.F("person_touched_at").desc(),
                models.F("person"),
                name="people_share_turns",
                condition=models.Q(withdrawn_at=None),
            ),
        ),
    ]
