"""Lets a worker be a landlord's, who works in no service and so sees nobody."""

from django.db import migrations, models

from recourse.records.directory.words import Role

NO_SERVICE = """
create function directory_landlord_serves_nobody() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if exists (select 1 from directory_worker_services s join directory_worker w on w.id = s.worker_id
               where w.role = 'landlord' and w.id = (case when tg_table_name = 'directory_worker'
               then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'worker_id' end)::uuid)
    then
        raise exception 'a landlord''s worker works in no service' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger directory_landlord_serves_nobody after insert or update on directory_worker_services
    for each row execute function directory_landlord_serves_nobody();
create constraint trigger directory_landlord_serves_nobody after insert or update of role on directory_worker
    deferrable initially deferred for each row execute function directory_landlord_serves_nobody();
"""
UNDO = """
drop trigger directory_landlord_serves_nobody on directory_worker;
drop trigger directory_landlord_serves_nobody on directory_worker_services;
drop function directory_landlord_serves_nobody();
"""


class Migration(migrations.Migration):

    dependencies = [("directory", "0007_answers")]

    operations = [
        migrations.AlterField("worker", "role", models.CharField(choices=Role.choices, max_length=20)),
        migrations.RunSQL(NO_SERVICE, UNDO),
    ]
